package io.diptych.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Builds one ONNX graph. Values are referred to by name; {@link #node} makes up the names of its outputs. Weights go to a
 * {@link WeightFile}, everything else into the graph itself.
 */
final class GraphBuilder {

    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;
    private static final String MICROSOFT = "com.microsoft";

    /** Stands for an optional input that is left out. */
    static final String NONE = "";

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final WeightFile weights;
    private final Map<String, String> initializers = new HashMap<>();
    private int names;

    GraphBuilder(String name, WeightFile weights) {
        graph.setName(name);
        this.weights = weights;
    }

    /** @param dimensions numbers, or names where a dimension is dynamic */
    String input(String name, DataType type, Object... dimensions) {
        graph.addInput(value(name, type, dimensions));
        return name;
    }

    void output(String name, String value, DataType type, Object... dimensions) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(name)
                .addInput(value)
                .addOutput(name));
        graph.addOutput(value(name, type, dimensions));
    }

    /** Begins a node of the standard operators. */
    Node node(String operator, String... inputs) {
        return new Node("", operator, inputs);
    }

    /** Begins a node of ONNX Runtime's own operators. */
    Node microsoft(String operator, String... inputs) {
        return new Node(MICROSOFT, operator, inputs);
    }

    /** A node without attributes. */
    String op(String operator, String... inputs) {
        return node(operator, inputs).output();
    }

    String cast(String value, DataType type) {
        return node("Cast", value).with("to", type.getNumber()).output();
    }

    /** A vector of int64: shapes, axes, indices. */
    String longs(long... values) {
        var tensor =
                TensorProto.newBuilder().setDataType(DataType.INT64.getNumber()).addDims(values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        return constant(tensor);
    }

    String scalar(long value) {
        return constant(
                TensorProto.newBuilder().setDataType(DataType.INT64.getNumber()).addInt64Data(value));
    }

    String scalar(int value) {
        return constant(
                TensorProto.newBuilder().setDataType(DataType.INT32.getNumber()).addInt32Data(value));
    }

    String scalar(float value) {
        return constant(
                TensorProto.newBuilder().setDataType(DataType.FLOAT.getNumber()).addFloatData(value));
    }

    String scalar(double value) {
        return constant(TensorProto.newBuilder()
                .setDataType(DataType.DOUBLE.getNumber())
                .addDoubleData(value));
    }

    String floats(float[] values, long... shape) {
        var tensor = TensorProto.newBuilder().setDataType(DataType.FLOAT.getNumber());
        for (long dimension : shape) {
            tensor.addDims(dimension);
        }
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return constant(tensor);
    }

    String reshape(String value, long... shape) {
        return op("Reshape", value, longs(shape));
    }

    /** A weight as f32, whatever it is stored as. */
    String weight(StoredTensor tensor) {
        return weight(tensor, tensor.name(), 0, tensor.shape());
    }

    /** A weight in another shape. */
    String weight(StoredTensor tensor, long... shape) {
        return weight(tensor, tensor.name() + Arrays.toString(shape), 0, shape);
    }

    /** Some rows of a matrix: a view of the same bytes. */
    String rows(StoredTensor matrix, int first, int count) {
        var shape = matrix.shape();
        var name = matrix.name() + "[" + first + ".." + (first + count - 1) + "]";
        return weight(matrix, name, first * shape[1], new long[] {count, shape[1]});
    }

    private String weight(StoredTensor tensor, String name, long firstElement, long[] shape) {
        return initializers.computeIfAbsent(name, ignored -> external(tensor, name, firstElement, shape));
    }

    private String external(StoredTensor tensor, String name, long firstElement, long[] shape) {
        var slice = weights.append(tensor);
        var type = slice.type();
        long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        var proto = TensorProto.newBuilder()
                .setName(name)
                .setDataType((type == ElementType.F16 ? DataType.FLOAT16 : DataType.FLOAT).getNumber())
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", weights.name()))
                .addExternalData(entry("offset", Long.toString(slice.offset() + firstElement * type.bytes())))
                .addExternalData(entry("length", Long.toString(elements * type.bytes())));
        Arrays.stream(shape).forEach(proto::addDims);
        graph.addInitializer(proto);
        return type == ElementType.F16 ? cast(name, DataType.FLOAT) : name;
    }

    private String constant(TensorProto.Builder tensor) {
        var name = "constant_" + names++;
        graph.addInitializer(tensor.setName(name));
        return name;
    }

    /** Writes a single file that holds the weights, too; {@code data} is where the weight file has put them. */
    void writeWhole(Path file, Path data) {
        try (var bytes = FileChannel.open(data)) {
            for (var tensor : graph.getInitializerBuilderList()) {
                if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
                    var where = tensor.getExternalDataList().stream()
                            .collect(
                                    Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));
                    var values = bytes.map(
                            FileChannel.MapMode.READ_ONLY,
                            Long.parseLong(where.get("offset")),
                            Long.parseLong(where.get("length")));
                    tensor.clearExternalData()
                            .setDataLocation(TensorProto.DataLocation.DEFAULT)
                            .setRawData(ByteString.copyFrom(values));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(file);
    }

    void write(Path file) {
        var model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("diptych")
                .setGraph(graph)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain(MICROSOFT).setVersion(1))
                .build();
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            model.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    private static ValueInfoProto value(String name, DataType type, Object... dimensions) {
        var shape = TensorShapeProto.newBuilder();
        for (var dimension : dimensions) {
            var proto = TensorShapeProto.Dimension.newBuilder();
            shape.addDim(
                    dimension instanceof Number number
                            ? proto.setDimValue(number.longValue())
                            : proto.setDimParam(dimension.toString()));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }

    /** A node whose attributes are still being set. */
    final class Node {

        private final NodeProto.Builder node;

        private Node(String domain, String operator, String... inputs) {
            node = NodeProto.newBuilder()
                    .setDomain(domain)
                    .setOpType(operator)
                    .setName(operator + "_" + names++)
                    .addAllInput(Arrays.asList(inputs));
        }

        Node with(String attribute, long value) {
            node.addAttribute(AttributeProto.newBuilder()
                    .setName(attribute)
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(value));
            return this;
        }

        Node with(String attribute, float value) {
            node.addAttribute(AttributeProto.newBuilder()
                    .setName(attribute)
                    .setType(AttributeProto.AttributeType.FLOAT)
                    .setF(value));
            return this;
        }

        Node with(String attribute, String value) {
            node.addAttribute(AttributeProto.newBuilder()
                    .setName(attribute)
                    .setType(AttributeProto.AttributeType.STRING)
                    .setS(ByteString.copyFromUtf8(value)));
            return this;
        }

        Node with(String attribute, long... values) {
            var proto = AttributeProto.newBuilder().setName(attribute).setType(AttributeProto.AttributeType.INTS);
            for (long value : values) {
                proto.addInts(value);
            }
            node.addAttribute(proto);
            return this;
        }

        String output() {
            return outputs(1)[0];
        }

        String[] outputs(int count) {
            var outputs = new String[count];
            for (int i = 0; i < count; i++) {
                outputs[i] = node.getName() + ":" + i;
                node.addOutput(outputs[i]);
            }
            graph.addNode(node);
            return outputs;
        }
    }
}

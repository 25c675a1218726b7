package io.diptych.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.diptych.model.Bundle;
import io.diptych.model.InvalidBundleException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weights of a graph that {@link GraphBuilder} wrote, under the names and shapes that they had before. */
final class OnnxWeights {

    private final Path file;
    private final GraphProto graph;

    private OnnxWeights(Path file, GraphProto graph) {
        this.file = file;
        this.graph = graph;
    }

    static OnnxWeights open(Bundle bundle, String name) {
        var file = bundle.directory().resolve(name);
        if (!bundle.manifest().files().containsKey(name)) {
            throw new InvalidBundleException(file, "missing, and without it the weights have no names");
        }
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return new OnnxWeights(file, ModelProto.parseFrom(in).getGraph());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** By name; views of some rows are left out, for the whole matrix is there in another graph. */
    Map<String, StoredTensor> tensors() {
        var tensors = new LinkedHashMap<String, StoredTensor>();
        for (var proto : graph.getInitializerList()) {
            if (proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL && !isView(proto.getName())) {
                var tensor = tensor(proto);
                tensors.put(tensor.name(), tensor);
            }
        }
        return tensors;
    }

    private static boolean isView(String name) {
        return name.endsWith("]") && name.contains("..");
    }

    /** A reshaped weight is called {@code name[8, 1, 1]}; only vectors are reshaped, by ones behind them. */
    private StoredTensor tensor(TensorProto proto) {
        var name = proto.getName();
        var shape = proto.getDimsList().stream().mapToLong(Long::longValue).toArray();
        if (name.endsWith("]")) {
            name = name.substring(0, name.indexOf('['));
            shape = new long[] {shape[0]};
        }
        var type = switch (DataType.forNumber(proto.getDataType())) {
            case FLOAT16 -> ElementType.F16;
            case FLOAT -> ElementType.F32;
            default -> throw new InvalidBundleException(file, "weight " + name + " is neither f16 nor f32");
        };
        var external = new LinkedHashMap<String, String>();
        proto.getExternalDataList().forEach(entry -> external.put(entry.getKey(), entry.getValue()));
        var location = Path.of(external.getOrDefault("location", ""));
        if (!location.equals(location.getFileName())) {
            throw new InvalidBundleException(file, "weight " + name + " lies in '" + location + "', not in the bundle");
        }
        return new StoredTensor(
                file.resolveSibling(location), name, type, shape, Long.parseLong(external.getOrDefault("offset", "0")));
    }

    /** The first node of an operator. */
    NodeProto node(String operator) {
        return graph.getNodeList().stream()
                .filter(node -> node.getOpType().equals(operator))
                .findFirst()
                .orElseThrow(() -> new InvalidBundleException(
                        file, "has no " + operator + "; only bundles of diptych export can be read back"));
    }

    /** A small tensor that lies in the graph itself. */
    List<Float> constant(String name) {
        return graph.getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(name))
                .findFirst()
                .map(TensorProto::getFloatDataList)
                .orElseThrow(() -> new InvalidBundleException(file, "has no constant " + name));
    }
}

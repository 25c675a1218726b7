package io.diptych.model;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One ONNX graph, loaded through DJL. A run leaves nothing behind on the native side. Safe for use by many threads. */
public final class OnnxGraph implements AutoCloseable {

    static {
        Djl.configure();
    }

    private final Model model;
    private final ModelClock clock;

    private OnnxGraph(Model model, ModelClock clock) {
        this.model = model;
        this.clock = clock;
    }

    static OnnxGraph load(Path file, SessionSettings settings, ModelClock clock) {
        return load(
                file,
                settings,
                clock,
                (model, options) -> model.load(
                        file.toAbsolutePath().getParent(), file.getFileName().toString(), options));
    }

    /**
     * Loads a graph that holds its weights itself.
     *
     * @param name of where it is from, for messages
     * @throws InvalidBundleException if ONNX Runtime cannot load it
     */
    public static OnnxGraph load(byte[] graph, String name, SessionSettings settings) {
        return load(
                Path.of(name),
                settings,
                new ModelClock(),
                (model, options) -> model.load(new ByteArrayInputStream(graph), options));
    }

    @FunctionalInterface
    private interface Source {
        void into(Model model, Map<String, ?> options) throws IOException, MalformedModelException;
    }

    private static OnnxGraph load(Path file, SessionSettings settings, ModelClock clock, Source source) {
        var model = Model.newInstance(file.getFileName().toString(), Device.cpu(), OnnxRuntime.ENGINE);
        try {
            // DJL closes the options that it makes itself only; these live until the session exists.
            try (var options = options(settings)) {
                source.into(model, Map.of("sessionOptions", options));
            }
            return new OnnxGraph(model, clock);
        } catch (IOException e) {
            model.close();
            throw new UncheckedIOException(e);
        } catch (MalformedModelException | OrtException e) {
            model.close();
            throw new InvalidBundleException(file, "ONNX Runtime cannot load it: " + message(e), e);
        }
    }

    private static SessionOptions options(SessionSettings settings) throws OrtException {
        var options = new SessionOptions();
        options.setIntraOpNumThreads(settings.intraOp());
        options.setInterOpNumThreads(1);
        options.setOptimizationLevel(OptLevel.ALL_OPT);
        // Sharp attention is full of denormal numbers, and each costs a processor a hundred times as much as another.
        options.addConfigEntry("session.set_denormal_as_zero", "1");
        return options;
    }

    private static String message(Exception e) {
        return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    }

    /** Collects the inputs of one run. */
    public static final class Inputs {

        private final NDManager manager;
        private final NDList list = new NDList();

        private Inputs(NDManager manager) {
            this.manager = manager;
        }

        public Inputs ints(String name, int[] values, long... shape) {
            return add(name, manager.create(IntBuffer.wrap(values), new Shape(shape), DataType.INT32));
        }

        public Inputs longs(String name, long[] values, long... shape) {
            return add(name, manager.create(LongBuffer.wrap(values), new Shape(shape), DataType.INT64));
        }

        public Inputs floats(String name, float[] values, long... shape) {
            return add(name, manager.create(FloatBuffer.wrap(values), new Shape(shape), DataType.FLOAT32));
        }

        private Inputs add(String name, NDArray array) {
            array.setName(name);
            list.add(array);
            return this;
        }
    }

    /** The outputs of one run, in the graph's order; gone when the run's result has been made. */
    public static final class Outputs {

        private final NDList list;

        private Outputs(NDList list) {
            this.list = list;
        }

        public int[] ints(int index) {
            return list.get(index).toIntArray();
        }

        public float[] floats(int index) {
            return list.get(index).toFloatArray();
        }

        /** An output by its name; null where the graph has none such. */
        public float @Nullable [] floats(String name) {
            return list.stream()
                    .filter(array -> name.equals(array.getName()))
                    .findFirst()
                    .map(NDArray::toFloatArray)
                    .orElse(null);
        }
    }

    /** Names of the graph's inputs. */
    public List<String> inputs() {
        return model.getBlock().describeInput().keys();
    }

    /** Runs the graph; {@code result} must copy what it needs. */
    public <T> T run(java.util.function.Consumer<Inputs> inputs, Function<Outputs, T> result) {
        try (var manager = model.getNDManager().newSubManager()) {
            var given = new Inputs(manager);
            inputs.accept(given);
            long start = System.nanoTime();
            var outputs = model.getBlock().forward(new ParameterStore(manager, false), given.list, false);
            clock.add(System.nanoTime() - start);
            return result.apply(new Outputs(outputs));
        }
    }

    @Override
    public void close() {
        model.close();
    }
}

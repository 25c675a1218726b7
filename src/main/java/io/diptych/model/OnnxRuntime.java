package io.diptych.model;

import ai.djl.engine.Engine;
import ai.onnxruntime.OrtEnvironment;

/** The inference engine. */
public final class OnnxRuntime {

    static {
        Djl.configure();
    }

    /** What DJL calls the engine. */
    static final String ENGINE = "OnnxRuntime";

    private OnnxRuntime() {}

    /** For example {@code 1.22.0}. */
    public static String version() {
        // DJL insists on making the process's one environment itself.
        Engine.getEngine(ENGINE);
        return OrtEnvironment.getEnvironment().getVersion();
    }
}

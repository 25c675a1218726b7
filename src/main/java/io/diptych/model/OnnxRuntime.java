package io.diptych.model;

import ai.onnxruntime.OrtEnvironment;

/** The inference engine. */
public final class OnnxRuntime {

    static {
        Djl.configure();
    }

    private OnnxRuntime() {}

    /** For example {@code 1.22.0}. */
    public static String version() {
        return OrtEnvironment.getEnvironment().getVersion();
    }
}

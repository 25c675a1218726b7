package io.diptych.model;

/** Settings of DJL that it reads from system properties. */
final class Djl {

    private Djl() {}

    /**
     * Must run before DJL's first use. Keeps the ONNX engine from loading PyTorch, where that is on the class path, for
     * array operations that Diptych never asks it for; and keeps DJL off the network: from reporting its use, and from
     * downloading a CUDA build of the tokenizers.
     */
    static void configure() {
        System.setProperty("ai.djl.onnx.disable_alternative", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("RUST_FLAVOR", "cpu");
    }
}

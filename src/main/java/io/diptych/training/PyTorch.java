package io.diptych.training;

import ai.djl.ndarray.NDManager;

/** The engine that all training runs on. */
final class PyTorch {

    static final String NAME = "PyTorch";

    private PyTorch() {}

    static NDManager manager() {
        return NDManager.newBaseManager(NAME);
    }
}

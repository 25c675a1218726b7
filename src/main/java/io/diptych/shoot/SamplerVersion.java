package io.diptych.shoot;

/** Rises whenever the sampler's arithmetic changes what comes out for the same inputs: then old assets are other shots. */
final class SamplerVersion {

    static final int CURRENT = 1;

    private SamplerVersion() {}
}

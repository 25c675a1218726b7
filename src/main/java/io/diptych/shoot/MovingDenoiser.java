package io.diptych.shoot;

import io.diptych.diffusion.Denoiser;
import io.diptych.diffusion.Forward;
import io.diptych.diffusion.Predictions;

/** Shows after every forward that the render moves. */
record MovingDenoiser(Denoiser denoiser, RenderProgress progress) implements Denoiser {

    @Override
    public Predictions predict(Forward forward) {
        Predictions predictions = denoiser.predict(forward);
        progress.moved();
        return predictions;
    }

    @Override
    public void close() {
        denoiser.close();
    }
}

package io.diptych.shoot;

import io.diptych.diffusion.Denoiser;
import io.diptych.diffusion.Forward;
import io.diptych.diffusion.Predictions;
import java.time.Duration;

/** Shows after every forward that the render moves, and begins none once the process is asked to end. */
record MovingDenoiser(Denoiser denoiser, RenderProgress progress, ShootMeters meters, StopSign stop)
        implements Denoiser {

    @Override
    public Predictions predict(Forward forward) {
        stop.check();
        long start = System.nanoTime();
        Predictions predictions = denoiser.predict(forward);
        meters.step(Duration.ofNanos(System.nanoTime() - start));
        progress.moved();
        return predictions;
    }

    @Override
    public void close() {
        denoiser.close();
    }
}

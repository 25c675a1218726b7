package io.diptych.export;

import io.diptych.diffusion.LogitsDenoiser;
import io.diptych.diffusion.ReferenceProfileContract;
import io.diptych.model.ModelClock;
import io.diptych.model.SessionSettings;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The reference profile over an exported denoiser equals the golden runs after every step")
class OnnxReferenceProfileTest extends ReferenceProfileContract {

    @Override
    protected LogitsDenoiser denoiser(String model) {
        return GoldenBundles.of(model).logitsDenoiser(new SessionSettings(1), new ModelClock());
    }
}

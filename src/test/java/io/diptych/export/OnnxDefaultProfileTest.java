package io.diptych.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.diffusion.DefaultProfileContract;
import io.diptych.diffusion.Denoiser;
import io.diptych.model.ModelClock;
import io.diptych.model.SessionSettings;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The default profile over an exported denoiser keeps its promises")
class OnnxDefaultProfileTest extends DefaultProfileContract {

    @Override
    protected Denoiser denoiser() {
        var bundle = GoldenBundles.withEveryWord("llada-tiny");
        assertThat(bundle.vocabulary()).isEqualTo(VOCABULARY);
        return bundle.denoiser(new SessionSettings(1), new ModelClock());
    }
}

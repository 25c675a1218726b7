package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.export.BundleCheckpoint;
import io.diptych.export.ExportOptions;
import io.diptych.export.Exporter;
import io.diptych.model.Bundle;
import io.diptych.model.Bundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One call goes from a bundle to a better one. */
class ParaRlTest {

    @TempDir
    Path directory;

    @Test
    void aRunEndsInABundleThatDiffersInItsDenoiserAloneAndSaysHowItWasMade() throws IOException {
        var from = new Bundles().resolve(Bundles.STUDIO_MINI, directory.resolve("data"));
        var reports = new ArrayList<TrainingProgress>();
        Alignment lowCodes = (text, picture) ->
                IntStream.of(picture.codes()).filter(code -> code < 256).count();

        var bundle = ParaRl.run(from, plan("out", 1), lowCodes, new TrajectoryReward(128, 128), reports::add);

        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.stage()).isEqualTo("pararl");
            assertThat(report.losses()).containsKeys("reward 1", "reward end", "signal", "divergence");
            assertThat(report.losses().get("processor seconds")).isPositive();
            assertThat(report.losses().get("signal")).isPositive();
        });
        assertThat(digest(bundle, Bundle.DENOISER_WEIGHTS)).isNotEqualTo(digest(from, Bundle.DENOISER_WEIGHTS));
        assertThat(digest(bundle, Bundle.IMAGE_CODEC_WEIGHTS)).isEqualTo(digest(from, Bundle.IMAGE_CODEC_WEIGHTS));
        assertThat(digest(bundle, Bundle.TOKENIZER)).isEqualTo(digest(from, Bundle.TOKENIZER));
        var training = bundle.manifest().training();
        assertThat(training.settings().get("pararl"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("updates", 1)
                .containsEntry("from", from.digest());
        assertThat(Files.readString(directory.resolve("work/pararl-rewards.svg")))
                .contains("update 1");

        // The same directory with other settings is another run.
        assertThatThrownBy(() -> ParaRl.run(
                        from, plan("other", 1).withRate(1e-3), lowCodes, new TrajectoryReward(128, 128), reports::add))
                .hasMessageContaining("pararl.json")
                .hasMessageContaining("other settings");
    }

    @Test
    void aBundleWithoutAlignerIsRefused() {
        var checkpoint = BundleCheckpoint.write(
                new Bundles().resolve(Bundles.STUDIO_MINI, directory.resolve("data")), directory.resolve("checkpoint"));
        var from = Exporter.export(checkpoint, directory.resolve("bare"), ExportOptions.DEFAULT);

        assertThatThrownBy(() -> ParaRl.run(from, plan("out", 1), progress -> {}))
                .hasMessageContaining("has no aligner");
    }

    private ParaRlPlan plan(String out, long updates) {
        return new ParaRlPlan(
                directory.resolve(out),
                directory.resolve("work"),
                3,
                updates,
                1,
                1,
                2,
                2,
                4,
                0.5,
                2,
                1,
                1e-4,
                2,
                Duration.ofHours(1));
    }

    private static String digest(Bundle bundle, String file) {
        return bundle.manifest().files().get(file).sha256();
    }
}

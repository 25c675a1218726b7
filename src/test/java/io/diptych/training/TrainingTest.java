package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.model.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One call goes from nothing to a bundle that opens. */
class TrainingTest {

    @TempDir
    Path directory;

    @Test
    void aTrainingEndsInABundleOfAtMostTwentyMebibytes() throws IOException {
        var out = directory.resolve("bundle");
        var reports = new ArrayList<String>();
        var plan = new TrainingPlan(out, directory.resolve("work"), 3, 2, 4, 2, 1, 1, 10, 1, 1, Duration.ofHours(1));

        Training.run(plan, progress -> reports.add(progress.stage()));

        assertThat(reports).containsExactly("vq", "denoiser");
        assertThat(size(out)).isLessThan(20L << 20);
        var manifest = Bundle.open(out).manifest();
        assertThat(manifest.sequence().grids()).isEqualTo(Grids.ALL);
        assertThat(manifest.training().seed()).isEqualTo(3);
        assertThat(directory.resolve("work")).isDirectoryContaining("glob:**/vq-held-out.png");
        assertThat(directory.resolve("work")).isDirectoryContaining("glob:**/denoiser-held-out.png");
    }

    @Test
    void sizesThatDoNotSplitAreRefused() {
        assertThatThrownBy(
                        () -> new TrainingPlan(directory, directory, 3, 2, 5, 2, 1, 1, 10, 1, 1, Duration.ofHours(1)))
                .hasMessage("crops a step: a multiple of 4, got 5");
    }

    private static long size(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}

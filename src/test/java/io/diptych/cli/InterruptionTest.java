package io.diptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.shoot.SmallCampaign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM to a real process in the middle of a run, with the embedded database and object store. */
class InterruptionTest {

    private static final int SHOTS = 16;

    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Java cannot send SIGTERM there")
    void aRunThatIsInterruptedSaysWhatIsSafeAndTheNextGoesOn() throws Exception {
        ShootProcess diptych = new ShootProcess(
                folder,
                new SmallCampaign(folder, "interrupted")
                        .scene("desk", "64x64", "w40 {title} w41 w42", 24)
                        .scene("window", "96x64", "w50 w51 {title} , w52", 24)
                        .products(SHOTS / 2)
                        .file());
        Process process = diptych.start();
        diptych.untilPicturesLieIn("interrupted", 2);
        process.destroy();

        assertThat(process.waitFor()).as(diptych.log()).isEqualTo(128 + 15);
        List<String> safe = diptych.pictures("interrupted");
        Map<String, FileTime> written = times(diptych, safe);
        assertThat(safe).hasSizeBetween(2, SHOTS - 1);
        assertThat(diptych.err().lines())
                .filteredOn(line -> !line.contains("shots per minute"))
                .containsExactly(("diptych: stopped with %d of 16 shots safely delivered and recorded; the same command"
                                + " goes on with the other %d")
                        .formatted(safe.size(), SHOTS - safe.size()));
        assertThat(diptych.out()).isEmpty();
        assertThat(folder.resolve("crash.txt")).doesNotExist();
        assertThat(diptych.data().resolve("postgres/postmaster.pid")).doesNotExist();

        assertThat(diptych.start().waitFor()).as(diptych.log()).isZero();

        assertThat(diptych.out()).contains("run 1: 16 shots - 16 new, 0 there already, 0 failed");
        assertThat(diptych.pictures("interrupted")).hasSize(SHOTS).containsAll(safe);
        assertThat(times(diptych, safe)).as("made once").isEqualTo(written);
    }

    private static Map<String, FileTime> times(ShootProcess diptych, List<String> pictures) throws IOException {
        Map<String, FileTime> times = new HashMap<>();
        for (String picture : pictures) {
            times.put(
                    picture,
                    Files.getLastModifiedTime(
                            diptych.data().resolve("s3/interrupted").resolve(picture)));
        }
        return times;
    }
}

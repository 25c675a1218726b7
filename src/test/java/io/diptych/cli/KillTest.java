package io.diptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.shoot.SmallCampaign;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code kill -9} of a real process in the middle of a run, with the embedded database and object store. */
class KillTest {

    private static final int SHOTS = 48;

    @TempDir
    private Path folder;

    @Test
    void everyShotIsMadeExactlyOnceWhateverWasKilled() throws Exception {
        Path campaign = new SmallCampaign(folder, "killed")
                .scene("desk", "64x64", "w40 {title} w41 w42", 24)
                .scene("window", "96x64", "w50 w51 {title} , w52", 24)
                .products(SHOTS / 2)
                .file();

        ShootProcess diptych = new ShootProcess(folder, campaign);
        Process process = diptych.start();
        diptych.untilPicturesLieIn("killed", 8);
        process.destroyForcibly().waitFor();
        int whenKilled = diptych.pictures("killed").size();
        assertThat(whenKilled).as(diptych.log()).isBetween(5, 43);

        assertThat(diptych.start().waitFor()).as(diptych.log()).isZero();

        assertThat(diptych.out()).contains("run 1: 48 shots").contains("0 failed");
        List<String> pictures = diptych.pictures("killed");
        assertThat(pictures).hasSize(SHOTS);
        try (var context = diptych.application()) {
            JdbcClient jdbc = context.getBean(JdbcClient.class);
            assertThat(jdbc.sql("select png_key from asset").query(String.class).list())
                    .hasSize(SHOTS)
                    .containsExactlyInAnyOrderElementsOf(pictures);
            assertThat(jdbc.sql("select count(distinct (shot_key, take_seed)) from asset")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(SHOTS);
            assertThat(jdbc.sql("select state, count(*) as shots from shot group by state")
                            .query()
                            .listOfRows()
                            .toString())
                    .isEqualTo("[{state=DONE, shots=48}]");
        }
    }
}

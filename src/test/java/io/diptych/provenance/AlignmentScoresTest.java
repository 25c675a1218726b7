package io.diptych.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlignmentScoresTest {

    @Test
    void aScoreThatRisesOrWaversDoesNotDrift() {
        assertThat(scores(0.1, 0.3, 0.4).drift()).isEmpty();
        assertThat(scores(0.4, 0.31, 0.39).drifted()).isFalse();
        assertThat(scores(0.205).drifted())
                .as("low, but not two deviations below")
                .isFalse();
    }

    @Test
    void aFallByMoreThanADeviationIsDriftEvenWhereTheEndIsGood() {
        assertThat(scores(0.6, 0.45, 0.5).drift()).containsExactly("fell by 0.15 from step 8 to 16");
        assertThat(scores(0.5, 0.5, 0.35).drift()).containsExactly("fell by 0.15 from step 16 to 24");
    }

    @Test
    void anEndMoreThanTwoDeviationsBelowTheMeanIsDrift() {
        assertThat(scores(0.1, 0.15).drift()).containsExactly("ends 2.5 deviations below the mean");
        assertThat(scores(0.4, 0.1).drift()).hasSize(2);
    }

    @Test
    void comesBackFromJson() {
        AlignmentScores drifted = scores(0.6, 0.123456, 0.5);

        assertThat(drifted.toJson()).containsEntry("drifted", true).containsKey("drift");
        assertThat(AlignmentScores.of(Json.read(Json.write(drifted.toJson())))).contains(drifted);
        assertThat(scores(0.4).toJson()).containsEntry("drifted", false).doesNotContainKey("drift");
        assertThat(AlignmentScores.of(Map.of("0.25", 0.5))).isEmpty();
    }

    private static AlignmentScores scores(double... values) {
        List<WaypointScore> scores = IntStream.range(0, values.length)
                .mapToObj(i -> new WaypointScore(8 * (i + 1), 24, values[i]))
                .toList();
        return new AlignmentScores(scores, 0.4, 0.1);
    }
}

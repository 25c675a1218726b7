package io.diptych.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BreakdownTest {

    private static Scored row(int index, Map<Fact, String> asked, Map<Fact, String> said, Map<Fact, String> read) {
        return new Scored(
                index,
                "part",
                0,
                Map.of(),
                Map.of(
                        Relation.COPY_INSTRUCTION, agreement(asked, said),
                        Relation.PICTURE_INSTRUCTION, agreement(asked, read)),
                asked,
                said,
                read);
    }

    private static Map<Fact, Boolean> agreement(Map<Fact, String> asked, Map<Fact, String> found) {
        return asked.keySet().stream()
                .collect(Collectors.toMap(fact -> fact, fact -> asked.get(fact).equals(found.get(fact))));
    }

    private static final List<Scored> ROWS = List.of(
            row(
                    0,
                    Map.of(Fact.PRODUCT, "teapot", Fact.SCENE, "beach"),
                    Map.of(Fact.PRODUCT, "teapot", Fact.SCENE, "beach"),
                    Map.of(Fact.PRODUCT, "basket", Fact.SCENE, "beach", Fact.COUNT, "4")),
            row(
                    1,
                    Map.of(Fact.PRODUCT, "teapot", Fact.SCENE, "snow", Fact.COUNT, "2"),
                    Map.of(Fact.SCENE, "snow", Fact.COUNT, "2"),
                    Map.of(Fact.PRODUCT, "teapot", Fact.SCENE, "beach", Fact.COUNT, "1")),
            // The scene is left open.
            row(2, Map.of(Fact.PRODUCT, "vase"), Map.of(Fact.PRODUCT, "vase"), Map.of(Fact.PRODUCT, "basket")));

    @Test
    void everyMistakeStandsInTheRowOfWhatWasAskedAndTheColumnOfWhatWasFound() {
        var confusions = Breakdown.of(ROWS).confusions();

        assertThat(confusions.get("picture_instruction").get("product"))
                .isEqualTo(Map.of("teapot", Map.of("basket", 1, "teapot", 1), "vase", Map.of("basket", 1)));
        assertThat(confusions.get("copy_instruction").get("product"))
                .isEqualTo(Map.of("teapot", Map.of("teapot", 1, Breakdown.NOTHING, 1), "vase", Map.of("vase", 1)));
        assertThat(confusions.get("picture_instruction").get("count")).isEqualTo(Map.of("2", Map.of("1", 1)));
    }

    @Test
    void ratesAreThoseOfThePromptsThatAskedForIt() {
        var rates = Breakdown.of(ROWS).rates();

        assertThat(rates.get("scene"))
                .isEqualTo(Map.of(
                        "beach", new Breakdown.Rate(1, Map.of("product", 0.0, "scene", 100.0)),
                        "snow", new Breakdown.Rate(1, Map.of("product", 100.0, "scene", 0.0, "count", 0.0))));
        assertThat(rates.get("product").get("teapot"))
                .isEqualTo(new Breakdown.Rate(2, Map.of("product", 50.0, "scene", 50.0, "count", 0.0)));
        assertThat(rates.get("count").keySet()).containsExactly("2");
    }

    @Test
    void scoresOfAJudgeThatReadsNoSlotsBreakDownIntoNothing() {
        Breakdown none = Breakdown.of(List.of(Scored.only(0, "part", Map.of(Measure.TEXT_QUALITY, 3.0))));

        assertThat(none.rates()).isEmpty();
        assertThat(none.confusions()).isEmpty();
    }
}

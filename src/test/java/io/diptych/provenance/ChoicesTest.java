package io.diptych.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChoicesTest {

    private static LedgerFixture fixture;
    private static Choices choices;

    @BeforeAll
    static void open() {
        fixture = new LedgerFixture();
        choices = new Choices(fixture.db);
    }

    @Test
    void tellsWhichTakeWasChosenAndWhichWereDroppedForIt() {
        Asset asset = Samples.asset(Samples.shot("told", "told"), 2, "b");
        fixture.record(asset);
        String key = asset.record().take().shot().key();
        ContestKey contest = new ContestKey(key, 42, 3, 2);
        List<DroppedTake> dropped = List.of(
                new DroppedTake(1, 1000, 1, List.of(new WaypointScore(12, 24, 0.25))),
                new DroppedTake(3, 3000, 2, List.of(new WaypointScore(12, 24, 0.5), new WaypointScore(24, 24, -0.5))));

        record(contest, asset, dropped);
        record(contest, asset, List.of());

        assertThat(choices.dropped(contest)).isEqualTo(dropped);
        assertThat(choices.chosen(List.of(key, "other"), 42, 3, 2))
                .containsOnlyKeys(key)
                .containsValue(asset.record());
        assertThat(choices.chosen(List.of(key), 43, 3, 2))
                .as("another seed, other takes")
                .isEmpty();
        assertThat(choices.chosen(List.of(key), 42, 4, 2)).as("more takes").isEmpty();
        assertThat(choices.chosen(List.of(key), 42, 3, 3)).as("other waypoints").isEmpty();
    }

    @Test
    void neverChanges() {
        Asset asset = Samples.asset(Samples.shot("firm", "firm"), 2, "b");
        fixture.record(asset);
        record(
                new ContestKey(asset.record().take().shot().key(), 42, 2, 1),
                asset,
                List.of(new DroppedTake(1, 1, 1, List.of())));

        for (String change : List.of("delete from dropped_take", "update chosen_take set campaign_seed = 1")) {
            assertThatThrownBy(() -> fixture.db.sql(change).update()).hasMessageContaining("append-only");
        }
    }

    @Test
    void theLedgerFindsDriftedAssets() {
        Asset asset = Samples.asset(Samples.shot("drift", "drift"), 1, "b");
        var scores = new AlignmentScores(List.of(new WaypointScore(24, 24, 0.1)), 0.4, 0.1);
        AssetRecord scored = new AssetRecord(
                asset.record().take(),
                asset.record().rendering(),
                asset.record().outputs(),
                asset.record().objects(),
                scores.toJson());
        fixture.record(new Asset(scored, asset.texts(), asset.png()));
        fixture.record(Samples.asset(Samples.shot("drift", "unseen"), 1, "b"));

        assertThat(fixture.db
                        .sql("select sku from asset where campaign = 'drift' and drifted")
                        .query(String.class)
                        .list())
                .containsExactly("drift");
        assertThat(fixture.ledger.find(scored.id()).orElseThrow().waypointScores())
                .isEqualTo(scores.toJson());
    }

    private static void record(ContestKey contest, Asset asset, List<DroppedTake> dropped) {
        fixture.transaction.executeWithoutResult(
                status -> choices.record(contest, asset.record().id(), dropped));
    }
}

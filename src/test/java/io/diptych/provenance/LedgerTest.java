package io.diptych.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.provenance.Ledger.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static LedgerFixture fixture;
    private static Ledger ledger;

    @BeforeAll
    static void open() {
        fixture = new LedgerFixture();
        ledger = fixture.ledger;
    }

    @Test
    void everyFactComesBack() {
        Asset asset = Samples.asset(Samples.shot("facts", "W/1 \"夏\""), 1, "b");
        AssetRecord scored = new AssetRecord(
                asset.record().take(),
                asset.record().rendering(),
                asset.record().outputs(),
                asset.record().objects(),
                Map.of("0.25", 0.5, "1.0", -0.125));
        Asset complete = new Asset(scored, asset.texts(), asset.png());

        assertThat(fixture.record(complete)).isEqualTo(Recorded.NEW);

        assertThat(ledger.find(asset.record().id())).contains(scored);
        assertThat(ledger.texts(asset.record().id())).contains(asset.texts());
        assertThat(ledger.findByObject("b", scored.objects().png())).contains(scored);
        assertThat(ledger.findByObject("b", scored.objects().sidecar())).contains(scored);
        assertThat(ledger.findByObject("other", scored.objects().png())).isEmpty();
        assertThat(ledger.findByPixels(scored.outputs().pixels())).containsExactly(scored);
    }

    @Test
    void aTakeIsRecordedOnce() {
        Asset asset = Samples.asset(Samples.shot("once", "once"), 1, "b");

        assertThat(fixture.record(asset)).isEqualTo(Recorded.NEW);
        assertThat(fixture.record(asset)).isEqualTo(Recorded.KNOWN);

        assertThat(ofCampaign("once")).containsExactly(asset.record());
    }

    @Test
    void anotherOutcomeOfARecordedTakeIsRefusedAndSaysWhatDiffers() {
        Shot shot = Samples.shot("other", "other");
        Asset asset = Samples.asset(shot, 1, "b");
        fixture.record(asset);
        Rendering elsewhere = new Rendering(
                Map.of(),
                "worker-2",
                new Environment("CUDA", "H100", "amd64 avx2 fma", "1.29.0", "17.0.15+6"),
                asset.record().rendering().startedAt(),
                asset.record().rendering().finishedAt(),
                asset.record().rendering().modelTime());
        Asset different = Asset.of(
                asset.record().take(), elsewhere, Samples.rendered(999), Samples.source(), Place.bucket("b"), null);

        assertThatThrownBy(() -> fixture.record(different))
                .isInstanceOf(DifferentOutcomeException.class)
                .hasMessageContaining("execution provider: CPU then, CUDA now")
                .hasMessageContaining("device: 4 cores then, H100 now")
                .hasMessageContaining("The recorded one stands");
        assertThat(ofCampaign("other")).containsExactly(asset.record());
    }

    @Test
    void recordsOnlyTogetherWithTheCallersTransaction() {
        Asset asset = Samples.asset(Samples.shot("rolled back", "rolled back"), 1, "b");

        fixture.transaction.executeWithoutResult(status -> {
            ledger.record(asset.record(), asset.texts());
            status.setRollbackOnly();
        });

        assertThat(ledger.find(asset.record().id())).isEmpty();
    }

    @Test
    void tellsWhichTakesExist() {
        Shot shot = Samples.shot("existing", "existing");
        Asset first = Samples.asset(shot, 1, "b");
        Asset second = Samples.asset(shot, 2, "b");
        fixture.record(first);
        fixture.record(second);
        TakeKey third = Samples.take(shot, 3).key();

        assertThat(ledger.existing(List.of(first.record().take().key(), third)))
                .isEqualTo(Map.of(first.record().take().key(), first.record()));
        assertThat(ledger.existing(List.of())).isEmpty();
    }

    @Test
    void readsACampaignPageByPageInOrder() {
        List<AssetRecord> recorded = IntStream.rangeClosed(1, 1_203)
                .mapToObj(take -> withTake(Samples.shot("long", "long"), take))
                .toList();
        fixture.transaction.executeWithoutResult(status ->
                recorded.forEach(asset -> ledger.record(asset, new AssetTexts(Samples.source(), "copy"))));

        assertThat(ofCampaign("long")).isEqualTo(recorded);
    }

    @Test
    void rowsAreNeverChangedOrRemoved() {
        Asset asset = Samples.asset(Samples.shot("append-only", "append-only"), 1, "b");
        fixture.record(asset);

        assertThatThrownBy(() -> fixture.db.sql("UPDATE asset SET worker = 'x'").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> fixture.db.sql("DELETE FROM asset").update()).hasMessageContaining("append-only");
    }

    @Test
    void textsCanBeErasedAndTheRowStays() {
        Asset asset = Samples.asset(Samples.shot("erase", "erase"), 1, "b");
        fixture.record(asset);

        assertThat(ledger.eraseTexts(asset.record().id())).isTrue();
        assertThat(ledger.eraseTexts(asset.record().id())).isFalse();

        assertThat(ledger.texts(asset.record().id())).isEmpty();
        AssetRecord kept = ledger.find(asset.record().id()).orElseThrow();
        assertThat(kept).isEqualTo(asset.record());
        String row = fixture.db
                .sql("SELECT asset::text FROM asset WHERE asset_id = ?")
                .param(asset.record().id().value())
                .query(String.class)
                .single();
        assertThat(row)
                .doesNotContain(asset.texts().copy())
                .doesNotContain(asset.texts().source().instruction())
                .doesNotContain(asset.texts().source().photoReference());
    }

    private static AssetRecord withTake(Shot shot, int take) {
        Take planned = Samples.take(shot, take);
        Outputs outputs = new Outputs(8, 8, Sha256.hex("png" + take), "p", "c", "t", "x");
        return new AssetRecord(
                planned,
                Samples.rendering(),
                outputs,
                ObjectKeys.of(Place.bucket("b"), shot, take, outputs.png()),
                null);
    }

    private static List<AssetRecord> ofCampaign(String campaign) {
        List<AssetRecord> assets = new ArrayList<>();
        ledger.forEachOf(campaign, assets::add);
        return assets;
    }
}

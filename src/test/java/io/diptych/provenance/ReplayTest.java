package io.diptych.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What replay says; the rendering itself is the model's and tested there. */
class ReplayTest {

    private static LedgerFixture fixture;
    private static Asset asset;

    @BeforeAll
    static void record() {
        fixture = new LedgerFixture();
        asset = Samples.asset(Samples.shot("summer", "W-1"), 1, "b");
        fixture.record(asset);
    }

    @Test
    void theSameResultIsTheSameFile() {
        Replayed replayed = new Replay(fixture.ledger, model(Samples.ENVIRONMENT, 0))
                .replay(asset.record().id());

        assertThat(replayed.sameBytes()).isTrue();
        assertThat(replayed.now().png()).isEqualTo(asset.png());
        assertThat(replayed.explanation()).contains("same bytes").contains("the environment is the recorded one");
    }

    @Test
    void anotherResultElsewhereNamesBothDifferences() {
        Environment elsewhere = new Environment("CUDA", "4 cores", "amd64 avx2 avx512f fma", "1.30.0", "25+36");

        Replayed replayed = new Replay(fixture.ledger, model(elsewhere, 1))
                .replay(asset.record().id());

        assertThat(replayed.sameBytes()).isFalse();
        assertThat(replayed.outputDifferences()).containsExactly("picture codes", "pixels", "file");
        assertThat(replayed.environmentDifferences())
                .containsExactly(
                        "execution provider: CPU then, CUDA now",
                        "instruction set: amd64 avx2 fma then, amd64 avx2 avx512f fma now",
                        "ONNX Runtime: 1.29.0 then, 1.30.0 now",
                        "Java: 17.0.15+6 then, 25+36 now");
    }

    @Test
    void anUnknownAssetIsRefused() {
        AssetId unknown = new TakeKey("0123456789", 1).assetId();

        assertThatThrownBy(() -> new Replay(fixture.ledger, model(Samples.ENVIRONMENT, 0)).replay(unknown))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessageContaining("no asset " + unknown);
    }

    @Test
    void anErasedAssetIsRefused() {
        Asset erased = Samples.asset(Samples.shot("summer", "erased"), 1, "b");
        fixture.record(erased);
        fixture.ledger.eraseTexts(erased.record().id());

        assertThatThrownBy(() -> new Replay(fixture.ledger, model(Samples.ENVIRONMENT, 0))
                        .replay(erased.record().id()))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessageContaining("were erased");
    }

    @Test
    void aForgedInstructionIsRefused() {
        Asset forged = Samples.asset(Samples.shot("summer", "forged"), 1, "b");
        fixture.record(forged);
        fixture.db
                .sql("UPDATE asset_text SET instruction = 'something else' WHERE asset_id = ?")
                .param(forged.record().id().value())
                .update();

        assertThatThrownBy(() -> new Replay(fixture.ledger, model(Samples.ENVIRONMENT, 0))
                        .replay(forged.record().id()))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessageContaining("its digest differs");
    }

    @Test
    void anotherBundleIsRefused() {
        Rerender other = new Model(Sha256.hex("another"), Samples.ENVIRONMENT, 0);

        assertThatThrownBy(() ->
                        new Replay(fixture.ledger, other).replay(asset.record().id()))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessageContaining("studio-mini")
                .hasMessageContaining(Sha256.hex("bundle"))
                .hasMessageContaining(Sha256.hex("another"));
    }

    private static Rerender model(Environment environment, int drift) {
        return new Model(Sha256.hex("bundle"), environment, drift);
    }

    /** Draws what the sample assets show, off by {@code drift}. */
    private record Model(String bundleDigest, Environment environment, int drift) implements Rerender {

        @Override
        public Rendered render(AssetRecord asset, Source source) {
            assertThat(source).isEqualTo(Samples.source());
            return Samples.rendered(
                    asset.take().shot().key().hashCode() + asset.take().number() + drift);
        }
    }
}

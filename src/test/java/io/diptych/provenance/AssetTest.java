package io.diptych.provenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.storage.LocalServers;
import io.diptych.storage.ObjectStore;
import io.diptych.storage.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AssetTest {

    private final ObjectStore store = LocalServers.bucket();

    @Test
    void pictureCopyAndSidecarLieSideBySide() {
        Asset asset = Samples.asset(Samples.shot("summer", "W/1"), 1, store.bucket());

        asset.putInto(store);

        ObjectKeys keys = asset.record().objects();
        StoredObject png = store.get(keys.png()).orElseThrow();
        assertThat(png.bytes()).isEqualTo(asset.png());
        assertThat(png.contentType()).isEqualTo("image/png");
        assertThat(png.metadata()).containsEntry("asset", asset.record().id().toString());
        assertThat(Sha256.hex(png.bytes())).isEqualTo(asset.record().outputs().png());

        StoredObject copy = store.get(keys.copy()).orElseThrow();
        assertThat(copy.bytes()).asString(UTF_8).isEqualTo("A watch, <one>.\n");
        assertThat(Sha256.hex(copy.bytes())).isEqualTo(asset.record().outputs().copy());

        JsonNode sidecar = JsonMapper.shared()
                .readTree(store.get(keys.sidecar()).orElseThrow().bytes());
        assertThat(sidecar.at("/asset").asString())
                .isEqualTo(asset.record().id().toString());
        assertThat(sidecar.at("/inputs/instruction").asString()).isEqualTo("Place one Watch on the beach");
        assertThat(sidecar.at("/outputs/pngSha256").asString())
                .isEqualTo(asset.record().outputs().png());
        assertThat(sidecar.at("/inputs/sampler/text-steps").asInt()).isEqualTo(24);
    }

    /** A worker that died after its PUTs, and another one that makes the same picture later. */
    @Test
    void puttingTheSameTakeAgainChangesNothing() {
        Shot shot = Samples.shot("summer", "W-1");
        Asset first = Samples.asset(shot, 1, store.bucket());
        Rendering later = new Rendering(
                Map.of("rows", 2),
                "worker-2",
                Samples.ENVIRONMENT,
                Instant.parse("2027-01-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:09Z"),
                Duration.ofSeconds(8));
        Asset second = Asset.of(
                first.record().take(),
                later,
                Samples.rendered(shot.key().hashCode() + 1),
                Samples.source(),
                Place.bucket(store.bucket()),
                null);

        first.putInto(store);
        byte[] sidecar =
                store.get(first.record().objects().sidecar()).orElseThrow().bytes();
        second.putInto(store);

        assertThat(second.record().objects()).isEqualTo(first.record().objects());
        assertThat(store.get(second.record().objects().sidecar()).orElseThrow().bytes())
                .isEqualTo(sidecar);
        assertThat(store.list(Place.bucket(store.bucket()).campaign("summer"))).hasSize(3);
    }

    @Test
    void theBucketOfTheRecordIsTheOneWrittenTo() {
        Asset asset = Samples.asset(Samples.shot("summer", "W-1"), 1, "elsewhere");

        assertThatThrownBy(() -> asset.putInto(store)).hasMessageContaining("'elsewhere'");
    }

    @Test
    void idsFollowFromTheTakeAlone() {
        TakeKey take = new TakeKey("0123456789abcdef", 42);

        assertThat(take.assetId()).isEqualTo(new TakeKey("0123456789abcdef", 42).assetId());
        assertThat(take.assetId()).isNotEqualTo(new TakeKey("0123456789abcdef", 43).assetId());
        assertThat(take.assetId()).isNotEqualTo(new TakeKey("0123456789abcde", 42).assetId());
        assertThat(take.assetId().value().version()).isEqualTo(8);
        assertThat(take.assetId().value().variant()).isEqualTo(2);
        assertThat(AssetId.parse(take.assetId().toString())).isEqualTo(take.assetId());
        assertThatThrownBy(() -> AssetId.parse("1-2-3-4-5")).hasMessageContaining("'1-2-3-4-5' is not an asset id");
    }

    @Test
    void digestsAreThoseThatOtherToolsCompute() {
        // printf '\0\0\0\1\0\0\1\0' | sha256sum
        assertThat(Sha256.hex(new int[] {1, 256}))
                .isEqualTo(Sha256.hex(HexFormat.of().parseHex("0000000100000100")));
        assertThat(Inputs.digest("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}

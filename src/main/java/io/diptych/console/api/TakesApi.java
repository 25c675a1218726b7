package io.diptych.console.api;

import io.diptych.console.security.ForEditors;
import io.diptych.provenance.AssetId;
import io.diptych.provenance.FilmStrip;
import io.diptych.provenance.ObjectKeys;
import io.diptych.provenance.Trajectories;
import io.diptych.review.ContactSheetQuery;
import io.diptych.review.SheetShot;
import io.diptych.shoot.NewTake;
import io.diptych.shoot.Retakes;
import io.diptych.storage.ObjectStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/campaigns/{campaign}/assets/{asset}")
@Tag(name = "Takes", description = "The takes of a shot: their pictures, how they came to be, and another one.")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class TakesApi {

    private static final Duration LINKS_HOLD = Duration.ofMinutes(15);

    private final ContactSheetQuery sheet;
    private final ObjectStore store;
    private final Trajectories trajectories;
    private final Retakes retakes;
    private final Idempotency idempotency;

    TakesApi(
            ContactSheetQuery sheet,
            ObjectStore store,
            Trajectories trajectories,
            Retakes retakes,
            Idempotency idempotency) {
        this.sheet = sheet;
        this.store = store;
        this.trajectories = trajectories;
        this.retakes = retakes;
        this.idempotency = idempotency;
    }

    /** Where an asset's objects can be read until {@code until}, without a login. */
    record Links(URI picture, URI copy, URI sidecar, Instant until) {}

    /** @param run number of the run that makes it */
    record Asked(long run) {}

    @GetMapping("/links")
    @Operation(
            summary = "Presigned links to picture, copy and sidecar",
            description =
                    "They hold for 15 minutes, for whoever has them. Those of the embedded object store work on the"
                            + " server's own machine only.")
    public Links links(@PathVariable String campaign, @PathVariable String asset) {
        ObjectKeys keys = Objects.requireNonNull(shot(campaign, asset).asset()).objects();
        ObjectStore bucket = store.in(keys.bucket());
        return new Links(
                bucket.presign(keys.png(), LINKS_HOLD),
                bucket.presign(keys.copy(), LINKS_HOLD),
                bucket.presign(keys.sidecar(), LINKS_HOLD),
                Instant.now().plus(LINKS_HOLD));
    }

    @GetMapping("/trajectory")
    @Operation(
            summary = "The film strip",
            description = "Picture (PNG, base64) and text at each waypoint, and how well they agreed. Empty where no"
                    + " aligner looked.")
    public List<FilmStrip.Frame> trajectory(@PathVariable String campaign, @PathVariable String asset) {
        return trajectories
                .of(Objects.requireNonNull(shot(campaign, asset).asset()).objects())
                .map(FilmStrip::frames)
                .orElse(List.of());
    }

    @GetMapping("/takes")
    @Operation(summary = "All takes of the asset's shot that the campaign shows, itself among them")
    public List<SheetShot> takes(@PathVariable String campaign, @PathVariable String asset) {
        return sheet.takes(campaign, shot(campaign, asset));
    }

    @PostMapping("/takes")
    @ForEditors
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Make another take",
            description = "With another seed, or an edited instruction; the old one is kept.")
    public ResponseEntity<?> retake(
            @PathVariable String campaign,
            @PathVariable String asset,
            @RequestBody NewTake take,
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
            Principal actor)
            throws Exception {
        AssetId id = id(asset);
        shot(campaign, asset);
        return idempotency.once(
                key,
                actor.getName(),
                "POST /campaigns/" + campaign + "/assets/" + id + "/takes",
                Map.of("take", take),
                () -> ResponseEntity.accepted().body(new Asked(retakes.retake(campaign, id, take, actor.getName()))));
    }

    private SheetShot shot(String campaign, String asset) {
        return sheet.find(campaign, id(asset))
                .orElseThrow(() -> new ApiException(
                        HttpStatus.NOT_FOUND, "no-such-asset", "Campaign '" + campaign + "' shows no asset " + asset));
    }

    private static AssetId id(String text) {
        try {
            return AssetId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ApiException(HttpStatus.BAD_REQUEST, "bad-request", String.valueOf(e.getMessage()));
        }
    }
}

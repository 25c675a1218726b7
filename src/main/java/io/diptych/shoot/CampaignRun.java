package io.diptych.shoot;

import io.diptych.diffusion.Waypoints;
import io.diptych.provenance.Place;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a campaign's job. A run that died stays open and is resumed; a finished one is never run again, a
 * later {@code shoot} begins a new one.
 */
@Entity
@Table(name = "campaign_run")
class CampaignRun {

    enum State {
        OPEN,
        FINISHED,
        /** The campaign changed before the run was resumed; what it recorded stays. */
        SUPERSEDED,
        /** Someone wanted no more of it; what it recorded stays. */
        CANCELLED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version
    private int version;

    private String campaign;
    private String definition;
    private String bundle;
    private String bucket;
    private String prefix;
    private long seed;
    private int waypoints;
    private String catalog;
    private @Nullable String photos;
    private long shots;
    private long skipped;
    private long rendered;
    private double effort;
    private long renderMillis;
    private @Nullable String contactSheet;

    @Enumerated(EnumType.STRING)
    private State state = State.OPEN;

    @Enumerated(EnumType.STRING)
    private RunKind kind;

    private boolean halted;
    private @Nullable String trouble;
    private @Nullable String requestedBy;
    private Instant startedAt;
    private @Nullable Instant endedAt;

    /** For JPA. */
    @SuppressWarnings("NullAway")
    protected CampaignRun() {}

    /**
     * @param definition digest of everything that is planned from; empty where it is not known yet
     * @param bundle digest of the model bundle
     * @param catalog the catalog's file; relative photos lie in its folder
     * @param photos folder with copies of photos that the catalog names by address; null where there are none
     * @param requestedBy the person who asked a server for it; null where a command shoots it
     */
    CampaignRun(
            String campaign,
            String definition,
            String bundle,
            Place place,
            long seed,
            int waypoints,
            Path catalog,
            @Nullable Path photos,
            RunKind kind,
            @Nullable String requestedBy,
            Instant startedAt) {
        this.campaign = campaign;
        this.definition = definition;
        this.bundle = bundle;
        this.bucket = place.bucket();
        this.prefix = place.prefix();
        this.seed = seed;
        this.waypoints = waypoints;
        this.catalog = catalog.toAbsolutePath().normalize().toString();
        this.photos =
                photos == null ? null : photos.toAbsolutePath().normalize().toString();
        this.kind = kind;
        this.requestedBy = requestedBy;
        this.startedAt = startedAt;
    }

    long id() {
        if (id == null) {
            throw new IllegalStateException("The run of " + campaign + " is not saved yet");
        }
        return id;
    }

    String campaign() {
        return campaign;
    }

    String bundle() {
        return bundle;
    }

    /** Where its objects go. */
    Place place() {
        return new Place(bucket, prefix);
    }

    long seed() {
        return seed;
    }

    /** At which its takes are scored, where the bundle has an aligner. */
    Waypoints waypoints() {
        return new Waypoints(waypoints);
    }

    Path catalog() {
        return Path.of(catalog);
    }

    @Nullable
    Path photos() {
        return photos == null ? null : Path.of(photos);
    }

    State state() {
        return state;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** Rows of the shot list; 0 until it is planned. */
    long shots() {
        return shots;
    }

    /** Rows of the catalog, photos and scenes that were left out. */
    long skipped() {
        return skipped;
    }

    void planned(long shotCount, long skippedCount) {
        shots = shotCount;
        skipped = skippedCount;
    }

    boolean isPlannedFrom(String otherDefinition) {
        return definition.equals(otherDefinition);
    }

    /** Whether nobody has looked yet at what it is planned from. */
    boolean isUndefined() {
        return definition.isEmpty();
    }

    void define(String digest) {
        definition = digest;
    }

    RunKind kind() {
        return kind;
    }

    /** Who asked a server for it; null where a command shoots it. */
    @Nullable
    String requestedBy() {
        return requestedBy;
    }

    /** Paused, or stopped by trouble: workers begin no further micro-batch of it. */
    boolean halted() {
        return halted;
    }

    /** Why the last attempt at it ended before it did. */
    @Nullable
    String trouble() {
        return trouble;
    }

    void halt(@Nullable String why) {
        halted = true;
        trouble = why;
    }

    void goOn(@Nullable String askedBy) {
        halted = false;
        trouble = null;
        if (askedBy != null) {
            requestedBy = askedBy;
        }
    }

    /** Path of the contact sheet on this disk; null until the run is finished, and for trials. */
    @Nullable
    String contactSheet() {
        return contactSheet;
    }

    void finish(Instant when, @Nullable String contactSheetPath, RenderTime.Spent spent) {
        end(State.FINISHED, when);
        contactSheet = contactSheetPath;
        rendered = spent.shots();
        effort = spent.takes();
        renderMillis = spent.wall().toMillis();
    }

    void cancel(Instant when) {
        end(State.CANCELLED, when);
    }

    void supersede(Instant when) {
        end(State.SUPERSEDED, when);
    }

    private void end(State end, Instant when) {
        if (state != State.OPEN) {
            throw new IllegalStateException("Run " + id + " of " + campaign + " is " + state + " already");
        }
        state = end;
        endedAt = when;
    }
}

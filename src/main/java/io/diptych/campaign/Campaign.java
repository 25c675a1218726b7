package io.diptych.campaign;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as its file states it.
 *
 * @param file the campaign file
 * @param scenes names of scene templates, each once
 * @param variants at least one: {@link Variant#DEFAULT} where the file names none
 * @param takes attempts at each shot, at least 1
 * @param scoring what is looked at while takes are made, and which ones are kept
 * @param seed where all randomness comes from
 */
public record Campaign(
        String name,
        Path file,
        CatalogPlace catalog,
        List<SceneName> scenes,
        List<Variant> variants,
        int takes,
        Scoring scoring,
        long seed,
        Delivery delivery) {

    public Campaign {
        scenes = List.copyOf(scenes);
        variants = List.copyOf(variants);
    }

    /**
     * Where the products are.
     *
     * @param path the catalog file
     * @param format name of its format; null to tell from the file
     * @param photos folder with copies of the photos that the catalog names by web address; null where there is none
     */
    public record CatalogPlace(
            Path path, @Nullable String format, @Nullable Path photos) {}

    /**
     * A scene that the campaign names.
     *
     * @param line of the campaign file, from 1
     */
    public record SceneName(String name, int line) {}

    /**
     * Where the pictures go.
     *
     * @param bucket of S3; null where the campaign leaves it to the configuration
     * @param prefix of all keys, without a slash at either end; empty for none
     */
    public record Delivery(@Nullable String bucket, String prefix) {

        /** Of a campaign that does not say. */
        public static final Delivery AS_CONFIGURED = new Delivery(null, "");
    }

    /** Which of a shot's takes are kept. */
    public enum Keep {
        /** Every one. */
        ALL,
        /** The best-aligned one; the others are dropped on the way. */
        BEST
    }

    /**
     * @param waypoints points of the trajectory, evenly spread, at which picture and copy are scored against each other by
     *     the bundle's aligner, if it has one; the last is the end. Changes no picture
     */
    public record Scoring(Keep keep, int waypoints) {

        /** Of a campaign that does not say. */
        public static final Scoring DEFAULT = new Scoring(Keep.ALL, 3);
    }

    /** How one take of each shot is chosen; null where all takes are kept, or there is but one. */
    public @Nullable Contest contest() {
        return scoring.keep() == Keep.BEST && takes > 1 ? new Contest(seed, takes, scoring.waypoints()) : null;
    }

    /** With another seed: the same shots, other takes. */
    public Campaign withSeed(long value) {
        return new Campaign(name, file, catalog, scenes, variants, takes, scoring, value, delivery);
    }

    /** Delivered into another bucket. */
    public Campaign withBucket(String bucket) {
        return new Campaign(
                name, file, catalog, scenes, variants, takes, scoring, seed, new Delivery(bucket, delivery.prefix()));
    }

    /** Delivered into a bucket where the campaign does not say. */
    public Campaign withConfiguredBucket(String bucket) {
        return delivery.bucket() == null ? withBucket(bucket) : this;
    }
}

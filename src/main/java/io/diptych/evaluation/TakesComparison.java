package io.diptych.evaluation;

import io.diptych.diffusion.BatchShape;
import io.diptych.diffusion.Denoiser;
import io.diptych.diffusion.Forward;
import io.diptych.diffusion.Grid;
import io.diptych.diffusion.Halving;
import io.diptych.diffusion.ImageCodes;
import io.diptych.diffusion.ParallelSampler;
import io.diptych.diffusion.Predictions;
import io.diptych.diffusion.SamplerSettings;
import io.diptych.diffusion.SequenceLayout;
import io.diptych.diffusion.ShotRequest;
import io.diptych.diffusion.Waypoints;
import io.diptych.model.Bundle;
import io.diptych.model.ImageCodec;
import io.diptych.model.ModelClock;
import io.diptych.model.SessionSettings;
import io.diptych.model.Tokenizer;
import io.diptych.model.WaypointAlignment;
import io.diptych.studio.Split;
import io.diptych.studio.Studio;
import io.diptych.studio.StudioSample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * What several takes of a shot are worth: the alignment of the take that is kept, and what it costs, for a single take, the
 * best of n, and n takes of which the weakest are dropped at each waypoint. Same prompts and seeds for all three, and
 * they take turns, so that a machine that grows slower is slower for all. The aligner that chooses is the one that scores:
 * the gain is what it sees.
 */
public final class TakesComparison {

    /** 3 · 2⁴⁰: no training goes there. */
    private static final long FIRST_SEED = 3_298_534_883_328L;

    /**
     * @param shots prompts of held-out combinations
     * @param takes of each shot
     * @param waypoints of the halving
     * @param slots takes that go through the model together
     */
    public record Plan(int shots, int takes, int waypoints, int slots, long seed, SamplerSettings sampler) {

        public Plan {
            if (shots < 1 || takes < 2 || waypoints < 1 || slots < 1) {
                throw new IllegalArgumentException("at least one shot, two takes, one waypoint and one slot, got "
                        + shots + ", " + takes + ", " + waypoints + " and " + slots);
            }
        }
    }

    /**
     * One way to make a shot, over all shots.
     *
     * @param alignment mean final score of the kept takes
     * @param seconds a shot, scoring included
     * @param forwards of the model, all shots
     * @param sameAsBest shots of which the same take was kept as by the best of n
     */
    public record Figures(String name, double alignment, double seconds, long forwards, int sameAsBest) {

        public double alignmentPerSecond() {
            return alignment / seconds;
        }
    }

    private final Plan plan;
    private final SequenceLayout layout;
    private final ImageCodec codec;
    private final Tokenizer tokenizer;
    private final Grid grid;
    private final CountingDenoiser denoiser;
    private final ParallelSampler sampler;
    private final WaypointAlignment alignment;
    private final LongSupplier nanos;

    private TakesComparison(
            Plan plan,
            Bundle bundle,
            Tokenizer tokenizer,
            ImageCodec codec,
            Denoiser model,
            WaypointAlignment alignment,
            LongSupplier nanos) {
        this.plan = plan;
        this.tokenizer = tokenizer;
        this.codec = codec;
        this.alignment = alignment;
        this.nanos = nanos;
        grid = bundle.manifest().sequence().grids().get(0);
        layout = bundle.sequenceLayout(tokenizer);
        denoiser = new CountingDenoiser(model);
        int codes = bundle.manifest().sequence().grids().stream()
                .mapToInt(Grid::codes)
                .max()
                .orElseThrow();
        sampler = new ParallelSampler(
                denoiser,
                layout,
                BatchShape.fixed(
                        plan.slots(),
                        bundle.longestSequence(layout),
                        bundle.manifest().sequence().copyLength(),
                        codes));
    }

    /**
     * Measures the three ways: single, best of n, halving.
     *
     * @param nanos a clock
     * @throws IllegalArgumentException if the bundle has no aligner
     */
    public static List<Figures> measure(Bundle bundle, Plan plan, LongSupplier nanos) {
        var settings = SessionSettings.allProcessors();
        var clock = new ModelClock();
        try (var aligner = bundle.aligner(settings, clock)
                        .orElseThrow(() -> new IllegalArgumentException(bundle.directory()
                                + ": this bundle has no aligner, so no take is better than another"));
                var codec = bundle.imageCodec(settings, clock);
                var model = bundle.denoiser(settings, clock);
                var tokenizer = bundle.tokenizer()) {
            var scorer =
                    new WaypointAlignment(aligner, codec, bundle.vocabulary().special());
            return new TakesComparison(plan, bundle, tokenizer, codec, model, scorer, nanos).run();
        }
    }

    private List<Figures> run() {
        var arms = List.of(
                new Arm("single take", 1, 1),
                new Arm("best of " + plan.takes(), plan.takes(), 1),
                new Arm(
                        plan.takes() + " takes, halved at " + plan.waypoints() + " waypoints",
                        plan.takes(),
                        plan.waypoints()));
        // The first run of a graph lays out its memory.
        arms.get(0).shoot(List.of(requests(0)));
        arms.forEach(Arm::forget);
        for (int from = 0; from < plan.shots(); from += plan.slots()) {
            List<List<ShotRequest>> window = IntStream.range(from, Math.min(plan.shots(), from + plan.slots()))
                    .mapToObj(this::requests)
                    .toList();
            for (int turn = 0; turn < arms.size(); turn++) {
                arms.get((from / plan.slots() + turn) % arms.size()).shoot(window);
            }
        }
        return arms.stream().map(arm -> arm.figures(arms.get(1))).toList();
    }

    /** All takes of a shot. */
    private List<ShotRequest> requests(int shot) {
        StudioSample sample = new Studio()
                .sample(
                        FIRST_SEED + shot,
                        Split.HELD_OUT_COMBINATIONS,
                        codec.size(grid).width(),
                        codec.size(grid).height());
        int[] instruction = tokenizer.encode(sample.instruction()).ids();
        var photo = new ImageCodes(codec.photoGrid(), codec.encodePhoto(sample.photo()));
        return IntStream.range(0, plan.takes())
                .mapToObj(take -> new ShotRequest(
                        instruction,
                        photo,
                        ImageCodes.masked(grid),
                        (plan.seed() * 1_000_003 + shot) * 1_000_003 + take,
                        plan.sampler()))
                .toList();
    }

    private final class Arm {

        private final String name;
        private final int takes;
        private final Waypoints waypoints;
        private final List<Integer> kept = new ArrayList<>();
        private double alignments;
        private long time;
        private long forwards;

        private Arm(String name, int takes, int waypoints) {
            this.name = name;
            this.takes = takes;
            this.waypoints = new Waypoints(waypoints);
        }

        private void shoot(List<List<ShotRequest>> window) {
            long began = nanos.getAsLong();
            long before = denoiser.forwards;
            List<ShotRequest> requests =
                    window.stream().flatMap(shot -> shot.stream().limit(takes)).toList();
            int[] contests =
                    IntStream.range(0, requests.size()).map(i -> i / takes).toArray();
            var halving = new Halving(contests, waypoints, alignment);
            for (int index : sampler.sample(requests, waypoints, halving).keySet()) {
                kept.add(index % takes);
                var scores = halving.scores(index);
                // A copy without a word agrees with nothing.
                alignments +=
                        scores.isEmpty() ? 0 : scores.get(scores.size() - 1).value();
            }
            time += nanos.getAsLong() - began;
            forwards += denoiser.forwards - before;
        }

        private void forget() {
            kept.clear();
            alignments = 0;
            time = 0;
            forwards = 0;
        }

        private Figures figures(Arm best) {
            int same = (int) IntStream.range(0, kept.size())
                    .filter(i -> kept.get(i).equals(best.kept.get(i)))
                    .count();
            return new Figures(name, alignments / kept.size(), time / 1e9 / kept.size(), forwards, same);
        }
    }

    private static final class CountingDenoiser implements Denoiser {

        private final Denoiser model;
        private long forwards;

        private CountingDenoiser(Denoiser model) {
            this.model = model;
        }

        @Override
        public Predictions predict(Forward forward) {
            forwards++;
            return model.predict(forward);
        }

        @Override
        public void close() {
            model.close();
        }
    }
}

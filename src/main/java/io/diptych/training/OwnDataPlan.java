package io.diptych.training;

import io.diptych.model.Bundle;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A bundle's denoiser, taught a shop's own pictures and words. Two runs of the same plan draw the same numbers, however
 * often they were interrupted.
 *
 * @param data JSON Lines: {@code photo}, {@code instruction}, {@code picture}, {@code copy} and, if wanted, {@code product}
 * @param from where to start
 * @param out directory of the new bundle; must not exist or be empty
 * @param work directory of snapshots, loss logs and the sheet; a run continues from what it finds there
 * @param rate of Muon, which learns the matrices, at its highest; Adam, which learns all else, has a fifth
 * @param seed of the split and all draws
 * @param rows samples a step
 * @param threads parts that a step's samples are split into, one thread each
 * @param studioShare of the samples of a step that are drawn studio scenes, so that what was learnt before is not
 *     forgotten; 0 where the bundle does not know the studio's words
 * @param heldOut share of the rows that nothing is learnt from; they give the validation loss
 * @param shown most held-out rows on the sheet
 */
public record OwnDataPlan(
        Path data,
        Bundle from,
        Path out,
        Path work,
        long steps,
        double rate,
        long seed,
        int rows,
        int threads,
        double studioShare,
        double heldOut,
        int shown,
        Duration snapshotEvery) {

    public OwnDataPlan {
        if (steps < 1) {
            throw new IllegalArgumentException("steps: at least 1, got " + steps);
        }
        if (!(rate > 0 && rate <= 0.1)) {
            throw new IllegalArgumentException("rate: more than 0 and at most 0.1, got " + rate);
        }
        if (threads < 1 || rows < threads || rows % threads != 0) {
            throw new IllegalArgumentException(
                    "samples a step: a multiple of " + Math.max(1, threads) + " threads, got " + rows);
        }
        if (!(studioShare >= 0 && studioShare < 1)) {
            throw new IllegalArgumentException("studio share: from 0 to less than 1, got " + studioShare);
        }
        if (!(heldOut > 0 && heldOut < 1)) {
            throw new IllegalArgumentException("held-out share: between 0 and 1, got " + heldOut);
        }
    }

    /** A tenth held out, a quarter of what is seen drawn in the studio. */
    public static OwnDataPlan of(Path data, Bundle from, Path out, Path work) {
        return new OwnDataPlan(data, from, out, work, 400, 0.003, 7, 16, 2, 0.25, 0.1, 8, Duration.ofMinutes(1));
    }

    public OwnDataPlan withSteps(long value) {
        return new OwnDataPlan(
                data, from, out, work, value, rate, seed, rows, threads, studioShare, heldOut, shown, snapshotEvery);
    }

    public OwnDataPlan withRate(double value) {
        return new OwnDataPlan(
                data, from, out, work, steps, value, seed, rows, threads, studioShare, heldOut, shown, snapshotEvery);
    }

    public OwnDataPlan withSeed(long value) {
        return new OwnDataPlan(
                data, from, out, work, steps, rate, value, rows, threads, studioShare, heldOut, shown, snapshotEvery);
    }

    public OwnDataPlan withStudioShare(double value) {
        return new OwnDataPlan(
                data, from, out, work, steps, rate, seed, rows, threads, value, heldOut, shown, snapshotEvery);
    }

    /** Where this kind of training keeps its files. */
    Path directory() {
        return work.resolve("own-data");
    }

    /** How many samples of a step are studio scenes. */
    int studioRows() {
        return studioShare == 0 ? 0 : Math.max(1, (int) Math.round(studioShare * rows));
    }

    DenoiserSchedule schedule() {
        return new DenoiserSchedule(steps, rate, rate / 5, 0.01, 4, Math.max(0.01, 10.0 / steps));
    }
}

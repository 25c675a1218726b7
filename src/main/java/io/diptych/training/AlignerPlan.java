package io.diptych.training;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A training of an aligner for a bundle.
 *
 * @param bundle whose words and picture codes it learns: a directory or the name of an embedded one
 * @param out a copy of the bundle, with the aligner; must not exist
 * @param work directory of snapshots and loss logs; a run continues from what it finds there
 * @param seed of weights and samples; different from that of every other training
 * @param rows pictures a step
 * @param pool pictures that are held at a time; {@code fresh} of them are replaced at each step
 * @param exam held-out pictures that the finished aligner is measured on
 */
public record AlignerPlan(
        String bundle,
        Path out,
        Path work,
        long seed,
        long steps,
        int rows,
        int pool,
        int fresh,
        int exam,
        Duration snapshotEvery) {

    public AlignerPlan {
        if (steps < 1 || rows < 2 || fresh < 1 || pool < fresh || exam < 1) {
            throw new IllegalArgumentException("steps, fresh pictures and exam must be at least 1, rows at least 2 and"
                    + " the pool at least as large as fresh; got steps " + steps + ", rows " + rows + ", pool " + pool
                    + ", fresh " + fresh + ", exam " + exam);
        }
    }

    /** For an aligner as the embedded bundle's. */
    public static AlignerPlan studioMini(String bundle, Path out, Path work) {
        return new AlignerPlan(bundle, out, work, 41_271_828, 2000, 32, 400, 8, 1000, Duration.ofMinutes(3));
    }

    public AlignerPlan withSeed(long value) {
        return new AlignerPlan(bundle, out, work, value, steps, rows, pool, fresh, exam, snapshotEvery);
    }

    public AlignerPlan withSteps(long value) {
        return new AlignerPlan(bundle, out, work, seed, value, rows, pool, fresh, exam, snapshotEvery);
    }

    public AlignerPlan withBatches(int pictures, int held, int replaced) {
        return new AlignerPlan(bundle, out, work, seed, steps, pictures, held, replaced, exam, snapshotEvery);
    }

    public AlignerPlan withExam(int pictures) {
        return new AlignerPlan(bundle, out, work, seed, steps, rows, pool, fresh, pictures, snapshotEvery);
    }
}

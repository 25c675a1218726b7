package io.diptych.training;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A training of the attribute judge.
 *
 * @param out directory of {@code attributes.onnx} and its report {@code attributes.json}
 * @param work directory of snapshots and loss logs; a run continues from what it finds there
 * @param bundle whose picture codes half of the samples pass through: a directory or the name of an embedded one
 * @param seed of weights and samples; different from that of every other training
 * @param rows pictures a step
 * @param pool pictures that are held at a time; {@code fresh} of them are replaced at each step
 * @param exam fresh pictures that the finished judge is put to
 */
public record JudgePlan(
        Path out,
        Path work,
        String bundle,
        long seed,
        long steps,
        int rows,
        int pool,
        int fresh,
        int exam,
        Duration snapshotEvery) {

    public JudgePlan {
        if (steps < 1 || rows < 1 || fresh < 1 || pool < fresh || exam < 1) {
            throw new IllegalArgumentException("steps, rows, fresh pictures and exam must be at least 1 and the pool at"
                    + " least as large as fresh; got steps " + steps + ", rows " + rows + ", pool " + pool + ", fresh "
                    + fresh + ", exam " + exam);
        }
    }

    /** For a judge as the embedded one. */
    public static JudgePlan embedded(Path out, Path work) {
        return new JudgePlan(out, work, "studio-mini", 20_611_973, 2700, 32, 320, 6, 2000, Duration.ofMinutes(3));
    }

    public JudgePlan withBundle(String value) {
        return new JudgePlan(out, work, value, seed, steps, rows, pool, fresh, exam, snapshotEvery);
    }

    public JudgePlan withSeed(long value) {
        return new JudgePlan(out, work, bundle, value, steps, rows, pool, fresh, exam, snapshotEvery);
    }

    public JudgePlan withSteps(long value) {
        return new JudgePlan(out, work, bundle, seed, value, rows, pool, fresh, exam, snapshotEvery);
    }

    /** Seed of the pictures that measure the judge; none of them is in the training. */
    long examSeed() {
        return ~seed;
    }
}

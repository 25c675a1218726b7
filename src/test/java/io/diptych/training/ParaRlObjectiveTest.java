package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.diptych.diffusion.SamplerSettings;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ParaRL rewards, and what it makes of rewards. */
class ParaRlObjectiveTest {

    private static final ClippedObjective WITHOUT_DIVERGENCE = new ClippedObjective(0.2, 0);

    private final NDManager manager = PyTorch.manager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void advantagesHaveMeanZeroAndDeviationOne() {
        var advantages = Advantages.of(new double[] {0.2, 0.9, 0.4, 0.4, 0.7});

        assertThat(Arrays.stream(advantages).sum()).isEqualTo(0, within(1e-9));
        assertThat(Arrays.stream(advantages).map(a -> a * a).average().orElseThrow())
                .isEqualTo(1, within(1e-9));
        assertThat(advantages[1]).isPositive();
        assertThat(advantages[0]).isNegative();
    }

    @Test
    void rewardsThatHardlyDifferAreNotMadeMuchOf() {
        assertThat(Advantages.of(new double[] {0.49, 0.51})).containsExactly(new double[] {-0.05, 0.05}, within(1e-9));
        assertThat(Advantages.of(new double[] {0.2, 0.6})).containsExactly(new double[] {-1, 1}, within(1e-9));
    }

    @Test
    void equalRewardsAreNoAdvantage() {
        assertThat(Advantages.of(new double[] {0.3, 0.3, 0.3})).containsOnly(0);
    }

    @Test
    void aRewardIsAHalfAtTheMeanAndEndsOneDeviationFromIt() {
        var reward = new TrajectoryReward(0.6, 0.1);

        assertThat(reward.of(0.6)).isEqualTo(0.5);
        assertThat(reward.of(0.65)).isEqualTo(0.75, within(1e-9));
        assertThat(reward.of(0.9)).isEqualTo(1);
        assertThat(reward.of(-1)).isEqualTo(0);
    }

    @Test
    void atFirstTheGradientIsThePolicyGradient() {
        // d/dlogp of -w·ratio·A at ratio 1 is -w·A
        assertThat(gradient(WITHOUT_DIVERGENCE, new float[] {-1, -2}, new float[] {-1, -2}, 1.5f, -0.5f))
                .containsExactly(-1.5f, 0.5f);
    }

    @Test
    void aRatioBeyondItsLimitGainsNothingMoreButMayComeBack() {
        float up = (float) Math.log(1.3);
        assertThat(gradient(WITHOUT_DIVERGENCE, new float[] {up, up}, new float[] {0, 0}, 1, -1))
                .satisfies(gradient -> {
                    assertThat(gradient[0]).isZero();
                    assertThat(gradient[1]).isEqualTo(1.3f, within(1e-5f));
                });
        float down = (float) Math.log(0.7);
        assertThat(gradient(WITHOUT_DIVERGENCE, new float[] {down, down}, new float[] {0, 0}, 1, -1))
                .satisfies(gradient -> {
                    assertThat(gradient[0]).isEqualTo(-0.7f, within(1e-5f));
                    assertThat(gradient[1]).isZero();
                });
    }

    @Test
    void divergencePullsBackToTheStartModel() {
        var now = manager.create(new float[] {-1});
        var terms = new ClippedObjective(0.2, 1)
                .of(now, new float[] {-1}, new float[] {-2}, new float[] {0}, new float[] {1}, manager);

        // e^(q-p) - (q-p) - 1 at q-p = -1
        assertThat(terms.sums().divergence()).isEqualTo(Math.exp(-1), within(1e-6));
        assertThat(gradient(new ClippedObjective(0.2, 1), new float[] {-1, -1}, new float[] {-1, -1}, 0, 0, -2, -1)[0])
                .isPositive();
    }

    @Test
    void waypointsAreSpreadEvenlyAndEndAtTheEnd() {
        var settings = SamplerSettings.DEFAULTS.withSteps(12, 9);

        assertThat(Waypoints.of(1, settings).steps()).containsExactly(11);
        assertThat(Waypoints.of(2, settings).steps()).containsExactly(5, 11);
        assertThat(Waypoints.of(3, settings).steps()).containsExactly(3, 7, 11);
        // no earlier than the first picture step
        assertThat(Waypoints.of(4, settings).steps()).containsExactly(3, 5, 8, 11);
        assertThatThrownBy(() -> Waypoints.of(12, settings)).hasMessageContaining("no room for 12");
    }

    @Test
    void everyRevealedTokenIsCountedInExactlyOneStretch() {
        try (var rollouts = new Rollouts(TinyPolicy.CONFIG, TinyPolicy.LAYOUT, 1, manager);
                var weights = TinyPolicy.weights(manager)) {
            for (var trajectory : rollouts.sample(weights, TinyPolicy.group(1, 6))) {
                for (int stepsPerState : new int[] {1, 2, 100}) {
                    var one = trajectory.stretches(
                            Waypoints.of(1, TinyPolicy.SETTINGS), stepsPerState, (t, p) -> 0, 13, 10);
                    var three = trajectory.stretches(
                            Waypoints.of(3, TinyPolicy.SETTINGS), stepsPerState, (t, p) -> 0, 13, 10);
                    int[] codes = three.stream()
                            .flatMap(stretch -> stretch.states().stream())
                            .flatMapToInt(state -> IntStream.of(state.codeIndices()))
                            .sorted()
                            .toArray();
                    assertThat(codes).containsExactly(IntStream.range(0, 16).toArray());
                    assertThat(three.stream().mapToInt(Stretch::tokens).sum())
                            .isEqualTo(one.get(0).tokens());
                    three.stream().flatMap(stretch -> stretch.states().stream()).forEach(state -> {
                        for (int index : state.codeIndices()) {
                            assertThat(state.picture().code(index)).isEqualTo(-1);
                        }
                        for (int index : state.textIndices()) {
                            assertThat(state.text()[index]).isEqualTo(10);
                        }
                    });
                }
            }
        }
    }

    private float[] gradient(
            ClippedObjective objective, float[] now, float[] before, float firstAdvantage, float secondAdvantage) {
        return gradient(objective, now, before, firstAdvantage, secondAdvantage, now[0], now[1]);
    }

    private float[] gradient(
            ClippedObjective objective,
            float[] now,
            float[] before,
            float firstAdvantage,
            float secondAdvantage,
            float firstStart,
            float secondStart) {
        var leaf = manager.create(now);
        leaf.setRequiresGradient(true);
        try (var collector = Engine.getEngine(PyTorch.NAME).newGradientCollector()) {
            var terms = objective.of(
                    leaf,
                    before,
                    new float[] {firstStart, secondStart},
                    new float[] {firstAdvantage, secondAdvantage},
                    new float[] {1, 1},
                    manager);
            collector.backward(terms.loss());
            return leaf.getGradient().toFloatArray();
        }
    }
}

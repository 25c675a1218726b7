package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.diptych.diffusion.ImageCodes;
import io.diptych.diffusion.Sequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ParaRL moves a denoiser towards what is rewarded, and towards nothing where all are rewarded alike. */
class ParaRlTrainingTest {

    private static final TrajectoryReward PLAIN = new TrajectoryReward(0.5, 0.5); // a score of 0..1 is the reward
    private static final int WANTED_CODE = 3;
    private static final int WANTED_WORDS_END = TinyPolicy.WORD + 10;

    @TempDir
    Path directory;

    private final NDManager manager = PyTorch.manager();
    private final Shards shards = new Shards(2);
    private final Rollouts rollouts = new Rollouts(TinyPolicy.CONFIG, TinyPolicy.LAYOUT, 2, manager);

    @AfterEach
    void close() {
        rollouts.close();
        shards.close();
        manager.close();
    }

    @Test
    void aCodeThatIsRewardedAlongTheTrajectoryIsDrawnMoreOften() {
        Alignment share = (text, picture) -> share(picture);
        try (var training = training(0.005, 2)) {
            var rewards = run(training, share, 3, 25);

            assertThat(mean(rewards.subList(0, 3))).isLessThan(0.15);
            assertThat(mean(rewards.subList(22, 25))).isGreaterThan(0.4);
        }
    }

    @Test
    void wordsThatAreRewardedAtTheEndAreDrawnMoreOften() {
        Alignment share = (text, picture) ->
                IntStream.of(text).filter(id -> id < WANTED_WORDS_END).count() / 8.0;
        try (var training = training(0.005, 2)) {
            var rewards = run(training, share, 1, 25);

            assertThat(mean(rewards.subList(0, 3))).isLessThan(0.6);
            assertThat(mean(rewards.subList(22, 25))).isGreaterThan(0.8);
        }
    }

    @Test
    void aGroupWithEqualRewardsChangesNothing() {
        try (var training = training(0.01, 2)) {
            var before = probe(training.weights());

            var values = stage(training, (text, picture) -> 0.7, 3).next();

            assertThat(values).containsEntry("signal", 0.0);
            assertThat(training.update()).isEqualTo(1);
            assertThat(probe(training.weights())).isEqualTo(before);
        }
    }

    @Test
    void anUpdateLearnsFromTheRequestsWhoseRewardsDifferMost() {
        // Rollouts of all requests but one are the same rollout.
        Alignment mean = (text, picture) ->
                IntStream.of(picture.codes()).sum() / 15.0 / picture.grid().codes();
        var asked = new ArrayList<Long>();
        ParaRlStage.Prompts prompts = (number, size) -> {
            asked.add(number);
            return number % 4 == 2
                    ? TinyPolicy.group(number, size)
                    : Collections.nCopies(size, TinyPolicy.group(number, 1).get(0));
        };
        try (var training = training(1e-3, 1)) {
            var values = stage(training, mean, 1, 4, prompts).next();

            assertThat(asked).containsExactly(0L, 1L, 2L, 3L);
            // One of the two groups that are learnt from differs, and of four the one that does is among them.
            assertThat(values).containsEntry("signal", 0.5);
            stage(training, mean, 1, 4, prompts).next();
            assertThat(asked).endsWith(4L, 5L, 6L, 7L);
        }
    }

    @Test
    void aRunThatWasCutOffGoesOnWithTheSameUpdates() {
        Alignment share = (text, picture) -> share(picture);
        var snapshot = directory.resolve("snapshot.safetensors");
        var whole = new ArrayList<Map<String, Double>>();
        float[] weights;
        try (var training = training(1e-3, 2)) {
            var stage = stage(training, share, 3);
            for (int i = 0; i < 5; i++) {
                whole.add(stage.next());
                if (i == 2) {
                    stage.save(snapshot);
                }
            }
            weights = probe(training.weights());
        }
        try (var training = training(1e-3, 2)) {
            var stage = stage(training, share, 3);
            stage.resume(snapshot);
            for (int i = 3; i < 5; i++) {
                var expected = whole.get(i);
                stage.next().forEach((name, value) -> {
                    if (!name.endsWith("seconds")) {
                        assertThat(value).as(name).isEqualTo(expected.get(name), within(1e-4));
                    }
                });
            }
            assertThat(probe(training.weights()))
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(weights);
        }
    }

    @Test
    void onceTheRatioHasMovedBeyondItsLimitsTokensAreClipped() {
        Alignment share = (text, picture) -> share(picture);
        try (var once = training(0.1, 1);
                var often = training(0.1, 4)) {
            assertThat(stage(once, share, 3).next()).containsEntry("clipped", 0.0);
            assertThat(stage(often, share, 3).next().get("clipped")).isGreaterThan(0.05);
        }
    }

    @Test
    void probabilitiesAreThoseOfTheSoftmaxThatTheSamplerDrawsFrom() {
        double temperature = 0.5;
        var weights = TinyPolicy.weights(manager);
        var policy = new Policy(TinyPolicy.CONFIG, TinyPolicy.VOCABULARY, temperature);
        var states = new ArrayList<PolicyState>();
        for (int prompt = 0; prompt < 2; prompt++) {
            rollouts.sample(weights, TinyPolicy.group(prompt, 2, temperature)).stream()
                    .flatMap(each ->
                            each
                                    .stretches(Waypoints.of(3, TinyPolicy.SETTINGS), 1, (text, picture) -> 0, 13, 10)
                                    .stream())
                    .flatMap(stretch -> stretch.states().stream())
                    .forEach(states::add);
        }
        try (var scope = manager.newSubManager();
                var denoiser = new PyTorchDenoiser(TinyPolicy.CONFIG, weights, manager)) {
            // All in one batch, so rows of other requests stand beside them, padded on the left.
            var batch = PolicyBatch.of(
                    states.stream()
                            .map(state -> new PolicyBatch.Row(state, 1, 1))
                            .toList(),
                    TinyPolicy.LAYOUT);
            float[] found =
                    policy.logProbabilities(weights.bind(scope), batch, scope).toFloatArray();
            var expected = new ArrayList<Double>();
            states.forEach(state -> expected.addAll(words(state, denoiser, temperature)));
            states.forEach(state -> expected.addAll(codes(state, denoiser)));

            assertThat(found).hasSize(expected.size());
            for (int i = 0; i < found.length; i++) {
                assertThat((double) found[i]).as("token " + i).isEqualTo(expected.get(i), within(1e-3));
            }
        }
    }

    private static List<Double> words(PolicyState state, PyTorchDenoiser denoiser, double temperature) {
        var sequence = sequence(state);
        var logits = denoiser.logits(sequence.ids(), 1, sequence.length(), new int[1]);
        return IntStream.range(0, state.textIds().length)
                .mapToObj(i -> {
                    float[] all = logits.at(0, sequence.textStart() + state.textIndices()[i], 0, 32);
                    return logProbability(all, state.textIds()[i], temperature, TinyPolicy.VOCABULARY::allowsText);
                })
                .toList();
    }

    private static List<Double> codes(PolicyState state, PyTorchDenoiser denoiser) {
        var sequence = sequence(state);
        var logits = denoiser.logits(sequence.ids(), 1, sequence.length(), new int[1]);
        return IntStream.range(0, state.codes().length)
                .mapToObj(i -> {
                    float[] all = logits.at(0, sequence.imagePositions()[state.codeIndices()[i]], 32, 16);
                    return logProbability(all, state.codes()[i], 1, id -> true);
                })
                .toList();
    }

    private static Sequence sequence(PolicyState state) {
        return TinyPolicy.LAYOUT.sequence(
                state.request().instruction(), state.request().photo(), state.picture(), state.text());
    }

    private static double logProbability(float[] logits, int id, double temperature, IntPredicate allowed) {
        double total = IntStream.range(0, logits.length)
                .filter(allowed)
                .mapToDouble(other -> Math.exp((logits[other] - logits[id]) / temperature))
                .sum();
        return -Math.log(total);
    }

    private List<Double> run(ParaRlTraining training, Alignment alignment, int waypoints, int updates) {
        var stage = stage(training, alignment, waypoints);
        var rewards = new ArrayList<Double>();
        for (int i = 0; i < updates; i++) {
            rewards.add(stage.next().get("reward end"));
        }
        return rewards;
    }

    private ParaRlStage stage(ParaRlTraining training, Alignment alignment, int waypoints) {
        return stage(training, alignment, waypoints, 2, TinyPolicy::group);
    }

    private ParaRlStage stage(
            ParaRlTraining training, Alignment alignment, int waypoints, int tried, ParaRlStage.Prompts prompts) {
        return new ParaRlStage(
                training,
                rollouts,
                prompts,
                Waypoints.of(waypoints, TinyPolicy.SETTINGS),
                alignment,
                PLAIN,
                new ParaRlStage.Sizes(2, tried, 8, 2),
                TinyPolicy.LAYOUT);
    }

    private ParaRlTraining training(double rate, int epochs) {
        return new ParaRlTraining(
                new Policy(TinyPolicy.CONFIG, TinyPolicy.VOCABULARY, 1),
                TinyPolicy.LAYOUT,
                ClippedObjective.DEFAULT,
                rate,
                epochs,
                TinyPolicy.weights(manager),
                shards,
                manager);
    }

    private static double share(ImageCodes picture) {
        return IntStream.of(picture.codes()).filter(code -> code == WANTED_CODE).count()
                / (double) picture.grid().codes();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElseThrow();
    }

    private static float[] probe(Weights weights) {
        return weights.values(DenoiserNetwork.ROOT + "blocks.0.q_proj.weight");
    }
}

package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a denoiser can do before it has learnt anything. */
class DenoiserInitialiserTest {

    private static final DenoiserConfig CONFIG = TrainingPlan.DENOISER;
    private static final int REACH = 60;

    @ParameterizedTest
    @CsvSource({"0, -1", "1, 1", "2, -17", "3, 17"})
    void scoresAreHighestAtTheHeadsDistance(int head, int distance) {
        try (var manager = PyTorch.manager();
                var weights = DenoiserInitialiser.initialise(CONFIG, RandomCodebook.of(CONFIG.codes()), manager, 1)) {
            var embeddings = weights.values("model.transformer.wte.weight");
            var queries = weights.values("model.transformer.blocks.0.q_proj.weight");
            var keys = weights.values("model.transformer.blocks.0.k_proj.weight");
            var random = new SplittableRandom(4);
            var scores = new double[2 * REACH + 1];
            for (int pair = 0; pair < 60; pair++) {
                var query = project(queries, head, token(embeddings, random));
                var key = project(keys, head, token(embeddings, random));
                for (int i = 0; i < scores.length; i++) {
                    scores[i] += score(query, key, i - REACH);
                }
            }

            int best = 0;
            for (int i = 1; i < scores.length; i++) {
                best = scores[i] > scores[best] ? i : best;
            }
            assertThat(best - REACH).isEqualTo(distance);
        }
    }

    @Test
    void whatFollowedTheSameCodeBeforeIsExpectedAgain() {
        int right = 0;
        for (int round = 0; round < 10; round++) {
            var random = new SplittableRandom(round);
            int[] codes = random.ints(0, CONFIG.codes()).distinct().limit(300).toArray();
            int[] ids = IntStream.of(codes).map(code -> CONFIG.textIds() + code).toArray();
            int where = random.nextInt(20, 80);
            ids[250] = ids[where];
            ids[251] = StudioTokens.MASK;
            right += likeliestCode(ids, 251) == codes[where + 1] ? 1 : 0;
        }

        assertThat(right).isGreaterThanOrEqualTo(6); // by chance: 0
    }

    private static int likeliestCode(int[] ids, int position) {
        try (var manager = PyTorch.manager();
                var weights = DenoiserInitialiser.initialise(CONFIG, RandomCodebook.of(CONFIG.codes()), manager, 1)) {
            var network = new DenoiserNetwork(CONFIG, weights.bind(manager));
            var states = network.states(ids, 1, ids.length, new int[] {0}, manager);
            return (int) network.logits(states, new long[] {position}, CONFIG.textIds(), CONFIG.embeddings(), manager)
                    .argMax()
                    .getLong();
        }
    }

    /** A random token's embedding, brought to a root mean square of 1 as the norm before attention does. */
    private static double[] token(float[] embeddings, SplittableRandom random) {
        int width = CONFIG.width();
        int id = random.nextInt(CONFIG.embeddings());
        var token = new double[width];
        double squares = 0;
        for (int i = 0; i < width; i++) {
            token[i] = embeddings[id * width + i];
            squares += token[i] * token[i];
        }
        for (int i = 0; i < width; i++) {
            token[i] /= Math.sqrt(squares / width);
        }
        return token;
    }

    private static double[] project(float[] matrix, int head, double[] token) {
        var result = new double[CONFIG.headSize()];
        for (int row = 0; row < result.length; row++) {
            for (int i = 0; i < token.length; i++) {
                result[row] += matrix[(head * result.length + row) * token.length + i] * token[i];
            }
        }
        return result;
    }

    /** The score of a key that lies {@code distance} tokens to the right of the query, under rotary positions. */
    private static double score(double[] query, double[] key, int distance) {
        int half = query.length / 2;
        double score = 0;
        for (int i = 0; i < half; i++) {
            double angle = distance * Math.pow(CONFIG.ropeTheta(), -(double) i / half);
            score += query[i] * (key[i] * Math.cos(angle) - key[i + half] * Math.sin(angle));
            score += query[i + half] * (key[i + half] * Math.cos(angle) + key[i] * Math.sin(angle));
        }
        return score;
    }
}

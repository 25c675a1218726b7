package io.diptych.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the {@code default} profile promises over any model that samples by the rules of {@link Denoiser}: the same
 * decisions as {@link LogitsSampling} over the plain forward pass makes, the same whoever else is in the batch, the same
 * again for the same seed.
 */
public abstract class DefaultProfileContract {

    protected static final Vocabulary VOCABULARY = Golden.tinyVocabulary();

    private static final SequenceLayout LAYOUT = new SequenceLayout(VOCABULARY, new int[] {31, 32, 33}, 12);
    private static final Grid SQUARE = new Grid(4, 4);
    private static final Grid WIDE = new Grid(3, 5);
    private static final SamplerSettings SHORT = SamplerSettings.DEFAULTS.withSteps(6, 4);
    private static final SamplerSettings GREEDY = SHORT.greedy();
    private static final SamplerSettings HOT = SHORT.withTemperatures(0.8, 0.9, 1);
    private static final int SLOTS = 7;
    private static final BatchShape FIXED = BatchShape.fixed(SLOTS, 72, 12, 16);

    private Denoiser denoiser;

    /** The weights of {@code golden/llada-tiny}, sampled with the vocabulary {@link Golden#tinyVocabulary()}. */
    protected abstract Denoiser denoiser();

    @BeforeEach
    void open() {
        denoiser = denoiser();
    }

    @AfterEach
    void close() {
        denoiser.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"greedy", "guided", "painted", "hot", "semi-parallel", "sequential"})
    void everyStepEqualsSamplingFromLogits(String name) {
        List<ShotRequest> shots = List.of(shot(name, 1), shot(name, 2));

        List<TrajectoryStep> steps = trajectory(denoiser, BatchShape.fitting(2), shots);
        List<TrajectoryStep> expected;
        try (var oracle = new LogitsSampling(new PlainLladaDenoiser("llada-tiny"), VOCABULARY)) {
            expected = trajectory(oracle, BatchShape.fitting(2), shots);
        }

        assertThat(steps).hasSameSizeAs(expected);
        for (int i = 0; i < steps.size(); i++) {
            assertThat(steps.get(i))
                    .as(
                            "shot %d after step %d",
                            steps.get(i).shot(), steps.get(i).step())
                    .usingRecursiveComparison()
                    .isEqualTo(expected.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"greedy", "guided", "painted", "hot", "sequential"})
    void companionsDoNotMatter(String name) {
        Diptych alone = sample(List.of(shot(name, 5))).get(0);

        for (int[] place : new int[][] {{2, 0}, {2, 1}, {3, 1}, {7, 3}, {7, 6}}) {
            List<ShotRequest> shots = new ArrayList<>(companions(place[0]));
            shots.set(place[1], shot(name, 5));
            assertThat(sample(shots).get(place[1]))
                    .as("slot %d of %d", place[1], place[0])
                    .usingRecursiveComparison()
                    .isEqualTo(alone);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hot", "guided"})
    void aSeedReplays(String name) {
        assertThat(sample(List.of(shot(name, 5), shot(name, 6))))
                .usingRecursiveComparison()
                .isEqualTo(sample(List.of(shot(name, 5), shot(name, 6))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hot"})
    void anotherSeedGivesAnotherPicture(String name) {
        List<Diptych> results = sample(List.of(shot(name, 5), shot(name, 6)));

        assertThat(results.get(0).picture()).isNotEqualTo(results.get(1).picture());
    }

    private static ShotRequest shot(String name, int number) {
        int[] instruction = IntStream.range(0, 3 + number % 4)
                .map(i -> 100 + 7 * i + number)
                .toArray();
        var photo = new ImageCodes(
                new Grid(2, 3),
                IntStream.range(0, 6).map(i -> (11 * i + 5 * number) % 64).toArray());
        ImageCodes free = ImageCodes.masked(SQUARE);
        return switch (name) {
            case "greedy" -> new ShotRequest(instruction, photo, free, number, GREEDY);
            case "guided" -> new ShotRequest(instruction, photo, free, number, SHORT.withGuidance(1.5, 2));
            case "painted" -> {
                int[] codes = IntStream.range(0, 15)
                        .map(i -> i % 4 < 2 ? ImageCodes.MASKED : 3 * i)
                        .toArray();
                yield new ShotRequest(
                        instruction, photo, new ImageCodes(WIDE, codes), number, GREEDY.withGuidance(0, 2));
            }
            case "hot" -> new ShotRequest(instruction, photo, free, number, HOT);
            case "semi-parallel" ->
                new ShotRequest(instruction, photo, free, number, GREEDY.withSchedule(Schedule.SEMI_PARALLEL));
            case "sequential" ->
                new ShotRequest(instruction, photo, free, number, GREEDY.withSchedule(Schedule.SEQUENTIAL));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static List<ShotRequest> companions(int count) {
        List<String> names = List.of("hot", "guided", "greedy", "painted", "sequential", "hot", "painted");
        return IntStream.range(0, count)
                .mapToObj(i -> shot(names.get(i), 20 + i))
                .toList();
    }

    private List<Diptych> sample(List<ShotRequest> shots) {
        return new ParallelSampler(denoiser, LAYOUT, FIXED).sample(shots);
    }

    private static List<TrajectoryStep> trajectory(Denoiser denoiser, BatchShape shape, List<ShotRequest> shots) {
        var steps = new ArrayList<TrajectoryStep>();
        new ParallelSampler(denoiser, LAYOUT, shape).sample(shots, steps::add);
        return steps;
    }
}

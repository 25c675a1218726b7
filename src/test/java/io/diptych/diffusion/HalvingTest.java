package io.diptych.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.diffusion.Halving.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HalvingTest {

    private static final SequenceLayout LAYOUT = new SequenceLayout(Golden.tinyVocabulary(), new int[] {40, 41}, 10);
    private static final Grid GRID = new Grid(4, 4);
    private static final SamplerSettings SETTINGS =
            SamplerSettings.DEFAULTS.withSteps(12, 9).withTemperatures(0.8, 1, 1);
    private static final Waypoints THREE = new Waypoints(3);

    @Test
    void waypointsAreSpreadEvenlyAndTheLastIsTheEnd() {
        assertThat(IntStream.range(0, 3).map(i -> THREE.stepsDone(i, 24))).containsExactly(8, 16, 24);
        assertThat(IntStream.range(0, 3).map(i -> THREE.stepsDone(i, 40))).containsExactly(13, 27, 40);
        assertThat(new Waypoints(1).stepsDone(0, 7)).isEqualTo(7);
        assertThatThrownBy(() -> new Waypoints(0)).hasMessageContaining("at least one waypoint");
    }

    @Test
    void theWeakestAreDroppedAtEachWaypointAndTheBestOneIsLeft() {
        double[][] scores = {{.1, 0, 0}, {.5, .9, .2}, {.7, .3, 0}, {.2, 0, 0}, {.9, .8, .7}};
        var halving = new Halving(new int[5], THREE, step -> scores[step.shot()][step.step() / 4]);

        var results = sampler(new Sums()).sample(shots(5), THREE, halving);

        assertThat(results).containsOnlyKeys(4);
        assertThat(halving.scores(4))
                .containsExactly(new Score(4, 12, .9), new Score(8, 12, .8), new Score(12, 12, .7));
        assertThat(halving.scores(2)).containsExactly(new Score(4, 12, .7), new Score(8, 12, .3));
        assertThat(List.of(0, 3, 2, 1)).extracting(halving::droppedAt).containsExactly(0, 0, 1, 2);
        assertThatThrownBy(() -> halving.droppedAt(4)).hasMessageContaining("shot 4 was not dropped");
    }

    @Test
    void theSameFractionIsKeptAtEachWaypointSoThatTheLastHasSomethingToChooseFrom() {
        assertThat(IntStream.range(0, 3).map(i -> Halving.left(4, i, 3))).containsExactly(3, 2, 1);
        assertThat(IntStream.range(0, 2).map(i -> Halving.left(4, i, 2))).containsExactly(2, 1);
        assertThat(IntStream.range(0, 3).map(i -> Halving.left(8, i, 3))).containsExactly(4, 2, 1);
        assertThat(IntStream.range(0, 3).map(i -> Halving.left(2, i, 3))).containsExactly(2, 2, 1);
        assertThat(IntStream.range(0, 3).map(i -> Halving.left(1, i, 3))).containsExactly(1, 1, 1);
        assertThat(Halving.left(9, 0, 1)).isOne();
    }

    @Test
    void onlyTakesOfOneContestCompeteAndThoseAloneAreOnlyScored() {
        double[] scores = {.1, .2, .9, .8, 0};
        var halving = new Halving(new int[] {7, 7, 8, 8, 9}, THREE, step -> scores[step.shot()]);

        assertThat(sampler(new Sums()).sample(shots(5), THREE, halving)).containsOnlyKeys(1, 2, 4);
        assertThat(halving.scores(4)).hasSize(3);
    }

    @Test
    void ofEqualTakesTheEarlierOneStays() {
        var halving = new Halving(new int[4], THREE, step -> 0.5);

        assertThat(sampler(new Sums()).sample(shots(4), THREE, halving)).containsOnlyKeys(0);
    }

    @Test
    void whereNothingCanBeComparedYetNothingIsDropped() {
        var halving = new Halving(new int[4], THREE, step -> step.step() < 11 ? Double.NaN : step.shot());

        assertThat(sampler(new Sums()).sample(shots(4), THREE, halving)).containsOnlyKeys(3);
        assertThat(halving.droppedAt(0)).isEqualTo(2);
        assertThat(halving.scores(0)).containsExactly(new Score(12, 12, 0));

        var someBlank = new Halving(new int[4], THREE, step -> step.shot() == 0 ? Double.NaN : -5);
        assertThat(sampler(new Sums()).sample(shots(4), THREE, someBlank)).containsOnlyKeys(1);
        assertThat(someBlank.droppedAt(0)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Schedule.class)
    void survivorsComeOutAsIfTheyWereAlone(Schedule schedule) {
        List<ShotRequest> shots = shots(6, SETTINGS.withSchedule(schedule));
        var sampler = new ParallelSampler(new Sums(), LAYOUT, BatchShape.fixed(2, 60, 10, 16));

        var results = sampler.sample(shots, THREE, new Halving(new int[] {0, 0, 0, 0, 1, 2}, THREE, HalvingTest::sum));

        assertThat(results).hasSize(3);
        for (Map.Entry<Integer, Diptych> survivor : results.entrySet()) {
            Diptych alone =
                    sampler.sample(List.of(shots.get(survivor.getKey()))).get(0);
            assertThat(survivor.getValue().text()).isEqualTo(alone.text());
            assertThat(survivor.getValue().picture()).isEqualTo(alone.picture());
            assertThat(survivor.getValue().forwards()).isEqualTo(alone.forwards());
        }
    }

    @Test
    void shotsOfDifferentLengthsMeetAtTheirOwnWaypoints() {
        List<ShotRequest> shots = List.of(shot(1, SETTINGS), shot(2, SETTINGS.withSteps(6, 4)), shot(3, SETTINGS));
        var sampler = sampler(new Sums());
        var seen = new ArrayList<String>();

        var results = sampler.sample(shots, new Waypoints(2), (waypoint, arrived) -> {
            arrived.forEach(step -> seen.add(waypoint + ": " + step.shot() + " at " + (step.step() + 1)));
            return Set.of();
        });

        assertThat(seen)
                .containsExactly("0: 0 at 6", "0: 1 at 3", "0: 2 at 6", "1: 0 at 12", "1: 1 at 6", "1: 2 at 12");
        assertThat(results.get(1).picture())
                .isEqualTo(sampler.sample(shots.subList(1, 2)).get(0).picture());
    }

    @Test
    void aWaypointSeesTheLatestPredictionsToo() {
        sampler(new Sums()).sample(shots(1), THREE, (waypoint, arrived) -> {
            TrajectoryStep step = arrived.get(0);
            assertThat(step.predictedPicture().maskedCount()).isZero();
            assertThat(step.picture().maskedCount() > 0).isEqualTo(waypoint < 2);
            return Set.of();
        });
    }

    /** The point of halving: batches of a fixed shape cost the same when they are half empty, so they are filled anew. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void halvingSavesForwardsEvenWhereBatchesHaveAFixedShape(int slots) {
        var all = new Sums();
        var halved = new Sums();
        BatchShape shape = BatchShape.fixed(slots, 60, 10, 16);
        int[] contests = IntStream.range(0, 16).map(i -> i / 4).toArray();

        // Ten words in ten steps, so each step asks the model; the waypoints are after 3, 7 and 10 of them.
        List<ShotRequest> shots = shots(16, SETTINGS.withSteps(10, 6).withTemperatures(0, 1, 1));
        new ParallelSampler(all, LAYOUT, shape).sample(shots);
        new ParallelSampler(halved, LAYOUT, shape).sample(shots, THREE, new Halving(contests, THREE, HalvingTest::sum));

        assertThat(all.forwards).isEqualTo(16 * 10 / slots);
        assertThat(halved.forwards).isEqualTo((16 * 3 + 12 * 4 + 8 * 3) / slots);
    }

    private static double sum(TrajectoryStep step) {
        return IntStream.of(step.predictedPicture().codes())
                .filter(code -> code >= 0)
                .sum();
    }

    private static ParallelSampler sampler(Denoiser denoiser) {
        return new ParallelSampler(denoiser, LAYOUT, BatchShape.fitting(3));
    }

    private static List<ShotRequest> shots(int count) {
        return shots(count, SETTINGS);
    }

    private static List<ShotRequest> shots(int count, SamplerSettings settings) {
        return IntStream.range(0, count).mapToObj(i -> shot(i, settings)).toList();
    }

    private static ShotRequest shot(int seed, SamplerSettings settings) {
        return new ShotRequest(new int[] {50, 51}, null, ImageCodes.masked(GRID), seed, settings);
    }

    /** Answers what follows from the whole row and the draw of the query, whichever row of the batch it is. */
    private static final class Sums implements Denoiser {

        private int forwards;

        @Override
        public Predictions predict(Forward forward) {
            forwards++;
            TextQueries text = forward.text();
            ImageQueries image = forward.image();
            var predictions = new Predictions(
                    new int[text.size()], new float[text.size()], new int[image.size()], new float[image.size()]);
            for (int i = 0; i < text.size(); i++) {
                float draw = draw(forward, text.positions()[i], text.uniforms()[i]);
                predictions.textIds()[i] = 100 + (int) (draw * 20);
                predictions.textConfidences()[i] = draw;
            }
            for (int i = 0; i < image.size(); i++) {
                float draw = draw(forward, image.positions()[i], image.uniforms()[i]);
                predictions.imageCodes()[i] = (int) (draw * 64);
                predictions.imageConfidences()[i] = draw;
            }
            return predictions;
        }

        private static float draw(Forward forward, int position, float uniform) {
            int row = position / forward.length();
            int sum = position - row * forward.length() - forward.starts()[row];
            for (int at = row * forward.length() + forward.starts()[row]; at < (row + 1) * forward.length(); at++) {
                sum = sum * 31 + forward.ids()[at];
            }
            float hash = (sum >>> 8 & 0xffff) / 65536f;
            return (hash + uniform) % 1;
        }

        @Override
        public void close() {}
    }
}

package io.diptych.shoot;

import io.diptych.diffusion.Alignment;
import io.diptych.diffusion.Halving;
import io.diptych.diffusion.SpecialTokens;
import io.diptych.diffusion.TrajectoryStep;
import io.diptych.model.Aligner;
import io.diptych.model.ImageCodec;
import io.diptych.model.WaypointAlignment;
import io.diptych.provenance.AlignmentScores;
import io.diptych.provenance.WaypointScore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Scores takes on their way by the bundle's aligner. */
final class TakeScorer implements Alignment, AutoCloseable {

    private final Aligner aligner;
    private final WaypointAlignment alignment;
    private final Function<int[], String> words;
    private final Map<Integer, List<WaypointLook>> looks = new HashMap<>();

    /**
     * @param codec stays the caller's
     * @param words of token ids
     */
    TakeScorer(Aligner aligner, ImageCodec codec, SpecialTokens special, Function<int[], String> words) {
        this.aligner = aligner;
        this.words = words;
        alignment = new WaypointAlignment(aligner, codec, special);
    }

    @Override
    public double score(TrajectoryStep step) {
        WaypointAlignment.Look look = alignment.look(step);
        if (look.picture() != null && !Double.isNaN(look.score())) {
            looks.computeIfAbsent(step.shot(), any -> new ArrayList<>())
                    .add(new WaypointLook(
                            step.step() + 1, step.steps(), look.score(), words.apply(look.words()), look.picture()));
        }
        return look.score();
    }

    /** What was seen of a take since {@link #forget}. */
    List<WaypointLook> looks(int take) {
        return List.copyOf(looks.getOrDefault(take, List.of()));
    }

    /** Before other takes are scored under the same numbers. */
    void forget() {
        looks.clear();
    }

    /** With what a score is measured against; null where there is none. */
    @Nullable
    AlignmentScores scores(List<Halving.Score> scores) {
        return scores.isEmpty()
                ? null
                : new AlignmentScores(
                        waypoints(scores),
                        aligner.calibration().mean(),
                        aligner.calibration().deviation());
    }

    static List<WaypointScore> waypoints(List<Halving.Score> scores) {
        return scores.stream()
                .map(score -> new WaypointScore(score.steps(), score.of(), score.value()))
                .toList();
    }

    @Override
    public void close() {
        aligner.close();
    }
}

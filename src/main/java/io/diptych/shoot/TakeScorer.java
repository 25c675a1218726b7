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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores takes on their way by the bundle's aligner. */
final class TakeScorer implements Alignment, AutoCloseable {

    private final Aligner aligner;
    private final WaypointAlignment alignment;

    /** @param codec stays the caller's */
    TakeScorer(Aligner aligner, ImageCodec codec, SpecialTokens special) {
        this.aligner = aligner;
        alignment = new WaypointAlignment(aligner, codec, special);
    }

    @Override
    public double score(TrajectoryStep step) {
        return alignment.score(step);
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

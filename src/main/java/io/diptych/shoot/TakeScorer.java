package io.diptych.shoot;

import io.diptych.diffusion.Alignment;
import io.diptych.diffusion.Halving;
import io.diptych.diffusion.ImageCodes;
import io.diptych.diffusion.SpecialTokens;
import io.diptych.diffusion.TrajectoryStep;
import io.diptych.model.Aligner;
import io.diptych.model.ImageCodec;
import io.diptych.provenance.AlignmentScores;
import io.diptych.provenance.WaypointScore;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores takes on their way: the picture and the copy that the model has in mind at that point, what is decided and what it
 * would put in the other places.
 */
final class TakeScorer implements Alignment, AutoCloseable {

    private final Aligner aligner;
    private final ImageCodec codec;
    private final SpecialTokens special;

    /** @param codec stays the caller's */
    TakeScorer(Aligner aligner, ImageCodec codec, SpecialTokens special) {
        this.aligner = aligner;
        this.codec = codec;
        this.special = special;
    }

    @Override
    public double score(TrajectoryStep step) {
        ImageCodes picture = step.predictedPicture();
        int[] words = IntStream.of(step.predictedText())
                .takeWhile(id -> id != special.eos())
                .filter(id -> id != special.mask())
                .toArray();
        if (picture.maskedCount() > 0 || words.length == 0) {
            return Double.NaN;
        }
        return Aligner.score(aligner.text(words), aligner.picture(codec.decode(picture.codes(), picture.grid())));
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

package io.diptych.diffusion;

import io.diptych.diffusion.StepPlan.PictureStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A shot on its way: what is decided, and what its next step asks of the model. */
final class ShotState {

    final int index;
    final ShotRequest request;
    final Draws draws;
    private final SequenceLayout layout;
    private final StepPlan plan;
    private final int mask;
    private final int end;
    private final int initiallyMaskedCodes;

    private final int[] text;
    private final int[] codes;
    private final int[] predictedText;
    private final int[] predictedCodes;
    private int[] reveals;
    private int revealStep;
    private int forwards;

    // The step in progress.
    private int toReveal;
    private int toStayMasked;
    private int[] askedText = {};
    private int[] askedCodes = {};

    ShotState(int index, ShotRequest request, SequenceLayout layout) {
        this.index = index;
        this.request = request;
        this.layout = layout;
        draws = new Draws(request.seed());
        plan = StepPlan.of(request.settings());
        mask = layout.vocabulary().special().mask();
        end = layout.vocabulary().special().eos();
        text = layout.maskedText();
        codes = request.picture().codes();
        initiallyMaskedCodes = request.picture().maskedCount();
        predictedText = text.clone();
        predictedCodes = codes.clone();
        reveals = Schedules.textReveals(text.length, request.settings().textSteps());
    }

    int steps() {
        return plan.size();
    }

    /** Decides what to ask at a step; false if the step reveals nothing and needs no model. */
    boolean prepare(int step) {
        StepPlan.Step planned = plan.steps().get(step);
        toReveal = planned.text() ? reveals[revealStep++] : 0;
        askedText = toReveal > 0 ? undecided(text, mask) : new int[0];
        toStayMasked = 0;
        askedCodes = new int[0];
        PictureStep picture = planned.picture();
        if (picture != null) {
            int[] unknown = undecided(codes, ImageCodes.MASKED);
            toStayMasked = picture.stayMasked(initiallyMaskedCodes, unknown.length);
            askedCodes = toStayMasked < unknown.length ? unknown : askedCodes;
        }
        return askedText.length + askedCodes.length > 0;
    }

    int[] askedText() {
        return askedText;
    }

    int[] askedCodes() {
        return askedCodes;
    }

    boolean withoutText() {
        return askedCodes.length > 0 && request.settings().textGuidance() > 0;
    }

    boolean withoutImage() {
        return askedCodes.length > 0 && request.settings().imageGuidance() > 0;
    }

    /** The rows of this step: the conditional one, then the branches in use. */
    List<Sequence> rows() {
        var picture = new ImageCodes(request.picture().grid(), codes);
        var rows = new ArrayList<Sequence>();
        rows.add(layout.sequence(request.instruction(), request.photo(), picture, text));
        if (withoutText()) {
            rows.add(layout.sequence(new int[0], request.photo(), picture, text));
        }
        if (withoutImage()) {
            rows.add(layout.sequence(request.instruction(), null, picture, text));
        }
        return rows;
    }

    /**
     * Takes the predictions of a step: for {@link #askedText} and {@link #askedCodes}, in their order, from the offsets.
     *
     * @return the step as an observer sees it
     */
    TrajectoryStep apply(int step, Predictions predictions, int textOffset, int imageOffset) {
        forwards++;
        int[] revealedText = revealText(predictions, textOffset);
        int[] revealedCodes = revealCodes(step, predictions, imageOffset);
        return seen(step, revealedText, revealedCodes);
    }

    /** The shot as a selection sees it after so many steps. */
    TrajectoryStep after(int stepsDone) {
        return seen(stepsDone - 1, new int[0], new int[0]);
    }

    private TrajectoryStep seen(int step, int[] revealedText, int[] revealedCodes) {
        Grid grid = request.picture().grid();
        return new TrajectoryStep(
                index,
                step,
                plan.size(),
                text.clone(),
                new ImageCodes(grid, codes),
                predictedText.clone(),
                new ImageCodes(grid, predictedCodes),
                revealedText,
                revealedCodes);
    }

    private int[] revealText(Predictions predictions, int offset) {
        for (int i = 0; i < askedText.length; i++) {
            predictedText[askedText[i]] = predictions.textIds()[offset + i];
        }
        int[] chosen = IntStream.range(0, askedText.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -predictions.textConfidences()[offset + i]))
                .limit(toReveal)
                .mapToInt(i -> askedText[i])
                .sorted()
                .toArray();
        int kept = 0;
        for (int position : chosen) {
            text[position] = predictedText[position];
            kept++;
            if (text[position] == end) {
                fillAfter(position);
                break;
            }
        }
        return Arrays.copyOf(chosen, kept);
    }

    /**
     * Nothing is revealed behind an end token: as in training, end tokens fill the rest. What the schedule had meant for
     * the rest is spread again over the remaining text steps.
     */
    private void fillAfter(int position) {
        for (int i = position + 1; i < text.length; i++) {
            if (text[i] == mask) {
                text[i] = end;
                predictedText[i] = end;
            }
        }
        int stepsLeft = reveals.length - revealStep;
        reveals = Schedules.textReveals(undecided(text, mask).length, stepsLeft);
        revealStep = 0;
    }

    private int[] revealCodes(int step, Predictions predictions, int offset) {
        if (askedCodes.length == 0) {
            return askedCodes;
        }
        double noise = noise(step);
        var score = new float[askedCodes.length];
        for (int i = 0; i < askedCodes.length; i++) {
            int code = predictions.imageCodes()[offset + i];
            predictedCodes[askedCodes[i]] = code;
            score[i] = (float) StrictMath.log(predictions.imageConfidences()[offset + i] + 1e-10f);
            if (noise > 0) {
                score[i] += (float) noise * draws.normal(Draws.Purpose.IMAGE_CONFIDENCE, step, askedCodes[i]);
            }
        }
        int[] revealed = IntStream.range(0, askedCodes.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -score[i]))
                .limit(askedCodes.length - toStayMasked)
                .mapToInt(i -> askedCodes[i])
                .sorted()
                .toArray();
        for (int position : revealed) {
            codes[position] = predictedCodes[position];
        }
        return revealed;
    }

    private double noise(int step) {
        PictureStep picture = plan.steps().get(step).picture();
        return picture == null ? 0 : picture.noise();
    }

    Diptych result() {
        int length = 0;
        while (length < text.length && text[length] != end) {
            length++;
        }
        return new Diptych(
                Arrays.copyOf(text, length), new ImageCodes(request.picture().grid(), codes), forwards);
    }

    private static int[] undecided(int[] values, int masked) {
        return IntStream.range(0, values.length)
                .filter(i -> values[i] == masked)
                .toArray();
    }
}

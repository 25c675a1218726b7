package io.diptych.diffusion;

import java.util.ArrayList;
import java.util.List;

/** Answers text and picture queries by fixed rules of their place, and remembers what it was asked. */
final class ScriptedDenoiser implements Denoiser {

    /** What to answer at a place: {@code index} counts text tokens or picture codes from 0. */
    interface Answer {
        int id(int index);

        default float confidence(int index) {
            return 0.5f;
        }
    }

    final List<Forward> forwards = new ArrayList<>();
    private final SequenceLayout layout;
    private final Answer text;
    private final Answer picture;

    ScriptedDenoiser(SequenceLayout layout, Answer text, Answer picture) {
        this.layout = layout;
        this.text = text;
        this.picture = picture;
    }

    @Override
    public Predictions predict(Forward forward) {
        forwards.add(forward);
        var predictions = new Predictions(
                new int[forward.text().size()],
                new float[forward.text().size()],
                new int[forward.image().size()],
                new float[forward.image().size()]);
        for (int i = 0; i < forward.text().size(); i++) {
            int index = textIndex(forward, forward.text().positions()[i]);
            predictions.textIds()[i] = text.id(index);
            predictions.textConfidences()[i] = text.confidence(index);
        }
        for (int i = 0; i < forward.image().size(); i++) {
            int index = codeIndex(forward, forward.image().positions()[i]);
            predictions.imageCodes()[i] = picture.id(index);
            predictions.imageConfidences()[i] = picture.confidence(index);
        }
        return predictions;
    }

    private int textIndex(Forward forward, int position) {
        // The text is followed by one end tag, and rows are padded on the left.
        return position % forward.length() - (forward.length() - 1 - layout.textLength());
    }

    private int codeIndex(Forward forward, int position) {
        int row = position / forward.length();
        int newline = layout.vocabulary().special().newline();
        int boi = layout.vocabulary().special().boi();
        int index = 0;
        for (int at = position - 1; forward.ids()[at] != boi; at--) {
            index += forward.ids()[at] == newline ? 0 : 1;
            if (at == row * forward.length()) {
                throw new IllegalStateException("position " + position + " is not in a picture");
            }
        }
        return index;
    }

    @Override
    public void close() {}
}

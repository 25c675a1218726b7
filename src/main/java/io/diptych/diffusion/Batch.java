package io.diptych.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The shots of one forward pass, all with the same number of rows, left-padded to the batch's shape. */
final class Batch {

    private final List<ShotState> shots;
    private final int step;
    private final BatchShape shape;
    private final int pad;

    Batch(List<ShotState> shots, int step, BatchShape shape, int pad) {
        this.shots = shots;
        this.step = step;
        this.shape = shape;
        this.pad = pad;
    }

    Forward forward() {
        var rows = new ArrayList<Sequence>();
        var firstRows = new ArrayList<Integer>();
        for (ShotState shot : shots) {
            firstRows.add(rows.size());
            rows.addAll(shot.rows());
        }
        if (shape.isFixed()) {
            int perShot = rows.size() / shots.size();
            for (int i = shots.size() * perShot; i < shape.slots() * perShot; i++) {
                rows.add(rows.get(i % perShot));
            }
        }
        int length = length(rows);
        var ids = new int[rows.size() * length];
        var starts = new int[rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            int[] sequence = rows.get(row).ids();
            starts[row] = length - sequence.length;
            Arrays.fill(ids, row * length, row * length + starts[row], pad);
            System.arraycopy(sequence, 0, ids, row * length + starts[row], sequence.length);
        }
        return new Forward(
                rows.size(),
                length,
                ids,
                starts,
                textQueries(rows, firstRows, length),
                imageQueries(rows, firstRows, length));
    }

    void apply(Predictions predictions, TrajectoryObserver observer) {
        check(predictions);
        int text = 0;
        int image = 0;
        for (ShotState shot : shots) {
            observer.onStep(shot.apply(step, predictions, text, image));
            text += shot.askedText().length;
            image += shot.askedCodes().length;
        }
    }

    private void check(Predictions predictions) {
        int text = shots.stream().mapToInt(shot -> shot.askedText().length).sum();
        int image = shots.stream().mapToInt(shot -> shot.askedCodes().length).sum();
        check("text", text, predictions.textConfidences());
        check("picture", image, predictions.imageConfidences());
    }

    private void check(String name, int asked, float[] confidences) {
        if (confidences.length < asked) {
            throw new IllegalStateException("step " + step + ": the model was asked for " + asked + " " + name
                    + " tokens and answered " + confidences.length);
        }
        for (int i = 0; i < asked; i++) {
            if (!(confidences[i] >= 0)) {
                throw new IllegalStateException("step " + step + ": the model's confidence in " + name + " token " + i
                        + " is " + confidences[i] + "; its logits have overflowed or its weights are damaged");
            }
        }
    }

    private int length(List<Sequence> rows) {
        int longest = rows.stream().mapToInt(Sequence::length).max().orElseThrow();
        if (!shape.isFixed()) {
            return longest;
        }
        if (longest > shape.length()) {
            throw new IllegalArgumentException("a row of " + longest + " tokens does not fit the batch's length of "
                    + shape.length() + ": instruction, photo or picture is too large");
        }
        return shape.length();
    }

    private TextQueries textQueries(List<Sequence> rows, List<Integer> firstRows, int length) {
        int asked = shots.stream().mapToInt(shot -> shot.askedText().length).sum();
        int size = size(asked, shape.textQueries(), "text");
        var positions = new int[size];
        var temperatures = new float[size];
        var uniforms = new float[size];
        int query = 0;
        for (int i = 0; i < shots.size(); i++) {
            ShotState shot = shots.get(i);
            int base = firstRows.get(i) * length
                    + length
                    - rows.get(firstRows.get(i)).length();
            float temperature = (float) shot.request.settings().textTemperature();
            for (int position : shot.askedText()) {
                positions[query] = base + rows.get(firstRows.get(i)).textStart() + position;
                temperatures[query] = temperature;
                uniforms[query++] = temperature > 0 ? shot.draws.uniform(Draws.Purpose.TEXT_TOKEN, step, position) : 0;
            }
        }
        Arrays.fill(positions, asked, size, size > 0 ? positions[0] : 0);
        return new TextQueries(positions, temperatures, uniforms);
    }

    private ImageQueries imageQueries(List<Sequence> rows, List<Integer> firstRows, int length) {
        int asked = shots.stream().mapToInt(shot -> shot.askedCodes().length).sum();
        int size = size(asked, shape.imageQueries(), "picture");
        var queries = new ImageQueries(
                new int[size],
                new int[size],
                new int[size],
                new float[size],
                new float[size],
                new float[size],
                new float[size]);
        int query = 0;
        for (int i = 0; i < shots.size(); i++) {
            ShotState shot = shots.get(i);
            SamplerSettings settings = shot.request.settings();
            Sequence sequence = rows.get(firstRows.get(i));
            int[] tokens = sequence.imagePositions();
            // Left padding puts the tokens of all branches at the same distance from their row's end.
            int base = firstRows.get(i) * length + length - sequence.length();
            int withoutText = shot.withoutText() ? length : 0;
            int withoutImage = shot.withoutImage() ? withoutText + length : 0;
            float temperature = (float) settings.imageTemperature();
            for (int code : shot.askedCodes()) {
                int position = base + tokens[code];
                queries.positions()[query] = position;
                queries.withoutText()[query] = position + withoutText;
                queries.withoutImage()[query] = position + withoutImage;
                queries.textGuidance()[query] = (float) settings.textGuidance();
                queries.imageGuidance()[query] = (float) settings.imageGuidance();
                queries.temperatures()[query] = temperature;
                queries.uniforms()[query++] =
                        temperature > 0 ? shot.draws.uniform(Draws.Purpose.IMAGE_CODE, step, code) : 0;
            }
        }
        for (int[] list : new int[][] {queries.positions(), queries.withoutText(), queries.withoutImage()}) {
            Arrays.fill(list, asked, size, size > 0 ? queries.positions()[0] : 0);
        }
        return queries;
    }

    /** Empty lists stay empty: no shot of the batch has results there. */
    private int size(int asked, int perSlot, String name) {
        if (!shape.isFixed() || asked == 0) {
            return asked;
        }
        int size = Math.multiplyExact(shape.slots(), perSlot);
        if (asked > size) {
            throw new IllegalArgumentException(
                    asked + " " + name + " queries do not fit the batch's " + size + " (" + perSlot + " a slot)");
        }
        return size;
    }
}

package io.diptych.diffusion;

import java.nio.FloatBuffer;

/**
 * Logits of a forward pass.
 *
 * @param vocabulary number of logits per position; may be greater than the number of ids in use
 * @param values rows × length × vocabulary, row-major, read by absolute index
 */
public record Logits(int rows, int length, int vocabulary, FloatBuffer values) {

    public Logits {
        Shapes.size("logits", (long) rows * length * vocabulary, values.remaining());
        values = values.slice();
    }

    /** The logits of {@code count} ids from {@code firstId} on. */
    public float[] at(int row, int position, int firstId, int count) {
        var into = new float[count];
        values.get(Math.toIntExact(((long) row * length + position) * vocabulary + firstId), into);
        return into;
    }
}

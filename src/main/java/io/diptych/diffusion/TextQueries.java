package io.diptych.diffusion;

/**
 * Where text is to be predicted; may be empty. All arrays have the same length.
 *
 * @param positions flat positions: row · length + position
 * @param temperatures 0 takes the most probable id, otherwise softmax(logits / temperature) is sampled
 * @param uniforms one uniform number in [0, 1) per query, unused at temperature 0
 */
public record TextQueries(int[] positions, float[] temperatures, float[] uniforms) {

    public static final TextQueries NONE = new TextQueries(new int[0], new float[0], new float[0]);

    public TextQueries {
        Shapes.size("temperatures", positions.length, temperatures.length);
        Shapes.size("uniforms", positions.length, uniforms.length);
    }

    public int size() {
        return positions.length;
    }
}

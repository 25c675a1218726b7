package io.diptych.diffusion;

/**
 * Where picture codes are to be predicted; may be empty. All arrays have the same length.
 *
 * @param positions flat positions: row · length + position
 * @param withoutText flat positions of the same picture positions in the rows without the instruction; the position
 *     itself where that branch is off
 * @param withoutImage the same for the rows without the product photo
 * @param textGuidance scale of the branch without the instruction; 0 where it is off
 * @param imageGuidance scale of the branch without the photo; 0 where it is off
 * @param temperatures 0 takes the most probable code, 1 samples the plain softmax, else softmax(guided / temperature)
 * @param uniforms one uniform number in [0, 1) per query, unused at temperature 0
 */
public record ImageQueries(
        int[] positions,
        int[] withoutText,
        int[] withoutImage,
        float[] textGuidance,
        float[] imageGuidance,
        float[] temperatures,
        float[] uniforms) {

    public static final ImageQueries NONE = new ImageQueries(
            new int[0], new int[0], new int[0], new float[0], new float[0], new float[0], new float[0]);

    public ImageQueries {
        Shapes.size("positions without text", positions.length, withoutText.length);
        Shapes.size("positions without image", positions.length, withoutImage.length);
        Shapes.size("text guidance", positions.length, textGuidance.length);
        Shapes.size("image guidance", positions.length, imageGuidance.length);
        Shapes.size("temperatures", positions.length, temperatures.length);
        Shapes.size("uniforms", positions.length, uniforms.length);
    }

    public int size() {
        return positions.length;
    }
}

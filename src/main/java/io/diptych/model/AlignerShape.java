package io.diptych.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an aligner takes.
 *
 * @param textLength most tokens of a text, the tokenizer's own special tokens included; what is beyond is left out
 * @param size pictures are scaled to, as a whole and centred on white; null: taken in any size of the bundle's grids
 * @param mean of red, green and blue (0..1), subtracted from a picture
 * @param std by which it is then divided
 */
public record AlignerShape(
        int textLength, @Nullable PixelSize size, List<Float> mean, List<Float> std, AlignerCalibration calibration) {

    public AlignerShape {
        if (textLength < 1) {
            throw new IllegalArgumentException("aligner: text_length must be at least 1, got " + textLength);
        }
        if (mean.size() != 3 || std.size() != 3) {
            throw new IllegalArgumentException("aligner: mean and std need three numbers each, red, green and blue");
        }
        if (std.stream().anyMatch(value -> !(value > 0))) {
            throw new IllegalArgumentException("aligner: std must be above 0, got " + std);
        }
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }
}

package io.diptych.model;

import io.diptych.diffusion.Grid;
import java.util.List;

/**
 * What stands in the parts of a sequence that the vocabulary does not say, and how long they are.
 *
 * @param systemPrompt text between the system tags; may be empty
 * @param instructionLength most ids of an instruction
 * @param photo the size that product photos are letterboxed to, in pixels
 * @param grids the picture sizes that the model knows, in codes
 * @param copyLength ids of the copy, filled up with the end token
 */
public record SequenceSizes(
        String systemPrompt,
        int instructionLength,
        PixelSize photo,
        List<Grid> grids,
        int copyLength,
        CopyCasing copyCasing) {

    public SequenceSizes {
        if (instructionLength < 1 || copyLength < 1) {
            throw new IllegalArgumentException("instruction_length and copy_length must be at least 1, got "
                    + instructionLength + " and " + copyLength);
        }
        if (grids.isEmpty()) {
            throw new IllegalArgumentException("grids: at least one is needed");
        }
        grids = List.copyOf(grids);
    }
}

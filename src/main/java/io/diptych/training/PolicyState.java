package io.diptych.training;

import io.diptych.diffusion.ImageCodes;
import io.diptych.diffusion.ShotRequest;

/**
 * A point on a trajectory, and the tokens revealed from there on, up to the next such point.
 *
 * @param text all text ids at that point, the mask id where undecided
 * @param picture the picture at that point
 * @param textIndices places in the text that were revealed, and {@code textIds} what they became
 * @param codeIndices places in the picture that were revealed, and {@code codes} what they became
 */
record PolicyState(
        ShotRequest request,
        int[] text,
        ImageCodes picture,
        int[] textIndices,
        int[] textIds,
        int[] codeIndices,
        int[] codes) {

    int tokens() {
        return textIndices.length + codeIndices.length;
    }
}

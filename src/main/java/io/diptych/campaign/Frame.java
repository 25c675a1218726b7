package io.diptych.campaign;

import io.diptych.scene.PictureSize;
import io.diptych.scene.Scene;

/**
 * A scene in one variant: what a product is multiplied by.
 *
 * @param number position within the campaign, from 0: scenes in the file's order, for each its variants; stays the same
 *     where another scene cannot be used
 */
public record Frame(int number, Scene scene, Variant variant) {

    /** The variant's size, or else the scene's. */
    public PictureSize size() {
        return variant.size() == null ? scene.size() : variant.size();
    }

    /** Names the frame within its campaign, in file names too: {@code beach-afternoon-default}. */
    public String label() {
        return scene.name() + "-" + variant.label();
    }
}

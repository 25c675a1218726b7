package io.diptych.shoot;

/** A frame that the bundle cannot render. The message names the scene's file, the field, and what would be right. */
class UnfitFrameException extends Exception {

    UnfitFrameException(String message) {
        super(message);
    }
}

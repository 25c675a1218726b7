package io.diptych.shoot;

/** A filled instruction has more tokens than the bundle takes. */
class InstructionTooLongException extends Exception {

    InstructionTooLongException(int tokens, int longest) {
        super("the filled instruction has " + tokens + " tokens and the bundle takes at most " + longest
                + "; shorten the scene's instruction or the product's title");
    }
}

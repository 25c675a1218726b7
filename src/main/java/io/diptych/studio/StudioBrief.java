package io.diptych.studio;

import java.util.Set;

/**
 * A sample before it is drawn.
 *
 * @param open what the instruction leaves open; the copy states it
 * @param nameSwapped whether instruction and copy call the product by a name that is not its own
 */
public record StudioBrief(String instruction, String copy, Slots slots, Set<Slot> open, boolean nameSwapped) {

    /** Most tokens of an instruction. */
    public static final int INSTRUCTION_TOKENS = 32;
    /** Most tokens of a copy; its end token is the 40th. */
    public static final int COPY_TOKENS = 39;
}

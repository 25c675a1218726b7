package io.diptych.evaluation;

import io.diptych.studio.Slot;
import io.diptych.studio.Slots;
import java.awt.image.BufferedImage;
import java.util.Set;

/**
 * What is known about a prompt of the studio.
 *
 * @param open slots that the instruction does not state
 * @param picture a true render of the slots
 * @param copy a true copy
 */
record Truth(Slots slots, Set<Slot> open, BufferedImage picture, String copy) {}

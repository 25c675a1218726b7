package io.diptych.training;

import io.diptych.studio.CopyReader;
import io.diptych.studio.InstructionReader;
import io.diptych.studio.Scene;
import org.jspecify.annotations.Nullable;

/** Whether a sampled copy says all that a copy says, and does what its instruction asked for. */
final class CopyAgreement {

    private CopyAgreement() {}

    /** Whether it names product, colour, count, scene, light and the shadow opposite to it. */
    static boolean isComplete(String copy) {
        var stated = CopyReader.read(copy);
        return stated.name() != null
                && stated.color() != null
                && stated.count() != null
                && stated.scene() != null
                && (stated.scene() != Scene.SWEEP || stated.backdrop() != null)
                && stated.light() != null
                && stated.shadow() == stated.light().opposite();
    }

    /** Whether it states everything that the instruction fixes, and no other choice. */
    static boolean with(String instruction, String copy) {
        var asked = InstructionReader.read(instruction);
        var stated = CopyReader.read(copy);
        return same(asked.color(), stated.color())
                && same(asked.count(), stated.count())
                && same(asked.scene(), stated.scene())
                && same(asked.backdrop(), stated.backdrop())
                && same(asked.light(), stated.light())
                && same(asked.name(), stated.name());
    }

    private static boolean same(@Nullable Object asked, @Nullable Object stated) {
        return asked == null || asked.equals(stated);
    }
}

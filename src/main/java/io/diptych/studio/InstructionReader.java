package io.diptych.studio;

import java.util.List;

/** Reads which slots an instruction states; the others are open. */
public final class InstructionReader {

    private InstructionReader() {}

    public static Stated read(String instruction) {
        List<String> tokens = Wording.tokens(instruction);
        Phrases phrases = new Phrases(tokens);
        Scene scene = phrases.scene();
        return new Stated(
                phrases.name(),
                phrases.color(),
                phrases.count(),
                scene,
                scene == Scene.SWEEP ? phrases.backdrop() : null,
                phrases.has(List.of("from", "the", "left"))
                        ? LightSide.LEFT
                        : phrases.has(List.of("from", "the", "right")) ? LightSide.RIGHT : null,
                null);
    }
}

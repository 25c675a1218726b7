package io.diptych.diffusion;

import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Ids of the tokens that frame a sequence. In {@code special_tokens.json} they have the same names in snake case.
 *
 * @param boi beginning of a picture
 * @param eoi end of a picture
 * @param newline ends each row of picture codes
 * @param uncondition stands for a left-out instruction
 * @param mask stands for what is not decided yet, text and picture alike
 * @param pad fills up rows; never attended to
 * @param bos beginning of a text; never produced
 * @param eos the end token of a text
 */
public record SpecialTokens(
        int systemStart,
        int systemEnd,
        int userStart,
        int userEnd,
        int answerStart,
        int answerEnd,
        int boi,
        int eoi,
        int newline,
        int uncondition,
        int mask,
        int pad,
        int bos,
        int eos) {

    /**
     * The ids that the published code of MMaDA-Parallel-A hard-codes; those of the system and user tags are Lumina-DiMOO's
     * (the same base model).
     */
    public static final SpecialTokens MMADA_PARALLEL = new SpecialTokens(
            126332, 126333, 126334, 126335, 126354, 126355, 126349, 126350, 126084, 126351, 126336, 126339, 126080,
            126081);

    public SpecialTokens {
        int[] ids = {
            systemStart,
            systemEnd,
            userStart,
            userEnd,
            answerStart,
            answerEnd,
            boi,
            eoi,
            newline,
            uncondition,
            mask,
            pad,
            bos,
            eos
        };
        if (IntStream.of(ids).anyMatch(id -> id < 0)
                || IntStream.of(ids).distinct().count() != ids.length) {
            throw new IllegalArgumentException("special tokens must have different ids from 0 on, got "
                    + IntStream.of(ids).boxed().toList());
        }
    }

    BitSet ids() {
        var ids = new BitSet();
        IntStream.of(
                        systemStart,
                        systemEnd,
                        userStart,
                        userEnd,
                        answerStart,
                        answerEnd,
                        boi,
                        eoi,
                        newline,
                        uncondition,
                        mask,
                        pad,
                        bos,
                        eos)
                .forEach(ids::set);
        return ids;
    }
}

package io.diptych.diffusion;

import java.util.BitSet;
import java.util.Objects;

/**
 * How token ids are divided: text ids and special ids first, then the picture codes. Immutable.
 */
public final class Vocabulary {

    private final SpecialTokens special;
    private final int firstCode;
    private final int codes;
    private final BitSet text;
    private final BitSet specialIds;

    private Vocabulary(SpecialTokens special, int firstCode, int codes, BitSet text) {
        this.special = special;
        this.firstCode = firstCode;
        this.codes = codes;
        this.text = text;
        this.specialIds = special.ids();
        if (firstCode <= 0 || codes <= 0) {
            throw new IllegalArgumentException(
                    "a vocabulary needs text ids and picture codes, got " + firstCode + " and " + codes);
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a vocabulary must allow at least one id as text");
        }
        if (specialIds.length() > firstCode) {
            throw new IllegalArgumentException("special ids must be smaller than the first picture code " + firstCode
                    + ", got " + (specialIds.length() - 1));
        }
    }

    /**
     * The ordinary division: text may become every id below the first picture code that is not special, and the end
     * token.
     *
     * @param firstCode id of picture code 0 (and number of text ids)
     * @param codes number of picture codes
     */
    public static Vocabulary of(SpecialTokens special, int firstCode, int codes) {
        var text = new BitSet();
        text.set(0, firstCode);
        text.andNot(special.ids());
        text.set(special.eos());
        return new Vocabulary(special, firstCode, codes, text);
    }

    /** The same with another set of ids that text may become. */
    public Vocabulary allowingText(BitSet ids) {
        return new Vocabulary(special, firstCode, codes, (BitSet) ids.clone());
    }

    public SpecialTokens special() {
        return special;
    }

    /** Id of picture code 0. */
    public int firstCode() {
        return firstCode;
    }

    /** Number of picture codes. */
    public int codes() {
        return codes;
    }

    /** Number of ids in use: text, special and picture. */
    public int size() {
        return firstCode + codes;
    }

    /** Whether an id frames sequences and is no text; the end token is one of them. */
    public boolean isSpecial(int id) {
        return specialIds.get(id);
    }

    /** Whether a masked text position may become this id. */
    public boolean allowsText(int id) {
        return text.get(id);
    }

    /** The ids that text may become; a copy. */
    public BitSet textIds() {
        return (BitSet) text.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary that
                && special.equals(that.special)
                && firstCode == that.firstCode
                && codes == that.codes
                && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(special, firstCode, codes, text);
    }
}

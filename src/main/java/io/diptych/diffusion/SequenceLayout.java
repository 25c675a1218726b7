package io.diptych.diffusion;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The order of tokens in a sequence:
 *
 * <pre>
 * &lt;system> system ids &lt;/system> &lt;user> instruction &lt;boi> photo rows &lt;eoi> &lt;/user>
 * &lt;answer> &lt;boi> picture rows &lt;eoi> text &lt;/answer>
 * </pre>
 *
 * where each row of picture codes is ended by the newline id. This is the layout of MMaDA-Parallel (arXiv 2511.09611)
 * and its published {@code inference.py}. A left-out instruction becomes the single id {@code <uncondition>}; of a
 * left-out photo nothing remains, its {@code <boi>} and {@code <eoi>} neither. Condition dropout in training and
 * guidance branches in sampling both use these forms.
 */
public final class SequenceLayout {

    private final Vocabulary vocabulary;
    private final int[] system;
    private final int textLength;

    /**
     * @param system ids between the system tags; may be empty
     * @param textLength number of text tokens in every sequence
     */
    public SequenceLayout(Vocabulary vocabulary, int[] system, int textLength) {
        this.vocabulary = vocabulary;
        this.system = words("system text", system).clone();
        this.textLength = textLength;
        if (textLength < 0) {
            throw new IllegalArgumentException("the text's length cannot be negative, got " + textLength);
        }
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Number of text tokens in every sequence. */
    public int textLength() {
        return textLength;
    }

    /**
     * Everything before {@code <answer>}.
     *
     * @param instruction ids of the instruction; if empty, {@code <uncondition>} takes their place
     * @param photo the product photo, completely decided; null leaves it out
     */
    public int[] prefix(int[] instruction, @Nullable ImageCodes photo) {
        var special = vocabulary.special();
        var ids = IntStream.builder();
        ids.add(special.systemStart());
        for (int id : system) {
            ids.add(id);
        }
        ids.add(special.systemEnd()).add(special.userStart());
        if (instruction.length == 0) {
            ids.add(special.uncondition());
        }
        for (int id : words("instruction", instruction)) {
            ids.add(id);
        }
        if (photo != null) {
            if (photo.maskedCount() > 0) {
                throw new IllegalArgumentException(
                        "the photo must be completely decided, " + photo.maskedCount() + " codes are masked");
            }
            addPicture(ids, photo);
        }
        return ids.add(special.userEnd()).build().toArray();
    }

    /**
     * A complete sequence.
     *
     * @param instruction as in {@link #prefix}
     * @param photo as in {@link #prefix}
     * @param picture the picture, masked codes become the mask id
     * @param text {@link #textLength()} ids, the mask id where undecided
     */
    public Sequence sequence(int[] instruction, @Nullable ImageCodes photo, ImageCodes picture, int[] text) {
        Shapes.size("text", textLength, text.length);
        Shapes.indices("text", text, vocabulary.size());
        var special = vocabulary.special();
        int[] prefix = prefix(instruction, photo);
        var ids = IntStream.builder();
        for (int id : prefix) {
            ids.add(id);
        }
        ids.add(special.answerStart());
        addPicture(ids, picture);
        for (int id : text) {
            ids.add(id);
        }
        int[] all = ids.add(special.answerEnd()).build().toArray();
        int imageStart = prefix.length + 2;
        int imageEnd = imageStart + picture.grid().tokens();
        return new Sequence(
                all, picture.grid(), prefix.length, imageStart, imageEnd, imageEnd + 1, imageEnd + 1 + textLength);
    }

    /** A text of which nothing is decided. */
    public int[] maskedText() {
        var text = new int[textLength];
        Arrays.fill(text, vocabulary.special().mask());
        return text;
    }

    /** Length of a sequence in tokens; an instruction of length 0 counts as its {@code <uncondition>}. */
    public int length(int instructionLength, @Nullable Grid photo, Grid picture) {
        int prefix = 3 + system.length + Math.max(1, instructionLength) + (photo == null ? 0 : photo.tokens() + 2) + 1;
        return prefix + 2 + picture.tokens() + 1 + textLength + 1;
    }

    private void addPicture(IntStream.Builder ids, ImageCodes picture) {
        var special = vocabulary.special();
        int columns = picture.grid().columns();
        ids.add(special.boi());
        for (int i = 0; i < picture.grid().codes(); i++) {
            int code = picture.code(i);
            if (code < ImageCodes.MASKED || code >= vocabulary.codes()) {
                throw new IllegalArgumentException("picture code " + i + ": expected 0.." + (vocabulary.codes() - 1)
                        + ", or " + ImageCodes.MASKED + " for masked, got " + code);
            }
            ids.add(code == ImageCodes.MASKED ? special.mask() : vocabulary.firstCode() + code);
            if ((i + 1) % columns == 0) {
                ids.add(special.newline());
            }
        }
        ids.add(special.eoi());
    }

    /** Instructions come from outside: a special id or picture code in them would break the frame. */
    private int[] words(String name, int[] ids) {
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0 || ids[i] >= vocabulary.firstCode() || vocabulary.isSpecial(ids[i])) {
                throw new IllegalArgumentException(name + ", token " + i + ": expected a text id below "
                        + vocabulary.firstCode() + " that is not special, got " + ids[i]);
            }
        }
        return ids;
    }
}

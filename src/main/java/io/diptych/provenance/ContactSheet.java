package io.diptych.provenance;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign's contact sheet shows: every product with its shots, what went wrong, and how the run went. What a page
 * holds is only asked for when it is written.
 *
 * @param problems that belong to no page, in the order they are to be read; they stand on the first one
 * @param pages at least one
 */
public record ContactSheet(String campaign, Summary summary, List<Problem> problems, List<Page> pages) {

    public ContactSheet {
        problems = List.copyOf(problems);
        pages = List.copyOf(pages);
        if (pages.isEmpty()) {
            throw new IllegalArgumentException("A contact sheet has at least one page");
        }
    }

    /**
     * How the run went.
     *
     * @param products with shots
     * @param scenes of them
     * @param made assets rendered by this run
     * @param kept assets that were there before
     * @param drifted of all these, those whose picture and copy drifted apart, see {@link AlignmentScores}
     * @param failed shots without a picture
     * @param skipped rows of the catalog that could not be read
     * @param inModel time inside the model's {@code run()}
     * @param outside all other time of the run
     */
    public record Summary(
            int products,
            int scenes,
            int made,
            int kept,
            int drifted,
            int failed,
            int skipped,
            Duration inModel,
            Duration outside,
            String bundle,
            String bundleDigest,
            long seed) {}

    /** A page of the sheet. */
    public interface Page {

        /** Shots on it that failed. */
        int failed();

        /** Reads what the page holds; may be called again. */
        Content content();
    }

    /**
     * What a page holds.
     *
     * @param problems of the shots on it
     * @param items read one after the other, once
     */
    public record Content(List<Problem> problems, Stream<Item> items) {}

    /**
     * A product.
     *
     * @param photo small picture of it, see {@link Thumbnail}; null if there is none
     */
    public record Item(String sku, String title, @Nullable Thumbnail photo, List<Frame> frames) {

        public Item {
            frames = List.copyOf(frames);
        }
    }

    /**
     * A shot of the product.
     *
     * @param instruction filled; what was asked for
     */
    public record Frame(String scene, String variant, String instruction, List<Print> prints) {

        public Frame {
            prints = List.copyOf(prints);
        }
    }

    /** A take of the shot: the picture and its copy. */
    public record Print(AssetRecord asset, String copy) {}

    /**
     * A skipped row or a failed shot.
     *
     * @param kind for the reader, e.g. {@code Row skipped}
     * @param where e.g. {@code catalog.csv, line 14} or {@code W-1, beach-afternoon}
     * @param message what is wrong and what would be right
     */
    public record Problem(String kind, String where, String message) {}
}

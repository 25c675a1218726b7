package io.diptych.campaign;

import io.diptych.catalog.Product;
import java.util.List;

/** What a bundle was made for. */
public interface Domain {

    /** A bundle that states no domain: nothing is known to lie outside. */
    Domain UNSTATED = (product, frame, instruction) -> List.of();

    /** What part of a shot lies outside. */
    enum Part {
        PRODUCT("products"),
        SCENE("scenes"),
        SIZE("sizes"),
        WORD("words"),
        INSTRUCTION("instructions");

        private final String plural;

        Part(String plural) {
            this.plural = plural;
        }

        String plural() {
            return plural;
        }
    }

    /**
     * Something that the bundle was not made for. The shot is made all the same, but need not be good.
     *
     * @param what in a few words, the same for every shot that it holds for: {@code snorkel}, {@code 300x200}
     */
    record Outside(Part part, String what) {}

    /**
     * What of a shot lies outside; empty where nothing does.
     *
     * @param instruction filled in
     */
    List<Outside> outside(Product product, Frame frame, String instruction);
}

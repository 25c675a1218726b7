package io.diptych.studio;

/** A name for a product, as one word in singular and plural. */
public record Noun(String singular, String plural) {

    /** The form that follows a count. */
    public String counted(int count) {
        return count == 1 ? singular : plural;
    }
}

package io.diptych.catalog;

/**
 * How large a photo may be. Both limits hold before anything is decoded.
 *
 * @param bytes of the file
 * @param pixels width times height, as the header states them
 */
public record PhotoLimits(long bytes, long pixels) {

    /** 20 MB as Shopify's own limit, and 50 megapixels: what phones take. */
    public static final PhotoLimits DEFAULT = new PhotoLimits(20_000_000, 50_000_000);

    /** Anything smaller is a spacer or a tracking pixel, not a product. */
    static final int SMALLEST_SIDE = 16;
}

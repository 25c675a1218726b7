package io.diptych.catalog;

import java.awt.image.BufferedImage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A product photo whose header has been checked. Decoding waits until {@link #image()}. */
public final class Photo {

    private final String location;
    private final byte[] content;
    private final PhotoFacts facts;

    private Photo(String location, byte[] content, PhotoFacts facts) {
        this.location = location;
        this.content = content;
        this.facts = facts;
    }

    /**
     * Checks what a file or a server gave, without decoding it.
     *
     * @param location how messages call the photo
     * @throws PhotoException when the content is over a limit, no known picture, or its header makes no sense
     */
    static Photo of(String location, byte[] content, PhotoLimits limits) throws PhotoException {
        if (content.length > limits.bytes()) {
            throw tooLarge(location, content.length, limits);
        }
        PhotoFormat format = PhotoFormat.of(content)
                .orElseThrow(() -> new PhotoException(
                        location,
                        "holds " + PhotoFormat.guess(content) + "; a photo is a PNG, JPEG, WebP, GIF or BMP picture"));
        try (PhotoDecoder decoder = new PhotoDecoder(location, format, content)) {
            int width = decoder.width();
            int height = decoder.height();
            if ((long) width * height > limits.pixels()) {
                throw new PhotoException(
                        location,
                        "has %d x %d pixels; at most %d million are read, so scale it down"
                                .formatted(width, height, limits.pixels() / 1_000_000));
            }
            if (Math.min(width, height) < PhotoLimits.SMALLEST_SIDE) {
                throw new PhotoException(
                        location,
                        "has only %d x %d pixels; a photo has at least %d a side"
                                .formatted(width, height, PhotoLimits.SMALLEST_SIDE));
            }
            return new Photo(location, content, new PhotoFacts(sha256(content), format, width, height));
        }
    }

    static PhotoException tooLarge(String location, long bytes, PhotoLimits limits) {
        return new PhotoException(
                location,
                "has %.1f MB; at most %.1f MB are read, so save it smaller"
                        .formatted(bytes / 1e6, limits.bytes() / 1e6));
    }

    public PhotoFacts facts() {
        return facts;
    }

    /** The file's bytes; a copy. */
    public byte[] content() {
        return content.clone();
    }

    /**
     * Decodes the photo: upright as its EXIF orientation says, what is transparent laid on white. A photo with a side of
     * more than {@value PhotoDecoder#LONGEST_SIDE} pixels is thinned out while it is read, to half or a third of its size
     * and so on.
     *
     * @return of type {@link BufferedImage#TYPE_INT_RGB}
     * @throws PhotoException when the content is damaged
     */
    public BufferedImage image() throws PhotoException {
        try (PhotoDecoder decoder = new PhotoDecoder(location, facts.format(), content)) {
            return decoder.image();
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}

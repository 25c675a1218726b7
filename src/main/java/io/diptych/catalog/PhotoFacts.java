package io.diptych.catalog;

/**
 * What identifies a photo and what its header says.
 *
 * @param digest SHA-256 of the file's bytes, in lower-case hexadecimal digits
 * @param format what the content is, whatever the file is called
 * @param width pixels as stored, before its EXIF orientation is applied
 * @param height pixels as stored
 */
public record PhotoFacts(String digest, PhotoFormat format, int width, int height) {}

package io.diptych.shoot;

import java.io.InputStream;

/**
 * A file that someone sends.
 *
 * @param fileName as the sender called it; not to be trusted
 * @param content read once, and closed by whoever opened it
 */
public record Upload(String fileName, InputStream content) {}

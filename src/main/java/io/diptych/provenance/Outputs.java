package io.diptych.provenance;

import java.nio.charset.StandardCharsets;

/**
 * Size and digests (SHA-256, hex) of what a take produced.
 *
 * @param png of the file, mark included
 * @param pixels of the picture whatever file it lies in, see {@link Raster#digest}
 * @param codes of the picture codes, 32-bit big-endian each
 * @param textIds of the text token ids, 32-bit big-endian each
 * @param copy of the text file
 */
public record Outputs(int width, int height, String png, String pixels, String codes, String textIds, String copy) {

    public static Outputs of(byte[] png, Rendered rendered) {
        Raster picture = rendered.picture();
        return new Outputs(
                picture.width(),
                picture.height(),
                Sha256.hex(png),
                picture.digest(),
                Sha256.hex(rendered.codes()),
                Sha256.hex(rendered.textIds()),
                Sha256.hex(copyFile(rendered.copy())));
    }

    /** The copy as a text file: UTF-8, ended by a newline. */
    static byte[] copyFile(String copy) {
        return (copy + "\n").getBytes(StandardCharsets.UTF_8);
    }
}

package io.diptych.evaluation;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hexadecimal. */
final class Digest {

    private Digest() {}

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of size and pixels, whatever the picture is stored as. */
    static String sha256(BufferedImage image) {
        int w = image.getWidth(), h = image.getHeight();
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (2 + w * h));
        bytes.putInt(w).putInt(h);
        bytes.asIntBuffer().put(image.getRGB(0, 0, w, h, null, 0, w));
        return sha256(bytes.array());
    }
}

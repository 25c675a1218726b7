package io.diptych.provenance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, as bytes and in lower-case hex. */
final class Sha256 {

    private Sha256() {}

    static byte[] of(byte[] bytes) {
        return algorithm().digest(bytes);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Over the numbers as 32-bit big-endian. */
    static String hex(int[] numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * numbers.length);
        buffer.asIntBuffer().put(numbers);
        return hex(buffer.array());
    }

    private static MessageDigest algorithm() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}

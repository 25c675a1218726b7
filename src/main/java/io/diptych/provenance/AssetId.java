package io.diptych.provenance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Name of an asset, the same wherever and whenever it is rendered: it follows from the take, so a replay writes the same
 * mark into the file.
 */
public record AssetId(UUID value) {

    /** A UUID of version 8 (RFC 9562, section 5.8) from SHA-256 over shot key and take seed. */
    static AssetId of(TakeKey take) {
        byte[] name = ("diptych asset\n" + take.shotKey() + "\n" + take.takeSeed()).getBytes(StandardCharsets.UTF_8);
        ByteBuffer digest = ByteBuffer.wrap(Sha256.of(name));
        long high = digest.getLong() & ~0xF000L | 0x8000L;
        long low = digest.getLong() & ~(3L << 62) | 1L << 63;
        return new AssetId(new UUID(high, low));
    }

    /** @throws IllegalArgumentException if the text is not a UUID */
    public static AssetId parse(String text) {
        if (!text.matches("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}")) {
            throw new IllegalArgumentException("'" + text
                    + "' is not an asset id; one looks like 1b4e28ba-2fa1-81d2-883f-0016d3cca427 (see the .json beside"
                    + " the picture)");
        }
        return new AssetId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

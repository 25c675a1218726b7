package io.diptych.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The skus seen so far and their lines, as 64-bit fingerprints: 16 to 32 bytes for each, so a million fit in 32 MiB. Two
 * of a million different skus share a fingerprint with a probability of about 3e-8.
 */
final class SeenSkus {

    private long[] fingerprints = new long[1 << 10];
    private long[] lines = new long[1 << 10];
    private int size;
    private final MessageDigest sha256;

    SeenSkus() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Notes that {@code sku} stands on {@code line}; the line that had it before, or 0. */
    long add(String sku, long line) {
        long fingerprint = fingerprint(sku);
        int slot = slot(fingerprint);
        if (lines[slot] != 0) {
            return lines[slot];
        }
        fingerprints[slot] = fingerprint;
        lines[slot] = line;
        size++;
        if (size > fingerprints.length / 2) {
            grow();
        }
        return 0;
    }

    private int slot(long fingerprint) {
        int mask = fingerprints.length - 1;
        int slot = (int) fingerprint & mask;
        while (lines[slot] != 0 && fingerprints[slot] != fingerprint) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldFingerprints = fingerprints;
        long[] oldLines = lines;
        fingerprints = new long[oldFingerprints.length * 2];
        lines = new long[fingerprints.length];
        for (int i = 0; i < oldLines.length; i++) {
            if (oldLines[i] != 0) {
                int slot = slot(oldFingerprints[i]);
                fingerprints[slot] = oldFingerprints[i];
                lines[slot] = oldLines[i];
            }
        }
    }

    private long fingerprint(String sku) {
        byte[] digest = sha256.digest(sku.getBytes(StandardCharsets.UTF_8));
        long fingerprint = 0;
        for (byte b : Arrays.copyOf(digest, Long.BYTES)) {
            fingerprint = fingerprint << 8 | b & 0xFF;
        }
        return fingerprint;
    }
}

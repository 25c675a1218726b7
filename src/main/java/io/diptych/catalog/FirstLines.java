package io.diptych.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The texts seen so far, such as skus, and the line each stood on first. Kept as 64-bit fingerprints: 32 to 64 bytes for
 * each, so a million fit in 32 MiB. That any two of a million different texts share a fingerprint has a probability of
 * about 3e-8.
 */
public final class FirstLines {

    private long[] fingerprints = new long[1 << 10];
    private long[] lines = new long[1 << 10];
    private int size;
    private final MessageDigest sha256;

    public FirstLines() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /**
     * Notes that a text stands on a line.
     *
     * @param line from 1
     * @return the line that had it first, or 0 where it is new
     */
    public long add(String text, long line) {
        long fingerprint = fingerprint(text);
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

    private long fingerprint(String text) {
        byte[] digest = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
        long fingerprint = 0;
        for (byte b : Arrays.copyOf(digest, Long.BYTES)) {
            fingerprint = fingerprint << 8 | b & 0xFF;
        }
        return fingerprint;
    }
}

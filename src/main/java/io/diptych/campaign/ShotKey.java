package io.diptych.campaign;

import io.diptych.scene.Sampling;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a shot for ever: the SHA-256 of what changes its picture, and of nothing else.
 *
 * <p>What is hashed is a text in UTF-8. Its first line is {@code diptych shot key 1}; then comes a line for each of the
 * fields below in this order, {@code name=length:value}, where the length is that of the value in bytes, so that no two
 * sets of values give the same text. A value that is not there gives the line {@code name-}. Every line ends with a line
 * feed. Numbers are exact: {@link Double#toHexString}.
 *
 * <pre>
 * instruction        filled in, as the model gets it
 * photo              SHA-256 of the photo's bytes
 * mode               edit, place
 * size               128x144: what is rendered, the variant's or else the scene's
 * channel, locale    of the variant
 * schedule           parallel, semi-parallel, sequential
 * text-steps, image-steps, text-guidance, image-guidance, text-temperature, image-temperature, confidence-noise
 * sampler            version of the sampler
 * bundle             digest of the bundle
 * </pre>
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record ShotKey(String hex) {

    public ShotKey {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a shot key has 64 lower-case hexadecimal digits, not \"" + hex + "\"");
        }
    }

    /** The key of a shot, from everything that changes its picture. */
    public static ShotKey of(String instruction, String photoDigest, Frame frame, ModelIdentity model) {
        return new ShotKey(HexFormat.of().formatHex(sha256(encoding(instruction, photoDigest, frame, model))));
    }

    /** The first eight digits, as file names have them. */
    public String key8() {
        return hex.substring(0, 8);
    }

    static String encoding(String instruction, String photoDigest, Frame frame, ModelIdentity model) {
        Sampling sampling = frame.scene().sampling();
        StringBuilder text = new StringBuilder("diptych shot key 1\n");
        field(text, "instruction", instruction);
        field(text, "photo", photoDigest);
        field(text, "mode", frame.scene().mode().name().toLowerCase(Locale.ROOT));
        field(text, "size", frame.size().toString());
        field(text, "channel", frame.variant().channel());
        field(text, "locale", frame.variant().locale());
        field(
                text,
                "schedule",
                sampling.schedule().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        field(text, "text-steps", Integer.toString(sampling.textSteps()));
        field(text, "image-steps", Integer.toString(sampling.imageSteps()));
        field(text, "text-guidance", Double.toHexString(sampling.textGuidance()));
        field(text, "image-guidance", Double.toHexString(sampling.imageGuidance()));
        field(text, "text-temperature", Double.toHexString(sampling.textTemperature()));
        field(text, "image-temperature", Double.toHexString(sampling.imageTemperature()));
        field(text, "confidence-noise", Double.toHexString(sampling.confidenceNoise()));
        field(text, "sampler", model.samplerVersion());
        field(text, "bundle", model.bundleDigest());
        return text.toString();
    }

    private static void field(StringBuilder text, String name, @Nullable String value) {
        if (value == null) {
            text.append(name).append("-\n");
        } else {
            int length = value.getBytes(StandardCharsets.UTF_8).length;
            text.append(name)
                    .append('=')
                    .append(length)
                    .append(':')
                    .append(value)
                    .append('\n');
        }
    }

    static long firstEightBytes(String text) {
        return ByteBuffer.wrap(sha256(text)).getLong();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}

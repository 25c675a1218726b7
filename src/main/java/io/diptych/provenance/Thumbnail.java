package io.diptych.provenance;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** A product photo small enough to lie inside a page, as a JPEG. */
public record Thumbnail(int width, int height, byte[] jpeg) {

    /** Twice the size it is shown at, for sharp screens. */
    private static final int LONGER_SIDE = 320;

    /** Transparency is laid on white. A photo that is small already keeps its size. */
    public static Thumbnail of(BufferedImage photo) {
        BufferedImage image = onWhite(photo, photo.getWidth(), photo.getHeight());
        int longer = Math.max(image.getWidth(), image.getHeight());
        while (longer > LONGER_SIDE) {
            // Halving keeps bilinear interpolation from skipping pixels.
            int next = Math.max(LONGER_SIDE, (longer + 1) / 2);
            double scale = (double) next / longer;
            image = onWhite(image, Math.max(1, (int) Math.round(image.getWidth() * scale)), Math.max(1, (int)
                    Math.round(image.getHeight() * scale)));
            longer = next;
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Thumbnail(image.getWidth(), image.getHeight(), jpeg.toByteArray());
    }

    String dataUri() {
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg);
    }

    private static BufferedImage onWhite(BufferedImage image, int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, Color.WHITE, null);
        graphics.dispose();
        return scaled;
    }
}

package io.diptych.catalog;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads one picture through ImageIO: first its header, then, if asked, its pixels. */
final class PhotoDecoder implements AutoCloseable {

    /** A side longer than this is thinned out while it is read, so that no photo takes more than 67 MB decoded. */
    static final int LONGEST_SIDE = 4096;

    static {
        // ImageIO looks for plugins with the first caller's context class loader, which need not be the application's.
        IIORegistry registry = IIORegistry.getDefaultInstance();
        registry.registerServiceProvider(new WebPImageReaderSpi(), ImageReaderSpi.class);
        registry.registerServiceProvider(new JPEGImageReaderSpi(), ImageReaderSpi.class);
    }

    private final String location;
    private final PhotoFormat format;
    private final byte[] content;
    private final ImageInputStream stream;
    private final ImageReader reader;

    PhotoDecoder(String location, PhotoFormat format, byte[] content) {
        this.location = location;
        this.format = format;
        this.content = content;
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.imageIoName());
        if (!readers.hasNext()) {
            throw new IllegalStateException("no ImageIO reader for " + format);
        }
        reader = readers.next();
        stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(content));
        reader.setInput(stream, true, true);
    }

    int width() throws PhotoException {
        try {
            return reader.getWidth(0);
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    int height() throws PhotoException {
        try {
            return reader.getHeight(0);
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    BufferedImage image() throws PhotoException {
        try {
            int step = (Math.max(reader.getWidth(0), reader.getHeight(0)) + LONGEST_SIDE - 1) / LONGEST_SIDE;
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(step, step, 0, 0);
            TruncationListener truncation = new TruncationListener();
            reader.addIIOReadWarningListener(truncation);
            BufferedImage stored = reader.read(0, parameters);
            if (truncation.seen()) {
                throw new PhotoException(location, "is damaged: it ends too early; save or copy it again");
            }
            Orientation orientation = format == PhotoFormat.JPEG ? Orientation.ofJpeg(content) : Orientation.UPRIGHT;
            return onWhite(stored, orientation);
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private static BufferedImage onWhite(BufferedImage stored, Orientation orientation) {
        int width = orientation.swapsSides() ? stored.getHeight() : stored.getWidth();
        int height = orientation.swapsSides() ? stored.getWidth() : stored.getHeight();
        BufferedImage upright = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = upright.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            graphics.drawImage(
                    GrayLevels.asRgb(stored), orientation.transform(stored.getWidth(), stored.getHeight()), null);
        } finally {
            graphics.dispose();
        }
        return upright;
    }

    /** Broken pictures make decoders fail in every way there is. */
    private PhotoException damaged(Exception cause) {
        PhotoException exception = new PhotoException(
                location,
                "is named a %s picture by its first bytes, but cannot be read (%s); save or copy it again"
                        .formatted(format, cause.getMessage()));
        exception.initCause(cause);
        return exception;
    }

    @Override
    public void close() {
        reader.dispose();
        try {
            stream.close();
        } catch (IOException e) {
            throw new IllegalStateException("a stream over an array does not fail", e);
        }
    }
}

package io.diptych.model;

import io.diptych.diffusion.Grid;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** The picture model: pixels to codes and back. */
public final class ImageCodec implements AutoCloseable {

    private final OnnxGraph encoder;
    private final OnnxGraph decoder;
    private final int pixelsPerCode;
    private final int codes;
    private final PixelSize photo;

    ImageCodec(Path encoder, Path decoder, BundleManifest manifest, SessionSettings settings, ModelClock clock) {
        this.encoder = OnnxGraph.load(encoder, settings, clock);
        this.decoder = OnnxGraph.load(decoder, settings, clock);
        pixelsPerCode = manifest.imageCodec().pixelsPerCode();
        codes = manifest.vocabulary().codes();
        photo = manifest.sequence().photo();
    }

    /** The grid of an encoded product photo. */
    public Grid photoGrid() {
        return grid(photo);
    }

    /** Codes of a product photo: letterboxed to the bundle's photo size on white, never cropped. */
    public int[] encodePhoto(BufferedImage image) {
        return encode(Letterbox.fit(image, photo));
    }

    /** A product photo in the bundle's photo size: as a whole, centred, on white. */
    public Pixels letterbox(BufferedImage image) {
        return Letterbox.fit(image, photo);
    }

    /** Codes of a picture that is letterboxed to the size of a grid. */
    public int[] encode(BufferedImage image, Grid grid) {
        return encode(Letterbox.fit(image, size(grid)));
    }

    /** Codes of a picture whose middle fills a grid: cut off evenly where it is too wide or too high, never padded. */
    public int[] encodeFilling(BufferedImage image, Grid grid) {
        return encode(Letterbox.fill(image, size(grid)));
    }

    /** Codes in row order; width and height must be multiples of the pixels per code. */
    public int[] encode(Pixels pixels) {
        grid(new PixelSize(pixels.width(), pixels.height()));
        return encoder.run(
                inputs -> inputs.floats("pixels", pixels.values(), 1, 3, pixels.height(), pixels.width()),
                outputs -> outputs.ints(0));
    }

    /** The picture of a grid of codes, as the model's values: not clipped. */
    public Pixels decode(int[] codes, Grid grid) {
        if (codes.length != grid.codes()) {
            throw new IllegalArgumentException(
                    "a grid of " + grid + " needs " + grid.codes() + " codes, got " + codes.length);
        }
        for (int code : codes) {
            if (code < 0 || code >= this.codes) {
                throw new IllegalArgumentException("picture code " + code + " is outside 0.." + (this.codes - 1));
            }
        }
        var size = size(grid);
        return decoder.run(
                inputs -> inputs.ints("codes", codes, 1, grid.rows(), grid.columns()),
                outputs -> new Pixels(size.width(), size.height(), outputs.floats(0)));
    }

    /** The picture of a grid of codes. */
    public BufferedImage decodeImage(int[] codes, Grid grid) {
        return decode(codes, grid).toImage();
    }

    /** Size in pixels of a grid of codes. */
    public PixelSize size(Grid grid) {
        return new PixelSize(grid.columns() * pixelsPerCode, grid.rows() * pixelsPerCode);
    }

    private Grid grid(PixelSize size) {
        if (size.width() % pixelsPerCode != 0 || size.height() % pixelsPerCode != 0) {
            throw new IllegalArgumentException(
                    "width and height must be multiples of " + pixelsPerCode + " pixels, got " + size);
        }
        return new Grid(size.height() / pixelsPerCode, size.width() / pixelsPerCode);
    }

    @Override
    public void close() {
        try (encoder) {
            decoder.close();
        }
    }
}

package io.diptych.provenance;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Compares a picture file with what the ledger recorded of it. */
public class Verify {

    /** A picture is decoded only up to this size; files come from anywhere. */
    private static final long MAX_PIXELS = 64_000_000;

    private final Ledger ledger;

    Verify(Ledger ledger) {
        this.ledger = ledger;
    }

    public Verification check(byte[] file) {
        return Mark.ofFile(file)
                .map(mark -> ledger.find(mark.asset())
                        .map(asset -> compare(file, asset))
                        .orElseGet(() -> unknown(mark)))
                .orElseGet(() -> withoutMark(file));
    }

    private Verification compare(byte[] file, AssetRecord asset) {
        if (Sha256.hex(file).equals(asset.outputs().png())) {
            return new Verification(
                    Verdict.EXACT, asset, "This is the very file that Diptych recorded: " + describe(asset) + ".");
        }
        Optional<Raster> pixels = decode(file);
        if (pixels.isEmpty()) {
            return new Verification(
                    Verdict.ALTERED,
                    asset,
                    "The file carries the mark of " + describe(asset)
                            + ", but it cannot be decoded here, so its pixels cannot be compared.");
        }
        String digest = pixels.get().digest();
        if (digest.equals(asset.outputs().pixels())) {
            return new Verification(
                    Verdict.SAME_PIXELS,
                    asset,
                    "The file was written anew, but every pixel is the recorded one: " + describe(asset) + ".");
        }
        List<AssetRecord> others = ledger.findByPixels(digest);
        if (!others.isEmpty()) {
            return new Verification(
                    Verdict.ALTERED,
                    asset,
                    "The file carries the mark of " + describe(asset) + ", but the pixels of " + describe(others.get(0))
                            + ".");
        }
        return new Verification(
                Verdict.ALTERED,
                asset,
                "The file carries the mark of " + describe(asset) + ", but " + change(pixels.get(), asset.outputs())
                        + ".");
    }

    private Verification withoutMark(byte[] file) {
        List<AssetRecord> same =
                decode(file).map(Raster::digest).map(ledger::findByPixels).orElse(List.of());
        if (same.isEmpty()) {
            return new Verification(
                    Verdict.UNMARKED,
                    null,
                    "The file carries no mark of Diptych, and no recorded asset has these pixels.");
        }
        return new Verification(
                Verdict.MARK_REMOVED,
                same.get(0),
                "The file carries no mark, but every pixel is that of " + describe(same.get(0))
                        + ". Someone has removed its metadata.");
    }

    private static Verification unknown(Mark mark) {
        return new Verification(
                Verdict.UNKNOWN,
                null,
                "The file says that it is asset " + mark.asset() + " of campaign '" + mark.campaign()
                        + "', but this ledger does not have it. Was it made with another database?");
    }

    private static String change(Raster pixels, Outputs recorded) {
        if (pixels.width() != recorded.width() || pixels.height() != recorded.height()) {
            return "it was resized or cropped: " + pixels.width() + "x" + pixels.height() + " instead of "
                    + recorded.width() + "x" + recorded.height() + " pixels";
        }
        return "its pixels were changed (edited, or encoded with loss)";
    }

    private static String describe(AssetRecord asset) {
        Shot shot = asset.take().shot();
        return "asset " + asset.id() + " (campaign '" + shot.campaign() + "', " + shot.sku() + ", " + shot.scene()
                + ", take " + asset.take().number() + ")";
    }

    private static Optional<Raster> decode(byte[] file) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
                    return Optional.empty();
                }
                BufferedImage image = reader.read(0);
                return Optional.of(Raster.of(image));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // The decoders of the JDK answer broken files with exceptions of many kinds.
            return Optional.empty();
        }
    }
}

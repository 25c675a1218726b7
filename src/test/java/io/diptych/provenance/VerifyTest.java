package io.diptych.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class VerifyTest {

    private static Asset asset;
    private static Asset other;
    private static Verify verify;

    @BeforeAll
    static void record() {
        LedgerFixture fixture = new LedgerFixture();
        asset = Samples.asset(Samples.shot("summer", "W-1"), 1, "b");
        other = Samples.asset(Samples.shot("summer", "W-2"), 1, "b");
        fixture.record(asset);
        fixture.record(other);
        verify = new Verify(fixture.ledger);
    }

    @Test
    void theRecordedFileIsExact() {
        expect(
                asset.png(),
                Verdict.EXACT,
                0,
                "the very file",
                "W-1",
                asset.record().id().toString());
    }

    @Test
    void otherMetadataAroundTheSamePixelsIsReEncoded() {
        Mark edited = new Mark(asset.record().id(), "renamed", "urn:x", "Editor", "b", "0");

        expect(
                MarkedPng.encode(Samples.rendered(seed("W-1")).picture(), edited),
                Verdict.SAME_PIXELS,
                0,
                "every pixel is the recorded one");
    }

    @Test
    void aChangedPixelIsAlteration() {
        Raster picture = Samples.rendered(seed("W-1")).picture();
        picture.rgb()[7] ^= 1;

        expect(MarkedPng.encode(picture, asset.record().take().mark()), Verdict.ALTERED, 1, "its pixels were changed");
    }

    @Test
    void aSmallerOneIsAlterationWithItsSizes() {
        Raster smaller = Samples.picture(48, 32, 1);

        expect(MarkedPng.encode(smaller, asset.record().take().mark()), Verdict.ALTERED, 1, "48x32 instead of 96x64");
    }

    @Test
    void aStolenMarkIsFoundOut() {
        Raster others = Samples.rendered(seed("W-2")).picture();

        expect(
                MarkedPng.encode(others, asset.record().take().mark()),
                Verdict.ALTERED,
                1,
                "the mark of asset " + asset.record().id(),
                "the pixels of asset " + other.record().id());
    }

    @Test
    void aPictureWhoseMarkWasStrippedIsRecognised() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(asset.png()));
        ByteArrayOutputStream stripped = new ByteArrayOutputStream();
        ImageIO.write(image, "bmp", stripped);

        expect(
                stripped.toByteArray(),
                Verdict.MARK_REMOVED,
                1,
                "removed its metadata",
                asset.record().id().toString());
    }

    @Test
    void anAssetOfAnotherDatabaseIsUnknown() {
        Asset foreign = Samples.asset(Samples.shot("winter", "S-9"), 1, "b");

        expect(
                foreign.png(),
                Verdict.UNKNOWN,
                1,
                "campaign 'winter'",
                foreign.record().id().toString());
    }

    @Test
    void foreignPicturesAndNoPicturesAreUnmarked() throws IOException {
        BufferedImage image = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillRect(2, 2, 5, 5);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", jpeg);

        expect(jpeg.toByteArray(), Verdict.UNMARKED, 1, "no mark");
        expect("not a picture".getBytes(StandardCharsets.UTF_8), Verdict.UNMARKED, 1, "no mark");
        expect(new byte[0], Verdict.UNMARKED, 1, "no mark");
    }

    @Test
    void aMarkedFileThatIsCutOffIsAltered() {
        byte[] cut = Arrays.copyOf(asset.png(), asset.png().length - 200);

        expect(cut, Verdict.ALTERED, 1, "mark of asset " + asset.record().id());
    }

    private static long seed(String sku) {
        return Samples.shot("summer", sku).key().hashCode() + 1;
    }

    private static void expect(byte[] file, Verdict verdict, int exitCode, String... parts) {
        Verification verification = verify.check(file);
        assertThat(verification.verdict()).isEqualTo(verdict);
        assertThat(verification.verdict().exitCode()).isEqualTo(exitCode);
        assertThat(verification.explanation()).contains(parts);
    }
}

package io.diptych.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Year;
import javax.imageio.ImageIO;
import javax.imageio.metadata.IIOMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkedPngTest {

    private final Take take = Samples.take(Samples.shot("summer", "W-1"), 1);

    @ParameterizedTest
    @CsvSource({"1,1", "1,7", "7,1", "96,64", "257,130"})
    void everyPixelComesBackThroughAnotherDecoder(int width, int height) throws IOException {
        Raster picture = Samples.picture(width, height, 5);

        BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(MarkedPng.encode(picture, take.mark())));

        assertThat(Raster.of(decoded).rgb()).isEqualTo(picture.rgb());
    }

    /**
     * The bytes are fixed: whoever changes the encoder, the packet or a library under them breaks every replay of assets
     * recorded before, and has to know.
     */
    @Test
    void theBytesOfAGivenTakeNeverChange() {
        byte[] png = MarkedPng.encode(Samples.picture(96, 64, 5), take.mark());

        assertThat(Sha256.hex(png)).isEqualTo("af3e91e62c98eef2ac41035674f672144da49bcb8a392834e268f00065b48f6d");
    }

    @Test
    void theMarkComesBack() {
        byte[] png = MarkedPng.encode(Samples.picture(8, 8, 1), take.mark());

        assertThat(Mark.ofFile(png)).contains(take.mark());
    }

    @Test
    void theFileNamesItsOriginInIptcTermsAndNoTime() {
        String xmp = take.mark().toXmp();

        assertThat(xmp)
                .contains("xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\"")
                .contains("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia")
                .contains("AISystemUsed=\"Diptych, studio-mini\"")
                .doesNotContain(Year.now().toString() + "-")
                .doesNotContain("xmptk")
                .startsWith("<?xpacket begin=\"\uFEFF\"")
                .endsWith("<?xpacket end=\"r\"?>");
    }

    @Test
    void otherProgramsFindThePacketWhereTheyLookForIt() throws IOException {
        byte[] png = MarkedPng.encode(Samples.picture(8, 8, 1), take.mark());
        var reader = ImageIO.getImageReadersByFormatName("png").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(png)));
        IIOMetadata metadata = reader.getImageMetadata(0);

        var texts =
                ((org.w3c.dom.Element) metadata.getAsTree("javax_imageio_png_1.0")).getElementsByTagName("iTXtEntry");

        assertThat(texts.getLength()).isEqualTo(1);
        var text = (org.w3c.dom.Element) texts.item(0);
        assertThat(text.getAttribute("keyword")).isEqualTo("XML:com.adobe.xmp");
        assertThat(text.getAttribute("text")).isEqualTo(take.mark().toXmp());
    }

    @Test
    void namesWithMarkupAndAnyScriptSurvive() {
        Mark mark = new Mark(take.id(), "Sommer & <b>\"Ü\"</b> 夏 🏖", "urn:x", "D", "b", "0");

        assertThat(Mark.ofXmp(mark.toXmp())).contains(mark);
        assertThat(Mark.ofFile(MarkedPng.encode(Samples.picture(3, 3, 1), mark)))
                .contains(mark);
    }

    @Test
    void aSmoothPictureIsSmallerThanItsPixels() {
        byte[] png = MarkedPng.encode(Samples.picture(256, 256, 5), take.mark());

        assertThat(png).hasSizeLessThan(256 * 256 * 3 / 2);
        assertThat(new String(png, StandardCharsets.ISO_8859_1))
                .contains("IHDR")
                .contains("sRGB");
    }
}

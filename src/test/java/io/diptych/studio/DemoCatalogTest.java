package io.diptych.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCatalogTest {

    @Test
    void holdsTwelveProductsWithPhotosThreeOfThemHeldOut(@TempDir Path folder) throws IOException {
        Path csv = DemoCatalog.writeTo(folder.resolve("shop"));

        List<CSVRecord> rows;
        try (CSVParser parser = CSVParser.parse(
                csv,
                StandardCharsets.UTF_8,
                CSVFormat.DEFAULT.builder().setHeader().get())) {
            assertThat(parser.getHeaderNames()).startsWith("Handle", "Title", "Body (HTML)", "Vendor");
            rows = parser.getRecords();
        }
        List<CSVRecord> products =
                rows.stream().filter(row -> !row.get("Title").isEmpty()).toList();
        assertThat(products).hasSize(12);
        assertThat(products.stream().map(row -> row.get("Handle"))).doesNotHaveDuplicates();
        assertThat(products.stream().filter(row -> product(row).heldOut())).hasSize(3);
        assertThat(rows.stream().filter(row -> row.get("Title").isEmpty()))
                .as("variant rows carry only handle, options, sku and price")
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.get("Image Src")).isEmpty());
        assertThat(rows.stream().map(row -> row.get("Variant SKU"))).doesNotHaveDuplicates();
        for (CSVRecord row : products) {
            BufferedImage photo =
                    ImageIO.read(csv.resolveSibling(row.get("Image Src")).toFile());
            assertThat(Map.of("w", photo.getWidth(), "h", photo.getHeight()))
                    .isEqualTo(Map.of("w", DemoCatalog.PHOTO_PX, "h", DemoCatalog.PHOTO_PX));
        }
    }

    /** Titles are colour and name, as the instructions that the model is trained on have them. */
    private static Product product(CSVRecord row) {
        Stated stated = InstructionReader.read("Place one " + row.get("Title") + " on the beach");
        assertThat(stated.color()).as(row.get("Title")).isNotNull();
        return Arrays.stream(Product.values())
                .filter(product -> product.noun().equals(stated.name()))
                .findFirst()
                .orElseThrow();
    }
}

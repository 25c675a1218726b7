package io.diptych.catalog;

import static io.diptych.catalog.CatalogFixture.problems;
import static io.diptych.catalog.CatalogFixture.products;
import static io.diptych.catalog.CatalogFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {

    @TempDir
    Path folder;

    @Test
    void aLineIsAProductAndEveryOtherScalarAnAttribute() throws IOException {
        List<CatalogEntry> entries = read(folder, "feed.jsonl", """
                {"sku": 17, "title": "Diver\\nwatch", "photo": "w.png", "Colour": "red", "tags": ["a", "b"], "in-stock": true}

                {"sku": "B", "title": "Bag", "photo": "b.png", "attributes": {"Shoe Size": 42.5, "color": null}, "variants": [{"x": 1}]}
                """);

        assertThat(problems(entries)).isEmpty();
        assertThat(products(entries))
                .containsExactly(
                        new Product(
                                "17",
                                "Diver watch",
                                Map.of("color", "red", "tags", "a, b", "in-stock", "true"),
                                new PhotoReference("w.png", 1),
                                1),
                        new Product("B", "Bag", Map.of("shoe-size", "42.5"), new PhotoReference("b.png", 3), 3));
    }

    @Test
    void aBadLineIsReportedAndTheRestGoesOn() throws IOException {
        List<CatalogEntry> entries = read(folder, "feed.jsonl", """
                {"sku": "A", "title": "A", "photo": "a.png"
                ["sku"]
                {"sku": "B", "photo": "b.png"}
                {"title": "C", "photo": "c.png"}
                {"sku": "D", "title": "D", "photo": " "}
                {"sku": "E", "title": "E", "photo": "e.png"}
                {"sku": "E", "title": "E again", "photo": "e.png"}
                """);

        assertThat(products(entries)).extracting(Product::sku).containsExactly("E");
        assertThat(problems(entries))
                .satisfiesExactly(
                        it -> assertThat(it).contains("feed.jsonl:1: is not JSON at column "),
                        it -> assertThat(it).contains("feed.jsonl:2: is no object; such as {\"sku\": \"W-1\""),
                        it -> assertThat(it).contains("feed.jsonl:3: title: is missing or empty"),
                        it -> assertThat(it).contains("feed.jsonl:4: sku: is missing or empty"),
                        it -> assertThat(it).contains("feed.jsonl:5: photo: is missing or empty"),
                        it -> assertThat(it).contains("feed.jsonl:7: sku: \"E\" stands on line 6 already"));
    }
}

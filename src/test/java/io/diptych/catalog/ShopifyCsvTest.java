package io.diptych.catalog;

import static io.diptych.catalog.CatalogFixture.problems;
import static io.diptych.catalog.CatalogFixture.products;
import static io.diptych.catalog.CatalogFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopifyCsvTest {

    private static final String HEADER =
            "Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src,"
                    + "Image Position\n";

    @TempDir
    Path folder;

    @Test
    void variantAndImageRowsBelongToTheHandleAbove() throws IOException {
        List<CatalogEntry> entries = read(folder, "shop.csv", HEADER + """
                tee,Linen Tee,<p>Soft &amp; light</p>,Acme,Shirts,"summer, linen",Color,Red,TEE-R,19.00,back.png,2
                tee,,,,,,,Blue,TEE-B,21.00,front.png,1
                tee,,,,,,,,,,detail.png,3
                mug,Mug,,Acme,,,Title,Default Title,,5.00,mug.png,1
                """);

        assertThat(problems(entries)).isEmpty();
        Product tee = products(entries).get(0);
        assertThat(tee.sku()).isEqualTo("TEE-R");
        assertThat(tee.title()).isEqualTo("Linen Tee");
        assertThat(tee.line()).isEqualTo(2);
        assertThat(tee.photo()).isEqualTo(new PhotoReference("front.png", 3));
        assertThat(tee.attributes())
                .containsEntry("color", "Red")
                .containsEntry("vendor", "Acme")
                .containsEntry("type", "Shirts")
                .containsEntry("tags", "summer, linen")
                .containsEntry("price", "19.00")
                .containsEntry("description", "Soft & light");
        Product mug = products(entries).get(1);
        assertThat(mug.sku()).as("a product without sku goes by its handle").isEqualTo("mug");
        assertThat(mug.attributes()).doesNotContainKeys("title", "type", "color", "description");
        assertThat(mug.line()).isEqualTo(5);
    }

    @Test
    void readsTheNewerColumnNamesInAnyOrder() throws IOException {
        List<CatalogEntry> entries = read(folder, "new.csv", """
                Title,URL handle,Description,SKU,Option1 name,Option1 value,Price,Product image URL,Image position,Unheard of
                Chair,oak-chair,"<h1>Oak</h1>",'00017,Colour,Natural oak,99,chair.jpg,1,x
                """);

        Product chair = products(entries).get(0);
        assertThat(chair.sku()).as("Shopify's apostrophe before digits").isEqualTo("00017");
        assertThat(chair.photo().location()).isEqualTo("chair.jpg");
        assertThat(chair.attributes()).containsEntry("color", "Natural oak").containsEntry("description", "Oak");
    }

    @Test
    void readsQuotedLineEndsByteOrderMarksAndMetafields() throws IOException {
        String header = "\uFEFF\"Handle\",\"Title\",\"Body (HTML)\",\"Image Src\","
                + "\"Color (product.metafields.shopify.color-pattern)\"\r\n";
        String rows = "bag,\"Big\nbag\",\"<p>One</p>\r\n<p>\"\"Two\"\"</p>\",bag.png,navy; blue\r\n"
                + "hat,Hat,,hat.png,\r\n";
        List<CatalogEntry> entries = read(folder, "bom.csv", header + rows);

        assertThat(problems(entries)).isEmpty();
        assertThat(products(entries)).extracting(Product::title).containsExactly("Big bag", "Hat");
        assertThat(products(entries).get(0).attributes())
                .containsEntry("description", "One \"Two\"")
                .containsEntry("color", "navy");
        assertThat(products(entries).get(1).line()).isEqualTo(5);
    }

    @Test
    void readsWhatSpreadsheetsMakeOfIt() throws IOException {
        Path utf16 = folder.resolve("unicode.csv");
        Files.write(
                utf16,
                "\uFEFFHandle\tTitle\tImage Src\nvase\tGrüne Vase\tvase.png\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(products(read(utf16))).extracting(Product::title).containsExactly("Grüne Vase");

        List<CatalogEntry> semicolons =
                read(folder, "eu.csv", "Handle;Title;Image Src;Vendor;Type\nvase;Vase, green;vase.png\n\n;;;;\n");
        assertThat(products(semicolons)).extracting(Product::title).containsExactly("Vase, green");
        assertThat(problems(semicolons)).isEmpty();
    }

    @Test
    void reportsRowsThatLackWhatAProductNeedsAndGoesOn() throws IOException {
        List<CatalogEntry> entries = read(folder, "gaps.csv", HEADER + """
                ,Nameless,,,,,,,,,n.png,1
                bare,,,,,,,,,,b.png,1
                blind,Blind,,,,,,,,,,
                fine,Fine,,,,,,,,,f.png,1
                """);

        assertThat(problems(entries))
                .satisfiesExactly(
                        it -> assertThat(it)
                                .endsWith("gaps.csv:2: Handle: is empty; the first row of a product needs its handle,"
                                        + " such as black-leather-watch"),
                        it -> assertThat(it)
                                .endsWith("gaps.csv:3: Title: is empty in every row of \"bare\"; name the product"
                                        + " there"),
                        it -> assertThat(it)
                                .endsWith("gaps.csv:4: Image Src: is empty in every row of \"blind\"; name the"
                                        + " product's photo there"));
        assertThat(products(entries)).extracting(Product::sku).containsExactly("fine");
    }

    @Test
    void reportsAProductWhoseSkuIsTaken() throws IOException {
        List<CatalogEntry> entries = read(folder, "twice.csv", HEADER + """
                one,One,,,,,,,SAME,,a.png,1
                two,Two,,,,,,,SAME,,b.png,1
                """);

        assertThat(problems(entries).get(0))
                .endsWith("twice.csv:3: sku: \"SAME\" stands on line 2 already; give \"Two\" a sku of its own");
        assertThat(products(entries)).extracting(Product::title).containsExactly("One");
    }

    @Test
    void reportsLettersThatAreNotUtf8() throws IOException {
        Path file = folder.resolve("latin.csv");
        Files.write(
                file, "Handle,Title,Image Src\ncafe,Café,c.png\ntea,Tea,t.png\n".getBytes(StandardCharsets.ISO_8859_1));
        List<CatalogEntry> entries = read(file);

        assertThat(problems(entries).get(0))
                .endsWith(":2: \"cafe\" has letters that are not UTF-8; save the file as UTF-8");
        assertThat(products(entries)).extracting(Product::title).containsExactly("Tea");
    }

    @Test
    void refusesAFileThatIsNoCatalogOrLacksAColumnForEveryRow() {
        assertThatThrownBy(() -> read(folder, "missing.csv", "Handle,Titel,Image Src\na,A,a.png\n"))
                .isInstanceOf(CatalogException.class)
                .hasMessageEndingWith("missing.csv:1: there is no column \"Title\"; is \"Titel\" meant for it?");
        assertThatThrownBy(() -> read(folder, "photos.csv", "Handle,Title\na,A\n"))
                .hasMessageContaining("there is no column \"Image Src\" or \"Product image URL\"");
        assertThatThrownBy(() -> read(folder, "prose.csv", "Dear customer\n"))
                .hasMessageContaining("prose.csv:1: this is no known kind of catalog (shopify-csv, json-lines)");
        assertThatThrownBy(() -> read(folder, "empty.csv", "\n"))
                .hasMessageEndingWith("empty.csv: the catalog is empty");
        assertThatThrownBy(() -> read(folder.resolve("nowhere.csv"))).hasMessageContaining("there is no such file");
        assertThatThrownBy(
                        () -> Catalogs.ofKnownFormats().open(Files.writeString(folder.resolve("x.csv"), ""), "excel"))
                .hasMessageContaining("\"excel\" is no known format; known are shopify-csv, json-lines");
    }
}

package io.diptych.studio;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A small shop: twelve products as a Shopify product CSV, with photos. Three of them are held out of training. */
public final class DemoCatalog {

    /** Name of the CSV inside of the catalog's folder. */
    public static final String FILE_NAME = "catalog.csv";
    /** Side of a photo. */
    public static final int PHOTO_PX = 1024;

    /** Columns and their order as Shopify exports them. */
    private static final List<String> COLUMNS = List.of(
            "Handle",
            "Title",
            "Body (HTML)",
            "Vendor",
            "Product Category",
            "Type",
            "Tags",
            "Published",
            "Option1 Name",
            "Option1 Value",
            "Option2 Name",
            "Option2 Value",
            "Option3 Name",
            "Option3 Value",
            "Variant SKU",
            "Variant Grams",
            "Variant Inventory Tracker",
            "Variant Inventory Qty",
            "Variant Inventory Policy",
            "Variant Fulfillment Service",
            "Variant Price",
            "Variant Compare At Price",
            "Variant Requires Shipping",
            "Variant Taxable",
            "Variant Barcode",
            "Image Src",
            "Image Position",
            "Image Alt Text",
            "Gift Card",
            "SEO Title",
            "SEO Description",
            "Variant Image",
            "Variant Weight Unit",
            "Status");

    /** One product; sizes, if any, become variant rows. */
    private record Item(
            Product product,
            ProductColor color,
            String vendor,
            String type,
            String body,
            String price,
            List<String> sizes) {

        Item(Product product, ProductColor color, String vendor, String type, String body, String price) {
            this(product, color, vendor, type, body, price, List.of());
        }

        String title() {
            return Wording.capitalised(color.word()) + " "
                    + Wording.capitalised(product.noun().singular());
        }

        String handle() {
            return color.word() + "-" + product.noun().singular();
        }

        String sku() {
            return (product.name().substring(0, 3) + "-" + color.name().substring(0, 3));
        }

        String photo() {
            return "photos/" + handle() + ".png";
        }
    }

    private static final List<Item> ITEMS = List.of(
            new Item(
                    Product.HANDBAG,
                    ProductColor.RED,
                    "Mirabel",
                    "Bags",
                    "<p>Structured <strong>leather handbag</strong> with two handles.</p>",
                    "189.00"),
            new Item(
                    Product.SNEAKER,
                    ProductColor.BLUE,
                    "Stridewell",
                    "Shoes",
                    "<p>A light running shoe.</p><ul><li>Knit upper</li><li>Foam sole</li></ul>",
                    "95.00",
                    List.of("40", "42", "44")),
            new Item(
                    Product.BACKPACK,
                    ProductColor.YELLOW,
                    "Northpack",
                    "Bags",
                    "<p>18 litres, padded straps &amp; a pocket for a bottle.</p>",
                    "72.50"),
            new Item(
                    Product.TEAPOT,
                    ProductColor.TEAL,
                    "Kiln & Clay",
                    "Kitchen",
                    "<p>Glazed stoneware, holds <em>1.2 litres</em>.</p>",
                    "44.00"),
            new Item(
                    Product.CAMERA,
                    ProductColor.BLACK,
                    "Oculo",
                    "Electronics",
                    "<p>Compact camera with a fixed 35&nbsp;mm lens.</p>",
                    "649.00"),
            new Item(
                    Product.WATCH,
                    ProductColor.GREEN,
                    "Meridian",
                    "Accessories",
                    "<p>Steel case, silicone strap.<br>Water resistant to 50 metres.</p>",
                    "129.00"),
            new Item(
                    Product.GUITAR,
                    ProductColor.PURPLE,
                    "Sixwire",
                    "Music",
                    "<p>Electric guitar with a maple neck and three pickups.</p>",
                    "399.00"),
            new Item(
                    Product.DRESS,
                    ProductColor.PINK,
                    "Mirabel",
                    "Clothing",
                    "<p>Summer dress, \"flared\" skirt.</p>",
                    "84.90",
                    List.of("S", "M")),
            new Item(
                    Product.SUITCASE,
                    ProductColor.ORANGE,
                    "Northpack",
                    "Travel",
                    "<p>Cabin size.\nFour wheels, two locks.</p>",
                    "149.00"),
            new Item(
                    Product.TELEPHONE,
                    ProductColor.RED,
                    "Oculo",
                    "Electronics",
                    "<p>The push-button classic, made for today's lines.</p>",
                    "59.00"),
            new Item(
                    Product.SKATE,
                    ProductColor.BLUE,
                    "Stridewell",
                    "Shoes",
                    "<p>Quad skate with an ankle-high boot.</p>",
                    "110.00",
                    List.of("38", "40")),
            new Item(
                    Product.VASE,
                    ProductColor.BROWN,
                    "Kiln & Clay",
                    "Home",
                    "<p>Amphora vase, hand painted; <strong>each one differs</strong>.</p>",
                    "38.00"));

    private DemoCatalog() {}

    /**
     * Writes {@value #FILE_NAME} and the folder {@code photos}; existing files are replaced.
     *
     * @param folder is created if it is missing
     * @return the CSV
     */
    public static Path writeTo(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("photos"));
        writePhotos(folder);
        Path csv = folder.resolve(FILE_NAME);
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader(COLUMNS.toArray(String[]::new))
                .setRecordSeparator('\n')
                .get();
        try (Writer writer = Files.newBufferedWriter(csv, StandardCharsets.UTF_8);
                CSVPrinter printer = new CSVPrinter(writer, format)) {
            for (Item item : ITEMS) {
                print(item, printer);
            }
        }
        return csv;
    }

    private static void writePhotos(Path folder) throws IOException {
        Studio studio = new Studio();
        try {
            ITEMS.parallelStream().forEach(item -> {
                try {
                    BufferedImage photo = studio.photo(item.product, item.color, PHOTO_PX);
                    ImageIO.write(photo, "png", folder.resolve(item.photo()).toFile());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void print(Item item, CSVPrinter printer) throws IOException {
        List<String> sizes = item.sizes.isEmpty() ? List.of("") : item.sizes;
        for (int i = 0; i < sizes.size(); i++) {
            Map<String, String> row = variant(item, sizes.get(i));
            if (i == 0) {
                row.putAll(firstRow(item));
            }
            printer.printRecord(COLUMNS.stream().map(column -> row.getOrDefault(column, "")));
        }
    }

    private static Map<String, String> variant(Item item, String size) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("Handle", item.handle());
        row.put("Option1 Value", Wording.capitalised(item.color.word()));
        row.put("Option2 Value", size);
        row.put("Variant SKU", size.isEmpty() ? item.sku() : item.sku() + "-" + size);
        row.put("Variant Grams", "0");
        row.put("Variant Inventory Policy", "deny");
        row.put("Variant Fulfillment Service", "manual");
        row.put("Variant Price", item.price);
        row.put("Variant Requires Shipping", "true");
        row.put("Variant Taxable", "true");
        row.put("Variant Weight Unit", "kg");
        return row;
    }

    /** What only the first row of a product says. */
    private static Map<String, String> firstRow(Item item) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("Title", item.title());
        row.put("Body (HTML)", item.body);
        row.put("Vendor", item.vendor);
        row.put("Type", item.type);
        row.put("Tags", item.color.word() + ", demo");
        row.put("Published", "true");
        row.put("Option1 Name", "Color");
        row.put("Option2 Name", item.sizes.isEmpty() ? "" : "Size");
        row.put("Image Src", item.photo());
        row.put("Image Position", "1");
        row.put("Image Alt Text", item.title() + " on white");
        row.put("Gift Card", "false");
        row.put("Status", "active");
        return row;
    }
}

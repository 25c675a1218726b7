package io.diptych.provenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.provenance.ContactSheet.Content;
import io.diptych.provenance.ContactSheet.Frame;
import io.diptych.provenance.ContactSheet.Item;
import io.diptych.provenance.ContactSheet.Page;
import io.diptych.provenance.ContactSheet.Print;
import io.diptych.provenance.ContactSheet.Problem;
import io.diptych.provenance.ContactSheet.Summary;
import io.diptych.storage.LocalServers;
import io.diptych.storage.ObjectStore;
import io.diptych.storage.StoredObject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {

    private static final String ATTACK =
            "</style></title><script>alert(1)</script><img src=x onerror=\"alert(2)\">\" onload=alert(3) x='&amp;<!--";

    @TempDir
    Path temp;

    private final ObjectStore store = LocalServers.bucket();

    @Test
    void showsEveryPictureWithItsWordsAndOrigin() {
        Asset asset = Samples.asset(Samples.shot("summer", "W-1"), 1, store.bucket());

        Document page = page(sheet("summer", asset));

        assertThat(page.title()).isEqualTo("summer · contact sheet");
        assertThat(page.select(".item h2").text()).isEqualTo("Watch");
        assertThat(page.select(".sku").text()).isEqualTo("W-1");
        assertThat(page.select(".frame h3").text()).isEqualTo("beach-afternoon square");
        assertThat(page.select(".copy").text()).isEqualTo("A watch, <one>.");
        assertThat(page.select(".asked").text()).isEqualTo("Place one Watch on the beach");
        assertThat(page.select("details").text())
                .contains(asset.record().id().toString())
                .contains(asset.record().outputs().png())
                .contains("seed 1000")
                .contains("image-guidance 2.0")
                .contains("CPU, 4 cores")
                .contains("ONNX Runtime 1.29.0");
        Element image = page.selectFirst(".picture img");
        assertThat(image).isNotNull();
        assertThat(image.attr("width") + "x" + image.attr("height")).isEqualTo("96x64");
        assertThat(image.attr("style")).as("whole multiples only").isEqualTo("--w:288");
        assertThat(page.select(".facts").text())
                .contains("Pictures 1 all new")
                .contains("In the model 1 min 5 s")
                .contains("All the rest 40 ms")
                .contains("Seed 42")
                .contains("studio-mini");
        assertThat(page.select(".problems")).isEmpty();
    }

    @Test
    void namesWhatWentWrong() {
        Summary summary = new Summary(0, 0, 0, 0, 0, 1, 2, Duration.ZERO, Duration.ofSeconds(1), "b", "d", 1);
        List<Problem> problems = List.of(
                new Problem("Row skipped", "catalog.csv, line 14", "column 'Image Src' is empty"),
                new Problem("Shot failed", "W-1, beach", "the disk is full"));

        Document page = page(new ContactSheet("summer", summary, problems, List.of(new Shown(List.of()))));

        assertThat(page.select(".problems li").eachText())
                .containsExactly(
                        "Row skipped catalog.csv, line 14 column 'Image Src' is empty",
                        "Shot failed W-1, beach the disk is full");
        assertThat(page.select(".trouble").text()).contains("1 shot failed, 2 rows skipped");
        assertThat(page.select(".empty").text()).contains("No pictures");
    }

    @Test
    void flagsPicturesThatDriftedAwayFromTheirCopy() {
        AssetRecord fine = scored("W-1", store.bucket(), 0.2, 0.3);
        AssetRecord drifted = scored("W-2", store.bucket(), 0.5, 0.31);
        AssetRecord unseen =
                Samples.asset(Samples.shot("summer", "W-3"), 1, store.bucket()).record();
        List<Item> items = Stream.of(fine, drifted, unseen)
                .map(asset -> new Item(
                        asset.take().shot().sku(),
                        "Watch",
                        null,
                        List.of(new Frame("beach", "", "Place it", List.of(new Print(asset, "A watch."))))))
                .toList();
        Summary summary = new Summary(3, 1, 3, 0, 1, 0, 0, Duration.ZERO, Duration.ZERO, "b", "d", 1);

        Document page = page(new ContactSheet("summer", summary, List.of(), List.of(new Shown(items))));

        assertThat(page.select(".alignment").eachText())
                .containsExactly(
                        "Alignment 0.30 of 0.40 ± 0.10",
                        "Drifted Alignment 0.31 of 0.40 ± 0.10: fell by 0.19 from step 8 to 24");
        assertThat(page.select(".trouble").text()).contains("Drifted 1");
        assertThat(page.select("details").get(0).text()).contains("0.20 at step 8 of 24, 0.30 at step 24 of 24");
    }

    private static AssetRecord scored(String sku, String bucket, double first, double last) {
        AssetRecord asset =
                Samples.asset(Samples.shot("summer", sku), 1, bucket).record();
        List<WaypointScore> scores = List.of(new WaypointScore(8, 24, first), new WaypointScore(24, 24, last));
        return new AssetRecord(
                asset.take(),
                asset.rendering(),
                asset.outputs(),
                asset.objects(),
                new AlignmentScores(scores, 0.4, 0.1).toJson());
    }

    /** Titles, skus, instructions and copy come from catalogs and models: whatever they are, they are text. */
    @Test
    void markupFromACatalogStaysText() {
        Shot shot = new Shot(ATTACK, Sha256.hex("key"), ATTACK, ATTACK, ATTACK);
        Take take = new Take(
                shot,
                1,
                1,
                new Inputs("edit", "i", "p", ATTACK, "digest", Map.of(ATTACK, ATTACK)),
                "javascript:alert(4)",
                ATTACK);
        Rendering rendering = new Rendering(
                Map.of(),
                ATTACK,
                new Environment(ATTACK, ATTACK, ATTACK, ATTACK, ATTACK),
                Samples.rendering().startedAt(),
                Samples.rendering().finishedAt(),
                Duration.ZERO);
        Asset asset = Asset.of(take, rendering, Samples.rendered(1), Samples.source(), Place.bucket("b"), null);
        ContactSheet sheet = new ContactSheet(
                ATTACK,
                new Summary(1, 1, 1, 0, 0, 1, 1, Duration.ZERO, Duration.ZERO, ATTACK, ATTACK, 1),
                List.of(new Problem(ATTACK, ATTACK, ATTACK)),
                List.of(new Shown(List.of(new Item(
                        ATTACK,
                        ATTACK,
                        Thumbnail.of(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB)),
                        List.of(new Frame(ATTACK, ATTACK, ATTACK, List.of(new Print(asset.record(), ATTACK)))))))));

        Document page = page(sheet);

        assertThat(page.select("script, iframe, object, link, base, form")).isEmpty();
        assertThat(page.select("style")).hasSize(1);
        assertThat(page.getAllElements())
                .flatMap(element -> element.attributes().asList())
                .extracting(Attribute::getKey)
                .noneMatch(name -> name.startsWith("on"));
        assertThat(page.select("[src], [href]"))
                .extracting(element -> element.attr("src") + element.attr("href"))
                .allMatch(link -> link.matches("data:image/jpeg;base64,[A-Za-z0-9+/=]+|[A-Za-z0-9./=_-]+"));
        assertThat(page.selectFirst(".item h2").wholeText()).isEqualTo(ATTACK);
        assertThat(page.selectFirst(".copy").wholeText()).isEqualTo(ATTACK);
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .contains("default-src 'none'");
    }

    @Test
    void opensFromTheEmbeddedStoresFolder() throws IOException {
        Asset asset = Samples.asset(Samples.shot("summer sale/½", "W/1 ü"), 1, store.bucket());
        asset.putInto(store);

        Path page = new ContactSheets(store, temp).publish(sheet("summer sale/½", asset));

        assertThat(page).startsWith(LocalServers.s3Folder());
        assertEveryLinkOpens(page);
        assertThat(store.get(Place.bucket("b").contactSheet("summer sale/½"))
                        .orElseThrow()
                        .contentType())
                .startsWith("text/html");
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void pagesLeadToEachOther() throws IOException {
        Path first = new ContactSheets(store, temp).publish(pages("summer", 12));

        assertThat(Jsoup.parse(first.toFile()).select("header .kind").text()).isEqualTo("Contact sheet, page 1 of 12");
        Path page = first;
        List<String> products = new ArrayList<>();
        while (true) {
            Document parsed = Jsoup.parse(page.toFile());
            products.addAll(parsed.select(".sku").eachText());
            assertThat(parsed.select("nav a[href]"))
                    .allSatisfy(link ->
                            assertThat(first.resolveSibling(link.attr("href"))).isRegularFile());
            Element next = parsed.selectFirst("header nav a[rel=next]");
            if (next == null) {
                break;
            }
            page = page.resolveSibling(next.attr("href"));
        }
        assertThat(page).hasFileName("contact-sheet-12.html");
        assertThat(products).hasSize(12).doesNotHaveDuplicates();
        Document sixth =
                Jsoup.parse(first.resolveSibling("contact-sheet-6.html").toFile());
        assertThat(sixth.select("header nav").text()).isEqualTo("Previous 1 … 3 4 5 6 7 8 9 … 12 Next");
        assertThat(sixth.select(".facts")).as("told once").isEmpty();
    }

    @Test
    void theFirstPageLeadsToWhatFailedOnOthers() {
        List<Page> pages = List.of(
                new Shown(List.of(), List.of()),
                new Shown(List.of(new Problem("Shot failed", "W-2, beach, take 1", "the disk is full")), List.of()));
        ContactSheet sheet = new ContactSheet("summer", summary(0), List.of(), pages);

        assertThat(page(sheet, 1).select(".problems li").text()).isEqualTo("Shots failed on other pages page 2 (1)");
        assertThat(page(sheet, 1).select(".problems a").attr("href")).isEqualTo("contact-sheet-2.html");
        assertThat(page(sheet, 2).select(".problems li").text()).contains("W-2, beach, take 1 the disk is full");
    }

    @Test
    void pagesOfAnEarlierRunDisappear() {
        ContactSheets sheets = new ContactSheets(store, temp);
        sheets.publish(pages("summer", 4));
        sheets.publish(pages("summer", 2));

        assertThat(store.list("").map(StoredObject.Entry::key))
                .containsExactly("campaigns/summer/contact-sheet-2.html", "campaigns/summer/contact-sheet.html");
    }

    /** A page of any length needs the memory of one product. */
    @Test
    void eachProductIsWrittenBeforeTheNextIsRead() throws IOException {
        StringWriter out = new StringWriter();
        List<Integer> written = new ArrayList<>();
        Page page = new Page() {
            @Override
            public int failed() {
                return 0;
            }

            @Override
            public Content content() {
                return new Content(List.of(), IntStream.range(0, 50).mapToObj(i -> {
                    written.add(out.getBuffer().length());
                    return item(Samples.asset(Samples.shot("summer", "W-" + i), 1, "b"));
                }));
            }
        };

        ContactSheetPage.write(
                new ContactSheet("summer", summary(50), List.of(), List.of(page)),
                Place.bucket("b"),
                1,
                out,
                asset -> {});

        assertThat(written).hasSize(50);
        // The iterator looks one product ahead.
        for (int i = 2; i < 50; i++) {
            assertThat(written.get(i)).isGreaterThan(written.get(i - 1));
        }
    }

    @Test
    void opensFromAFolderWhenTheStoreIsFarAway() throws IOException {
        ObjectStore remote = LocalServers.asRemote(store);
        Asset own = Samples.asset(Samples.shot("summer", "W-1"), 1, store.bucket());
        Asset shared = Samples.asset(Samples.shot("spring", "W-2"), 1, store.bucket());
        own.putInto(remote);
        shared.putInto(remote);

        Path page = new ContactSheets(remote, temp).publish(sheet("summer", own, shared));

        assertThat(page).isEqualTo(temp.resolve("campaigns/summer/contact-sheet.html"));
        assertEveryLinkOpens(page);
        assertThat(remote.get(Place.bucket("b").contactSheet("summer"))
                        .orElseThrow()
                        .bytes())
                .isEqualTo(Files.readAllBytes(page));
    }

    @Test
    void theNextRunReplacesTheSheet() {
        ContactSheets sheets = new ContactSheets(store, temp);
        sheets.publish(sheet("summer"));

        Path page = sheets.publish(sheet("summer", Samples.asset(Samples.shot("summer", "W-1"), 1, store.bucket())));

        assertThat(page).content(UTF_8).contains("W-1");
    }

    @Test
    void theSameRunGivesTheSamePage() {
        Asset asset = Samples.asset(Samples.shot("summer", "W-1"), 1, "b");

        assertThat(html(sheet("summer", asset), 1)).isEqualTo(html(sheet("summer", asset), 1));
    }

    @Test
    void durationsReadWell() {
        assertThat(ContactSheetPage.duration(Duration.ofMillis(41))).isEqualTo("41 ms");
        assertThat(ContactSheetPage.duration(Duration.ofMillis(1_840))).isEqualTo("1.8 s");
        assertThat(ContactSheetPage.duration(Duration.ofSeconds(86))).isEqualTo("1 min 26 s");
        assertThat(ContactSheetPage.duration(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    }

    @Test
    void thumbnailsAreSmallAndKeepTheirShape() {
        Thumbnail thumbnail = Thumbnail.of(new BufferedImage(3_000, 1_500, BufferedImage.TYPE_INT_ARGB));

        assertThat(thumbnail.width()).isEqualTo(320);
        assertThat(thumbnail.height()).isEqualTo(160);
        assertThat(thumbnail.jpeg()).hasSizeLessThan(20_000);
        assertThat(Thumbnail.of(new BufferedImage(1, 9_000, BufferedImage.TYPE_INT_RGB))
                        .width())
                .isEqualTo(1);
    }

    private static ContactSheet sheet(String campaign, Asset... assets) {
        List<Item> items = Arrays.stream(assets).map(ContactSheetTest::item).toList();
        return new ContactSheet(campaign, summary(assets.length), List.of(), List.of(new Shown(items)));
    }

    /** A product on each page. */
    private ContactSheet pages(String campaign, int count) {
        List<Page> pages = IntStream.range(0, count)
                .<Page>mapToObj(i ->
                        new Shown(List.of(item(Samples.asset(Samples.shot(campaign, "W-" + i), 1, store.bucket())))))
                .toList();
        return new ContactSheet(campaign, summary(count), List.of(), pages);
    }

    private static Item item(Asset asset) {
        Shot shot = asset.record().take().shot();
        Frame frame = new Frame(
                shot.scene(),
                shot.variant(),
                asset.texts().source().instruction(),
                List.of(new Print(asset.record(), asset.texts().copy())));
        return new Item(shot.sku(), "Watch", null, List.of(frame));
    }

    private static Summary summary(int made) {
        return new Summary(
                made,
                1,
                made,
                0,
                0,
                0,
                0,
                Duration.ofSeconds(65),
                Duration.ofMillis(40),
                "studio-mini",
                Sha256.hex("bundle"),
                42);
    }

    private record Shown(List<Problem> problems, List<Item> items) implements Page {

        Shown(List<Item> items) {
            this(List.of(), items);
        }

        @Override
        public int failed() {
            return problems.size();
        }

        @Override
        public Content content() {
            return new Content(problems, items.stream());
        }
    }

    private static Document page(ContactSheet sheet) {
        return page(sheet, 1);
    }

    private static Document page(ContactSheet sheet, int number) {
        return Jsoup.parse(html(sheet, number));
    }

    private static String html(ContactSheet sheet, int number) {
        StringWriter out = new StringWriter();
        try {
            ContactSheetPage.write(sheet, Place.bucket("b"), number, out, asset -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void assertEveryLinkOpens(Path page) throws IOException {
        Document parsed = Jsoup.parse(page.toFile(), "UTF-8");
        List<String> links = parsed.select(".frame [src], .frame [href]").stream()
                .map(element -> element.attr("src") + element.attr("href"))
                .toList();
        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link -> assertThat(page.resolveSibling(link)).isRegularFile());
    }
}

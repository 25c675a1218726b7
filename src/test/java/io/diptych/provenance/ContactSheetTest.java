package io.diptych.provenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.provenance.ContactSheet.Frame;
import io.diptych.provenance.ContactSheet.Item;
import io.diptych.provenance.ContactSheet.Print;
import io.diptych.provenance.ContactSheet.Problem;
import io.diptych.provenance.ContactSheet.Summary;
import io.diptych.storage.LocalServers;
import io.diptych.storage.ObjectStore;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
        Summary summary = new Summary(0, 0, 1, 2, Duration.ZERO, Duration.ofSeconds(1), "b", "d", 1);
        List<Problem> problems = List.of(
                new Problem("Row skipped", "catalog.csv, line 14", "column 'Image Src' is empty"),
                new Problem("Shot failed", "W-1, beach", "the disk is full"));

        Document page = page(new ContactSheet("summer", summary, List.of(), problems));

        assertThat(page.select(".problems li").eachText())
                .containsExactly(
                        "Row skipped catalog.csv, line 14 column 'Image Src' is empty",
                        "Shot failed W-1, beach the disk is full");
        assertThat(page.select(".trouble").text()).contains("1 shot failed, 2 rows skipped");
        assertThat(page.select(".empty").text()).contains("No pictures");
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
        Asset asset = Asset.of(take, rendering, Samples.rendered(1), Samples.source(), "b", null);
        ContactSheet sheet = new ContactSheet(
                ATTACK,
                new Summary(1, 0, 1, 1, Duration.ZERO, Duration.ZERO, ATTACK, ATTACK, 1),
                List.of(new Item(
                        ATTACK,
                        ATTACK,
                        Thumbnail.of(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB)),
                        List.of(new Frame(ATTACK, ATTACK, ATTACK, List.of(new Print(asset.record(), ATTACK)))))),
                List.of(new Problem(ATTACK, ATTACK, ATTACK)));

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
        assertThat(store.get(ObjectKeys.contactSheet("summer sale/½"))
                        .orElseThrow()
                        .contentType())
                .startsWith("text/html");
        assertThat(temp).isEmptyDirectory();
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
        assertThat(remote.get(ObjectKeys.contactSheet("summer")).orElseThrow().bytes())
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

        assertThat(ContactSheetPage.render(sheet("summer", asset)))
                .isEqualTo(ContactSheetPage.render(sheet("summer", asset)));
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
        List<Item> items = Arrays.stream(assets)
                .map(asset -> new Item(
                        asset.record().take().shot().sku(),
                        "Watch",
                        null,
                        List.of(new Frame(
                                asset.record().take().shot().scene(),
                                asset.record().take().shot().variant(),
                                asset.texts().source().instruction(),
                                List.of(new Print(asset.record(), asset.texts().copy()))))))
                .toList();
        Summary summary = new Summary(
                assets.length,
                0,
                0,
                0,
                Duration.ofSeconds(65),
                Duration.ofMillis(40),
                "studio-mini",
                Sha256.hex("bundle"),
                42);
        return new ContactSheet(campaign, summary, items, List.of());
    }

    private static Document page(ContactSheet sheet) {
        return Jsoup.parse(new String(ContactSheetPage.render(sheet), UTF_8));
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

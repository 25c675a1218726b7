package io.diptych.shoot;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.storage.LocalServers;
import io.diptych.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contact sheet of a campaign that is too large for one page. */
class ContactSheetPagesTest {

    @TempDir
    private Path folder;

    private final ObjectStore bucket = LocalServers.bucket();

    @Test
    void aLargeCampaignIsSpreadOverPagesAndNoProductIsTornApart() throws Exception {
        SmallCampaign campaign = new SmallCampaign(folder, bucket.bucket()).products(5);
        // Too long for the last product only.
        campaign.scene("window", "96x64", "w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 {title}");
        Path catalog = folder.resolve("catalog.jsonl");
        Files.writeString(catalog, Files.readString(catalog).replace("w64 w104", "w64 w104 w105"));
        try (Started diptych =
                Started.on(folder.resolve("data"), LocalServers.databaseUrl(), "diptych.shoot.contact-sheet-page=5")) {
            ShootReport report = diptych.shoot(campaign);
            assertThat(report.totals()).isEqualTo(new ShotTotals(10, 0, 9, 1));
            List<Document> pages = pages(report.contactSheet());

            assertThat(pages)
                    .extracting(page -> page.select(".sku").eachText())
                    .containsExactly(List.of("sku-0", "sku-1"), List.of("sku-2", "sku-3"), List.of("sku-4"));
            assertThat(pages).extracting(page -> page.select(".picture").size()).containsExactly(4, 4, 1);
            assertThat(pages.get(0).select(".facts").text())
                    .contains("Pictures 9")
                    .contains("Products 5 in 2 scenes")
                    .contains("1 shot failed");
            assertThat(pages.get(0).select(".problems").text()).contains("on other pages page 3 (1)");
            assertThat(pages.get(2).select(".problems").text())
                    .contains("sku-4, window, take 1")
                    .contains("13 tokens");
            assertThat(bucket.exists(key(3))).isTrue();
            assertThat(bucket.get(key(2)).orElseThrow().bytes())
                    .isEqualTo(Files.readAllBytes(report.contactSheet().resolveSibling("contact-sheet-2.html")));

            List<String> rows = Files.readAllLines(catalog);
            Files.write(catalog, rows.subList(0, 2));

            assertThat(pages(diptych.shoot(campaign).contactSheet())).hasSize(1);
            assertThat(bucket.exists(key(2))).isFalse();
            assertThat(bucket.exists(key(3))).isFalse();
        }
    }

    private String key(int page) {
        return "campaigns/" + bucket.bucket() + "/contact-sheet-" + page + ".html";
    }

    /** As a person goes through them; every picture opens. */
    private static List<Document> pages(Path first) throws IOException {
        List<Document> pages = new ArrayList<>();
        Path page = first;
        while (true) {
            Document parsed = Jsoup.parse(page.toFile());
            pages.add(parsed);
            assertThat(parsed.select(".picture[href]"))
                    .allSatisfy(picture -> assertThat(first.resolveSibling(picture.attr("href")))
                            .isRegularFile());
            Element next = parsed.selectFirst("nav a[rel=next]");
            if (next == null) {
                return pages;
            }
            page = page.resolveSibling(next.attr("href"));
        }
    }
}

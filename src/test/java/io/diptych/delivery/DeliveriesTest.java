package io.diptych.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.provenance.AssetId;
import io.diptych.provenance.Ledger;
import io.diptych.provenance.ObjectKeys;
import io.diptych.review.ContactSheetQuery;
import io.diptych.review.ReviewState;
import io.diptych.review.Reviews;
import io.diptych.review.SheetFilter;
import io.diptych.review.SheetShot;
import io.diptych.review.ShotCampaign;
import io.diptych.storage.LocalServers;
import io.diptych.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Approved assets leave the house as a zip, and nothing that a catalog says can harm who opens it. */
class DeliveriesTest {

    @TempDir
    private static Path data;

    private static ShotCampaign diptych;
    private static Deliveries deliveries;
    private static Reviews reviews;

    private ObjectStore bucket;
    private String campaign;
    private long run;
    private List<AssetId> assets;

    @BeforeAll
    static void start() {
        diptych = new ShotCampaign(data);
        deliveries = diptych.get(Deliveries.class);
        reviews = diptych.get(Reviews.class);
    }

    @AfterAll
    static void stop() {
        diptych.close();
    }

    @BeforeEach
    void sixShots(TestInfo test) {
        campaign = test.getTestMethod().orElseThrow().getName();
        bucket = LocalServers.bucket();
        run = diptych.shoot(campaign, bucket.bucket(), 6);
        assets = diptych.assets(run);
        shown().forEach(shot -> {
            ObjectKeys keys = keys(shot);
            bucket.put(keys.png(), bytes("picture " + shot.cursor().number()), "image/png");
            bucket.put(keys.copy(), bytes("copy " + shot.cursor().number()), "text/plain");
        });
    }

    @Test
    void theZipHoldsWhatWasApprovedAndNothingElse() throws Exception {
        reviews.approve(campaign, assets.subList(2, 4), "anna");
        reviews.reject(campaign, assets.subList(0, 1), "too dark", "anna");

        Delivery delivery = deliveries.deliver(campaign, "carl");

        assertThat(delivery.assets()).isEqualTo(2);
        assertThat(delivery.createdBy()).isEqualTo("carl");
        assertThat(reviews.status(campaign, assets.get(2)).state()).isEqualTo(ReviewState.DELIVERED);
        assertThat(reviews.status(campaign, assets.get(4)).state()).isEqualTo(ReviewState.RENDERED);
        Map<String, String> files = unzip(delivery);
        assertThat(files.keySet())
                .containsExactly(
                        "copy.csv",
                        "pictures/sku-1/desk-square-take-1.png",
                        "pictures/sku-1/desk-square-take-1.txt",
                        "pictures/sku-1/window-square-take-1.png",
                        "pictures/sku-1/window-square-take-1.txt");
        assertThat(files)
                .containsEntry("pictures/sku-1/window-square-take-1.png", "picture 3")
                .containsEntry("pictures/sku-1/window-square-take-1.txt", "copy 3");
        CSVRecord row = rows(files).get(1);
        assertThat(row.toMap())
                .containsEntry("sku", "sku-1")
                .containsEntry("title", "Watch 1")
                .containsEntry("scene", "window")
                .containsEntry("variant", "square")
                .containsEntry("take", "1")
                .containsEntry("copy", "A watch by the window, number 3.")
                .containsEntry("picture", "pictures/sku-1/window-square-take-1.png")
                .containsEntry("asset", assets.get(3).toString())
                .containsEntry("alignment", "0.0300")
                .containsEntry("approved by", "anna");
    }

    @Test
    void whatIsDeliveredIsNotDeliveredAgainButCanBeDownloadedAgain() throws Exception {
        reviews.approve(campaign, assets, "anna");
        Delivery delivery = deliveries.deliver(campaign, "carl");

        assertThatThrownBy(() -> deliveries.deliver(campaign, "carl"))
                .isInstanceOf(NothingToDeliverException.class)
                .hasMessageContaining("approve assets first");
        assertThat(deliveries.of(campaign)).containsExactly(delivery);
        assertThat(zip(delivery)).isEqualTo(zip(delivery));
    }

    @Test
    void ofTwoDeliveriesAtOnceOneHasEverything() throws Exception {
        reviews.approve(campaign, assets, "anna");
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Integer> deliver = () -> {
            together.await();
            try {
                return deliveries.deliver(campaign, "carl").assets();
            } catch (NothingToDeliverException e) {
                return 0;
            }
        };
        ExecutorService people = Executors.newFixedThreadPool(2);
        List<Integer> delivered = new ArrayList<>();
        for (Future<Integer> each : people.invokeAll(List.of(deliver, deliver))) {
            delivered.add(each.get());
        }
        people.shutdown();

        assertThat(delivered).containsExactlyInAnyOrder(0, 6);
        assertThat(reviews.history(campaign, assets.get(0))).hasSize(2);
    }

    @Test
    void anObjectThatIsGoneIsListedAndTheRestGoesOn() throws Exception {
        reviews.approve(campaign, assets, "anna");
        bucket.delete(keys(shown().get(2)).png());

        Map<String, String> files = unzip(deliveries.deliver(campaign, "carl"));

        assertThat(files).hasSize(13).doesNotContainKey("pictures/sku-1/desk-square-take-1.png");
        assertThat(files.get("missing.txt"))
                .contains("pictures/sku-1/desk-square-take-1.png")
                .contains("s3://" + bucket.bucket());
    }

    @Test
    void whatACatalogSaysIsNoFormulaInTheCsv() throws Exception {
        name(0, "=HYPERLINK(\"http://evil.example\")");
        name(2, "@SUM(A1)");
        diptych.jdbc()
                .sql("update asset_text set title = '+1', copy = E'\\t=1+1' where asset_id = :id")
                .param("id", assets.get(0).value())
                .update();
        reviews.approve(campaign, assets, "-anna");

        List<CSVRecord> rows = rows(unzip(deliveries.deliver(campaign, "carl")));

        assertThat(rows.get(0).toMap())
                .containsEntry("sku", "'=HYPERLINK(\"http://evil.example\")")
                .containsEntry("title", "'+1")
                .containsEntry("copy", "'\t=1+1")
                .containsEntry("approved by", "'-anna");
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(row).allSatisfy(cell -> assertThat(cell).doesNotMatch("(?s)[=+\\-@\\t\\r\\n].*")));
    }

    @Test
    void noNameLeadsOutOfTheFolderAndNoTwoShareAPath() throws Exception {
        name(0, "../../etc/passwd");
        name(1, "C:\\Windows\\system32");
        name(2, "A/B");
        name(3, "a b");
        name(4, "nul");
        name(5, "..");
        diptych.jdbc()
                .sql("update run_frame set scene = 'desk' where run = :run")
                .param("run", run)
                .update();
        reviews.approve(campaign, assets, "anna");

        Map<String, String> files = unzip(deliveries.deliver(campaign, "carl"));

        List<String> pictures =
                files.keySet().stream().filter(name -> name.endsWith(".png")).toList();
        assertThat(pictures)
                .hasSize(6)
                .doesNotHaveDuplicates()
                .allSatisfy(
                        name -> assertThat(name).matches("pictures/[^./\\\\:][^/\\\\:]*/[^./\\\\:][^/\\\\:]*\\.png"));
        assertThat(pictures.stream().map(name -> name.toLowerCase(Locale.ROOT))).doesNotHaveDuplicates();
        assertThat(pictures)
                .contains("pictures/etc-passwd/desk-square-take-1.png", "pictures/_nul/desk-square-take-1.png");
    }

    @Test
    void erasedTextsAreNotInTheList() throws Exception {
        reviews.approve(campaign, assets.subList(0, 1), "anna");
        diptych.get(Ledger.class).eraseTexts(assets.get(0));

        CSVRecord row = rows(unzip(deliveries.deliver(campaign, "carl"))).get(0);

        assertThat(row.get("title")).isEmpty();
        assertThat(row.get("copy")).isEmpty();
        assertThat(row.get("sku")).isEqualTo("sku-0");
    }

    @ParameterizedTest
    @CsvSource({"Straße 7, Straße-7", "時計, 時計", "'a\u0000b', a-b", "com1.txt, _com1.txt", "' . ', unnamed"})
    void namesKeepTheirLetters(String name, String safe) {
        assertThat(SafeName.of(name)).isEqualTo(safe);
    }

    @Test
    void longNamesAreCutBetweenCharacters() {
        assertThat(SafeName.of("\uD842\uDFB7".repeat(200))).isEqualTo("\uD842\uDFB7".repeat(30));
        assertThat(SafeName.of("a" + "\uD842\uDFB7".repeat(200))).isEqualTo("a" + "\uD842\uDFB7".repeat(29));
    }

    private void name(int number, String sku) {
        diptych.jdbc()
                .sql("update shot set sku = :sku where run = :run and number = :number")
                .param("sku", sku)
                .param("run", run)
                .param("number", number)
                .update();
    }

    private List<SheetShot> shown() {
        return diptych.get(ContactSheetQuery.class)
                .page(campaign, SheetFilter.ALL, null, 60)
                .shots();
    }

    private static ObjectKeys keys(SheetShot shot) {
        return Objects.requireNonNull(shot.asset()).objects();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Delivery delivery) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        deliveries.write(delivery, out);
        return out.toByteArray();
    }

    private static Map<String, String> unzip(Delivery delivery) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zip(delivery)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static List<CSVRecord> rows(Map<String, String> files) throws IOException {
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(files.get("copy.csv")))
                .getRecords();
    }
}

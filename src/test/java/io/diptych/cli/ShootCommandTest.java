package io.diptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.DiptychApplication;
import io.diptych.export.GoldenBundles;
import io.diptych.shoot.SmallCampaign;
import io.diptych.storage.LocalServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The commands one after the other, as a person tries them out, on the embedded database and object store. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ShootCommandTest {

    @TempDir
    private static Path folder;

    private static SmallCampaign campaign;
    private final Cli cli = new Cli(DiptychApplication.class);

    @BeforeAll
    static void prepare() {
        campaign = new SmallCampaign(folder, "tried").products(3);
        System.setProperty("diptych.postgres.binaries", LocalServers.BINARIES.toString());
        System.setProperty("diptych.postgres.durable", "false");
    }

    @AfterAll
    static void tidyUp() {
        System.clearProperty("diptych.postgres.binaries");
        System.clearProperty("diptych.postgres.durable");
    }

    @Test
    @Order(1)
    void planSaysWhatWouldBeMadeAndWritesNothing() throws IOException {
        campaign.file();
        List<Path> before = files();

        assertThat(run("plan", campaign.file().toString())).as(cli.err()).isZero();

        assertThat(cli.out())
                .contains("Campaign tried: 3 products, 2 scenes")
                .contains("6 shots")
                .contains("6 to render")
                .contains("not been measured yet")
                .contains("w40 w60 w100 w41 w42");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    @Order(2)
    void shootEndsWithThePathOfTheContactSheet() {
        assertThat(run("shoot", campaign.file().toString())).as(cli.err()).isZero();

        assertThat(cli.out())
                .contains("6 shots - 6 new, 0 there already, 0 failed")
                .contains("outside");
        assertThat(cli.err()).contains("6 of 6 done");
        Path sheet = Path.of(cli.out().lines().reduce((first, second) -> second).orElseThrow());
        assertThat(sheet).hasFileName("contact-sheet.html").content().contains("sku-2");
    }

    @Test
    @Order(3)
    void planKnowsWhatExistsAndHowLongAShotTakes() {
        assertThat(run("plan", "--seed=7", campaign.file().toString())).isZero();
        assertThat(cli.out())
                .contains("0 takes exist already, 6 to render: about")
                .contains("s a take");

        assertThat(run("plan", campaign.file().toString())).isZero();
        assertThat(cli.out()).contains("6 takes exist already, 0 to render");
    }

    @Test
    @Order(4)
    void planWritesNothingBesideTheDatabaseEither() throws IOException {
        String file = campaign.file().toString();
        Map<Path, FileTime> before = writtenFiles();

        assertThat(run("plan", "--bucket=never-used", file)).as(cli.err()).isZero();

        assertThat(cli.out()).contains("0 takes exist already, 6 to render");
        assertThat(writtenFiles()).isEqualTo(before);
    }

    @Test
    @Order(5)
    void aPictureIsVerifiedAndReplayedWithItsObjectGone() throws IOException {
        Path picture = pictures().get(0);
        byte[] bytes = Files.readAllBytes(picture);
        Path copy = Files.write(folder.resolve("copy.png"), bytes);

        assertThat(cli.run("verify", "--data=" + data(), copy.toString())).isZero();
        assertThat(cli.out()).contains("very file that Diptych recorded");
        String asset = cli.out().replaceAll("(?s).*asset (\\S+) .*", "$1");

        Files.delete(picture);
        Path replayed = folder.resolve("replayed.png");
        assertThat(run("replay", "--out=" + replayed, asset)).as(cli.err()).isZero();
        assertThat(cli.out()).contains("came out with the same bytes").contains("the environment is the recorded one");
        assertThat(replayed).hasBinaryContent(bytes);

        assertThat(run("shoot", campaign.file().toString())).isZero();
        assertThat(cli.out()).contains("1 new, 5 there already");
        assertThat(picture).hasBinaryContent(bytes);
    }

    @Test
    @Order(6)
    void skippedRowsAndFailedShotsHaveTheirOwnExitCodes() throws IOException {
        Path catalog = folder.resolve("catalog.jsonl");
        Files.writeString(catalog, Files.readString(catalog) + "{\"sku\": \"no-photo\", \"title\": \"w33\"}\n");
        assertThat(run("plan", campaign.file().toString())).isEqualTo(2);
        assertThat(run("shoot", campaign.file().toString())).isEqualTo(2);
        assertThat(cli.out()).contains("Skipped (1):").contains("catalog.jsonl:4");

        campaign.scene("desk", "64x64", "w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 w11 w12 {title}");
        assertThat(run("shoot", campaign.file().toString())).isOne();
        assertThat(cli.out()).contains("Failed (3):").contains("at most 12");
    }

    @Test
    @Order(7)
    void whatIsWrongWithTheInputIsSaidInOneMessage() throws IOException {
        assertThat(run("shoot", folder.resolve("nowhere.yaml").toString())).isEqualTo(64);
        assertThat(cli.err()).contains("There is no campaign file");

        Path broken = Files.writeString(
                folder.resolve("broken.yaml"), "name: broken\ncatalog: {path: catalog.jsonl}\nscene: [desk]\n");
        assertThat(run("shoot", broken.toString())).isOne();
        assertThat(cli.err()).contains("broken.yaml:3").contains("scenes").doesNotContain("Exception");

        assertThat(run("replay", "not-an-id")).isEqualTo(64);
        assertThat(cli.err()).contains("is not an asset id");

        assertThat(run("replay", "1b4e28ba-2fa1-81d2-883f-0016d3cca427")).isOne();
        assertThat(cli.err()).contains("The ledger has no asset");

        assertThat(cli.run(
                        "shoot",
                        "--data=" + data(),
                        "--bundle=" + folder,
                        campaign.file().toString()))
                .isOne();
        assertThat(cli.err()).contains("bundle.json").contains("is not a bundle");
    }

    private int run(String command, String... args) {
        String[] all = Stream.concat(
                        Stream.of(
                                command,
                                "--data=" + data(),
                                "--bundle=" + GoldenBundles.of("llada-tiny").directory()),
                        Stream.of(args))
                .toArray(String[]::new);
        return cli.run(all);
    }

    private static Path data() {
        return folder.resolve("data");
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    /** Folders, and files with their times. Without what a running PostgreSQL keeps for itself, and the lock on it. */
    private static Map<Path, FileTime> writtenFiles() throws IOException {
        Map<Path, FileTime> written = new TreeMap<>();
        for (Path file : files()) {
            if (!file.startsWith(data().resolve("postgres"))
                    && !file.equals(data().resolve("postgres.log"))
                    && !file.equals(data().resolve("lock"))) {
                written.put(file, Files.isDirectory(file) ? FileTime.fromMillis(0) : Files.getLastModifiedTime(file));
            }
        }
        return written;
    }

    private static List<Path> pictures() {
        try (Stream<Path> files = Files.walk(data().resolve("s3"))) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.diptych.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.diptych.catalog.Catalogs;
import io.diptych.catalog.Photo;
import io.diptych.catalog.PhotoFacts;
import io.diptych.catalog.PhotoSource;
import io.diptych.scene.SceneLibrary;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void openShop() throws IOException {
        shop = new Shop(folder);
    }

    @Test
    void multipliesProductsByScenesAndVariants() throws Exception {
        List<Shot> shots = shop.shots(shop.campaign(
                "scenes: [sand, paint]", "variants: [{channel: shop}, {channel: story, size: 96x168}]", "takes: 2"));

        assertThat(shots)
                .extracting(each -> each.product().sku() + " " + each.frame().number() + " "
                        + each.frame().label() + " " + each.frame().size() + " " + each.instruction())
                .containsExactly(
                        "watch 0 sand-shop 128x128 Place one Watch on the sand",
                        "watch 1 sand-story 96x168 Place one Watch on the sand",
                        "watch 2 paint-shop 112x144 Place the Watch on paint that is red",
                        "watch 3 paint-story 96x168 Place the Watch on paint that is red",
                        "bag 0 sand-shop 128x128 Place one Bag on the sand",
                        "bag 1 sand-story 96x168 Place one Bag on the sand",
                        "bag 2 paint-shop 112x144 Place the Bag on paint that is blue",
                        "bag 3 paint-story 96x168 Place the Bag on paint that is blue");
        assertThat(shots).extracting(Shot::key).doesNotHaveDuplicates();
        assertThat(shots).flatExtracting(Shot::takes).doesNotHaveDuplicates().hasSize(16);
        assertThat(shots.get(0).takes()).extracting(Take::number).containsExactly(1, 2);
    }

    @Test
    void planningAgainGivesTheSameKeysAndSeeds() throws Exception {
        Campaign campaign = shop.campaign("scenes: [sand]", "takes: 3");

        assertThat(shop.shots(campaign))
                .extracting(Shot::key, Shot::takes)
                .containsExactlyElementsOf(shop.shots(campaign).stream()
                        .map(each -> tuple(each.key(), each.takes()))
                        .toList());
        Shot seeded = shop.shots(campaign.withSeed(7)).get(0);
        Shot first = shop.shots(campaign).get(0);
        assertThat(seeded.key()).isEqualTo(first.key());
        assertThat(seeded.takes()).doesNotContainAnyElementsOf(first.takes());
    }

    @Test
    void aNewPriceChangesNoKeyANewPhotoDoes() throws Exception {
        Campaign campaign = shop.campaign("scenes: [sand]");
        List<Shot> before = shop.shots(campaign);
        shop.file(
                "catalog.csv",
                "Handle,Title,Variant Price,Image Src\nwatch,Watch,99.00,watch.png\nbag,Bag,5.00,bag.png\n");
        shop.photo("bag.png", Color.GREEN);
        List<Shot> after = shop.shots(campaign);

        assertThat(after.get(0).key()).isEqualTo(before.get(0).key());
        assertThat(after.get(1).key()).isNotEqualTo(before.get(1).key());
    }

    @Test
    void aBadRowCostsItsShotsOnly() throws Exception {
        shop.file("notes.jpg", "no picture");
        shop.file("catalog.csv", Shop.HEADER + """
                watch,Watch,Color,red,watch.png
                gone,Gone,Color,red,gone.png
                text,Text,Color,red,notes.jpg
                out,Out,Color,red,../watch.png
                web,Web,Color,red,https://shop.example/web.png
                plain,Plain,,,bag.png
                "bad"row,Bad,,,bag.png
                bag,Bag,Color,blue,bag.png
                """);
        Campaign campaign = shop.campaign("scenes: [sand, paint]");

        assertThat(shop.shots(campaign))
                .extracting(each ->
                        each.product().sku() + " " + each.frame().scene().name())
                .containsExactly("watch sand", "watch paint", "plain sand", "bag sand", "bag paint");
        assertThat(shop.skipped(campaign))
                .satisfiesExactly(
                        it -> assertThat(it)
                                .isEqualTo("catalog.csv:3: gone: photo gone.png does not exist in the catalog's folder "
                                        + folder),
                        it -> assertThat(it)
                                .isEqualTo("catalog.csv:4: text: photo notes.jpg holds text; a photo is a PNG, JPEG,"
                                        + " WebP, GIF or BMP picture"),
                        it -> assertThat(it)
                                .startsWith("catalog.csv:5: out: photo ../watch.png leads out of the catalog's folder"),
                        it -> assertThat(it)
                                .startsWith(
                                        "catalog.csv:6: web: photo https://shop.example/web.png cannot be fetched: https photos"
                                                + " are not read yet"),
                        it -> assertThat(it).startsWith("catalog.csv:8: Handle: text follows the closing quote"),
                        it -> assertThat(it)
                                .isEqualTo("catalog.csv:7: plain in paint-default: the product has no color, which"
                                        + " templates/paint.yaml:4 asks for; add it to the catalog, or \"color\" to the"
                                        + " scene's defaults"));
    }

    @Test
    void theSamePictureIsPlannedOnce() throws Exception {
        shop.file("catalog.csv", Shop.HEADER + "one,Watch,,,watch.png\ntwo,Watch,,,watch.png\n");
        Campaign campaign = shop.campaign("scenes: [sand]");

        assertThat(shop.shots(campaign)).hasSize(1);
        assertThat(shop.skipped(campaign))
                .containsExactly("catalog.csv:3: two in sand-default: this is the very picture of the product on line 2"
                        + " (same photo, instruction and settings); give one of them another title or photo");
    }

    @Test
    void aMissingSceneCostsItsShotsAndIsNamedWithTheNearest() throws Exception {
        Campaign campaign = shop.campaign("scenes:", "  - sand", "  - pant");

        assertThat(shop.shots(campaign)).hasSize(2);
        assertThat(shop.problems(campaign))
                .singleElement()
                .asString()
                .startsWith("campaign.yaml:5: scenes: there is no scene \"pant\" in templates, templates, Diptych's own"
                        + " templates; did you mean paint? (known: ")
                .contains("beach-afternoon");
    }

    @Test
    void aBrokenSceneCostsItsShots() throws Exception {
        shop.file("templates/fog.yaml", "name: fog\ninstruction: x\nsise: 8x8\n");
        Campaign campaign = shop.campaign("scenes: [fog, sand]");

        assertThat(shop.shots(campaign))
                .extracting(each -> each.frame().number())
                .containsExactly(1, 1);
        assertThat(shop.problems(campaign)).first().asString().startsWith("templates/fog.yaml:1: size: is missing");
    }

    @Test
    void anUnknownPlaceholderIsNamedWithTheNearestThatTheCatalogHas() throws Exception {
        shop.file("catalog.csv", Shop.HEADER + "watch,Watch,Strap Material,steel,watch.png\n");
        shop.file("templates/fine.yaml", "{name: fine, instruction: 'A {strap-material} {title}', size: 8x8}");
        shop.file("templates/typo.yaml", "name: typo\ninstruction: |\n  A\n  {strapmaterial} {title}\nsize: 8x8\n");
        Campaign campaign = shop.campaign("scenes: [fine, typo]", "variants: [{channel: a}, {channel: b}]");

        assertThat(shop.shots(campaign))
                .extracting(Shot::instruction)
                .containsExactly("A steel Watch", "A steel Watch");
        assertThat(shop.problems(campaign))
                .singleElement()
                .asString()
                .startsWith("templates/typo.yaml:4: instruction: {strapmaterial} is no value of any product, and the"
                        + " scene gives it no default; did you mean strap-material? (known: ");
    }

    @Test
    void aPhotoThatWouldHaveToBeFetchedIsNot() throws Exception {
        PhotoSource web = new PhotoSource() {
            @Override
            public boolean reads(String location) {
                return true;
            }

            @Override
            public Optional<PhotoFacts> look(String location) {
                return Optional.empty();
            }

            @Override
            public Photo fetch(String location) {
                throw new AssertionError("planning fetches nothing");
            }
        };
        Planner planner = new Planner(
                Catalogs.ofKnownFormats(), SceneLibrary.beside(folder.resolve("campaign.yaml")), web, Shop.MODEL);

        List<PlanEntry> entries = Shop.entries(planner, shop.campaign("scenes: [sand]"));
        assertThat(entries).hasSize(2).hasOnlyElementsOfType(UnseenShot.class);
    }

    @Test
    void planningWritesNothing() throws Exception {
        Campaign campaign = shop.campaign("scenes: [sand, paint]");
        List<Path> before = everything();
        shop.shots(campaign);

        assertThat(everything()).isEqualTo(before);
    }

    private List<Path> everything() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }
}

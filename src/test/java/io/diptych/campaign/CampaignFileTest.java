package io.diptych.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.diptych.campaign.Campaign.Delivery;
import io.diptych.campaign.Campaign.Keep;
import io.diptych.campaign.Campaign.SceneName;
import io.diptych.campaign.Campaign.Scoring;
import io.diptych.scene.InvalidFileException;
import io.diptych.scene.PictureSize;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignFileTest {

    private static final String WHOLE = """
            name: summer-watches
            catalog: {path: catalog.csv, format: shopify-csv, photos: templates}
            scenes:
              - sand
              - paint
            variants:
              - {channel: shop}
              - {channel: story, size: 96x168, locale: de-CH}
            takes: 2
            keep: best
            waypoints: 4
            seed: -42
            deliver: {bucket: diptych-out, prefix: shop/2026.q1}
            """;

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void openShop() throws IOException {
        shop = new Shop(folder);
    }

    @Test
    void readsACampaign() throws Exception {
        Campaign campaign = CampaignFile.read(shop.campaignFile(WHOLE));

        assertThat(campaign.name()).isEqualTo("summer-watches");
        assertThat(campaign.catalog().path()).isEqualTo(folder.resolve("catalog.csv"));
        assertThat(campaign.catalog().format()).isEqualTo("shopify-csv");
        assertThat(campaign.catalog().photos()).isEqualTo(folder.resolve("templates"));
        assertThat(campaign.scenes()).containsExactly(new SceneName("sand", 4), new SceneName("paint", 5));
        assertThat(campaign.variants())
                .containsExactly(
                        new Variant("shop", null, null), new Variant("story", new PictureSize(96, 168), "de-CH"));
        assertThat(campaign.variants()).extracting(Variant::label).containsExactly("shop", "story-de-ch");
        assertThat(campaign.takes()).isEqualTo(2);
        assertThat(campaign.scoring()).isEqualTo(new Scoring(Keep.BEST, 4));
        assertThat(campaign.contest()).isEqualTo(new Contest(-42, 2, 4));
        assertThat(campaign.seed()).isEqualTo(-42);
        assertThat(campaign.delivery()).isEqualTo(new Delivery("diptych-out", "shop/2026.q1"));
    }

    @Test
    void whatIsLeftOutHasADefault() throws Exception {
        Campaign campaign = shop.campaign("scenes: [sand]");

        assertThat(campaign.variants()).containsExactly(Variant.DEFAULT);
        assertThat(campaign.takes()).isEqualTo(1);
        assertThat(campaign.scoring()).isEqualTo(new Scoring(Keep.ALL, 3));
        assertThat(campaign.contest()).isNull();
        assertThat(shop.campaign("scenes: [sand]\nkeep: best").contest())
                .as("one take needs no contest")
                .isNull();
        assertThat(campaign.seed()).isZero();
        assertThat(campaign.delivery()).isEqualTo(Delivery.AS_CONFIGURED);
        assertThat(campaign.catalog().photos()).isNull();
    }

    @Test
    void refusesAMisspeltFieldAndNamesTheNearest() throws Exception {
        assertRefused(
                WHOLE.replace("takes:", "taeks:").replace("path:", "file:").replace("channel: story", "chanel: story"),
                "campaign.yaml:2: catalog.file: is no known field (known: format, path, photos)",
                "campaign.yaml:2: catalog.path: is missing; the catalog file, relative to the campaign file, such as"
                        + " catalog.csv",
                "campaign.yaml:8: variants[1].chanel: is no known field; did you mean channel? (known: channel, locale,"
                        + " size)",
                "campaign.yaml:8: variants[1].channel: is missing; what the pictures are for: lower-case letters, digits"
                        + " and hyphens, such as story",
                "campaign.yaml:9: taeks: is no known field; did you mean takes? (known: catalog, deliver, keep, name,"
                        + " scenes, seed, takes, variants, waypoints)");
    }

    @Test
    void saysWhatWouldBeRight() throws Exception {
        assertRefused(
                WHOLE.replace("summer-watches", "Summer Watches")
                        .replace("- paint", "- sand")
                        .replace("takes: 2", "takes: 1000")
                        .replace("keep: best", "keep: worst")
                        .replace("waypoints: 4", "waypoints: 0")
                        .replace("-42", "99999999999999999999")
                        .replace("diptych-out", "Out!")
                        .replace("shop/2026.q1", "/shop/../x"),
                "campaign.yaml:1: name: \"Summer Watches\" is not right; the campaign's name: lower-case letters, digits"
                        + " and hyphens, such as summer-watches",
                "campaign.yaml:3: scenes: [\"sand\",\"sand\"] is not right; the names of one or more scene templates, each"
                        + " once, such as [beach-afternoon, marble-counter]",
                "campaign.yaml:9: takes: 1000 is not right; how many takes of each shot: a whole number from 1 to 100",
                "campaign.yaml:10: keep: \"worst\" is not right; which takes of a shot are kept: all, or the best, for which"
                        + " the weaker ones are dropped on the way, such as best",
                "campaign.yaml:11: waypoints: 0 is not right; at how many points of the way, the last being the end,"
                        + " picture and copy are scored against each other: a whole number from 1 to 20",
                "campaign.yaml:12: seed: 99999999999999999999 is not right; where all randomness comes from: a whole"
                        + " number of at most 64 bits, such as 42",
                "campaign.yaml:13: deliver.bucket: \"Out!\" is not right; an S3 bucket: 3 to 63 lower-case letters,"
                        + " digits, hyphens and dots, such as diptych",
                "campaign.yaml:13: deliver.prefix: \"/shop/../x\" is not right; what every key begins with: letters, digits,"
                        + " hyphens, underscores and dots, in parts divided by slashes, such as shop/2026");
    }

    @Test
    void refusesWhatDoesNotExistAndVariantsThatAreAlike() throws Exception {
        assertRefused(
                WHOLE.replace("catalog.csv", "katalog.csv"),
                "campaign.yaml:2: catalog.path: there is no file " + folder.resolve("katalog.csv"));
        assertRefused(
                WHOLE.replace("photos: templates", "photos: fotos"),
                "campaign.yaml:2: catalog.photos: there is no folder " + folder.resolve("fotos"));
        assertRefused(
                WHOLE.replace("story, size: 96x168, locale: de-CH", "shop, size: 96x168"),
                "campaign.yaml:8: variants[1]: \"shop\" is there already; give each variant a channel or a locale of its"
                        + " own");
    }

    private void assertRefused(String yaml, String... problems) throws IOException {
        Path file = shop.campaignFile(yaml);
        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> CampaignFile.read(file))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(each -> each.toString().replace(file.toString(), "campaign.yaml"))
                        .containsExactly(problems));
    }
}

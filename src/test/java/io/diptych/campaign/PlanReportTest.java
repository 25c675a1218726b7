package io.diptych.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.campaign.Domain.Outside;
import io.diptych.campaign.Domain.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanReportTest {

    private static final Domain NO_BAGS =
            (product, frame, instruction) -> product.title().equals("Bag")
                    ? List.of(
                            new Outside(Part.PRODUCT, "bag"),
                            new Outside(Part.SIZE, frame.size().toString()))
                    : List.of();

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void openShop() throws IOException {
        shop = new Shop(folder);
    }

    @Test
    void saysWhatWouldBeMade() throws Exception {
        Campaign campaign = shop.campaign("scenes: [sand, paint, pant]", "takes: 2");
        Shot done = shop.shots(campaign).get(1);
        Set<ExistingAssets.Key> recorded = new HashSet<>();
        done.takes().forEach(take -> recorded.add(new ExistingAssets.Key(done.key(), take.seed())));
        recorded.add(new ExistingAssets.Key(done.key(), 12345));
        PlanReport report = report(campaign, among(recorded), NO_BAGS, new Pace(2.5, 1));

        assertThat(report.shots()).isEqualTo(4);
        assertThat(report.takes()).isEqualTo(8);
        assertThat(report.existing()).isEqualTo(2);
        assertThat(report.takesToRender()).isEqualTo(6);
        assertThat(report.estimate()).isEqualTo(Duration.ofSeconds(15));
        assertThat(report.complete()).as("a scene is missing").isFalse();
        assertThat(PlanText.of(report).replace(folder + "/", "")).startsWith("""
                        Campaign summer: 2 products, 2 scenes, 1 variant
                          4 shots, 8 takes
                          2 takes exist already, 6 to render: about 15 s at 2.5 s a take
                          into the configured bucket
                        First shot: watch in sand-default, 128x128
                          Place one Watch on the sand
                        Outside of what the bundle was made for: 2 shots
                          products: bag (2)
                          sizes: 112x144 (1), 128x128 (1)
                        Scenes that cannot be used:
                          campaign.yaml:3: scenes: there is no scene "pant" in templates""");
    }

    @Test
    void ofACampaignThatKeepsTheBestWhatIsChosenNeedsNoTakesAnyMore() throws Exception {
        Campaign campaign = shop.campaign("scenes: [sand, paint]", "takes: 4\nkeep: best\nseed: 9");
        Shot chosen = shop.shots(campaign).get(1);
        ExistingAssets assets = new ExistingAssets() {
            @Override
            public Set<Key> among(Collection<Key> wanted) {
                throw new AssertionError("single takes say nothing about a contest");
            }

            @Override
            public Set<ShotKey> chosen(Collection<ShotKey> wanted, Contest contest) {
                assertThat(contest).isEqualTo(new Contest(9, 4, 3));
                assertThat(wanted).hasSize(4).contains(chosen.key());
                return Set.of(chosen.key());
            }
        };

        PlanReport report = report(campaign, assets, Domain.UNSTATED, new Pace(6, 1));

        assertThat(report.takesToRender()).isEqualTo(12);
        // Of four takes one is dropped after a third of the way and one after two thirds: 9/12 of the work.
        assertThat(report.estimate()).isEqualTo(Duration.ofSeconds(54));
        assertThat(PlanText.of(report)).contains("""
                          4 shots, 16 takes
                          of the 4 takes of a shot the best-aligned one is kept; at 3 waypoints the weakest go
                          4 takes decided already, 12 to render: about 54 s at 6.0 s a take
                        """);
    }

    @Test
    void listsTheFirstSkippedRowsAndCountsTheRest() throws Exception {
        StringBuilder rows = new StringBuilder(Shop.HEADER);
        for (int i = 0; i < 25; i++) {
            rows.append("p%d,P%d,,,gone%d.png\n".formatted(i, i, i));
        }
        shop.file("catalog.csv", rows.toString());
        PlanReport report = report(shop.campaign("scenes: [sand]"), ExistingAssets.NONE, Domain.UNSTATED, null);

        assertThat(report.skippedRows()).isEqualTo(25);
        assertThat(report.estimate()).isNull();
        assertThat(PlanText.of(report))
                .startsWith("""
                        Campaign summer: 25 products, 1 scene, 1 variant
                          0 shots, 0 takes
                          0 takes exist already, 0 to render
                          into the configured bucket
                        Skipped, 25 rows:
                        """)
                .contains(":21: p19: photo gone19.png does not exist")
                .doesNotContain("p20")
                .endsWith("  and 5 more\n");
    }

    @Test
    void asksForExistingAssetsInBatches() throws Exception {
        StringBuilder rows = new StringBuilder(Shop.HEADER);
        for (int i = 0; i < 100; i++) {
            rows.append("p%d,P%d,,,watch.png\n".formatted(i, i));
        }
        shop.file("catalog.csv", rows.toString());
        List<Integer> asked = new ArrayList<>();
        ExistingAssets all = wanted -> {
            asked.add(wanted.size());
            return Set.copyOf(wanted);
        };
        PlanReport report = report(shop.campaign("scenes: [sand]", "takes: 50"), all, Domain.UNSTATED, new Pace(1, 1));

        assertThat(report.existing()).isEqualTo(5000);
        assertThat(report.takesToRender()).isZero();
        assertThat(asked).containsExactly(2000, 2000, 1000);
        assertThat(report.complete()).isTrue();
    }

    @Test
    void estimatesInUnitsThatPeopleUse() throws Exception {
        Campaign campaign = shop.campaign("scenes: [sand]", "takes: 100");

        assertThat(text(campaign, new Pace(0.5, 1))).contains(" 200 to render: about 1 min 40 s at 0.5 s a take\n");
        assertThat(text(campaign, new Pace(72, 2))).contains(": about 2 h 0 min at 72.0 s a take on 2 workers\n");
        assertThat(text(campaign, new Pace(864, 1))).contains(": about 2 d 0 h at");
        assertThat(text(campaign, null)).contains(" 200 to render; how long that takes has not been measured yet\n");
    }

    private String text(Campaign campaign, @Nullable Pace pace) throws IOException {
        return PlanText.of(report(campaign, ExistingAssets.NONE, Domain.UNSTATED, pace));
    }

    private PlanReport report(Campaign campaign, ExistingAssets assets, Domain domain, @Nullable Pace pace)
            throws IOException {
        try (Plan plan = shop.planner().plan(campaign)) {
            return PlanReporter.report(plan, assets, domain, pace);
        }
    }

    private static ExistingAssets among(Set<ExistingAssets.Key> recorded) {
        return wanted -> {
            Set<ExistingAssets.Key> found = new HashSet<>(wanted);
            found.retainAll(recorded);
            return found;
        };
    }
}

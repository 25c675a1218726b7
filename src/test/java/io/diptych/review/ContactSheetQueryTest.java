package io.diptych.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.provenance.AssetId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What a campaign's contact sheet shows, page by page and filter by filter. */
class ContactSheetQueryTest {

    @TempDir
    private static Path data;

    private static ShotCampaign diptych;
    private static ContactSheetQuery sheet;

    private String campaign;
    private long run;
    private List<AssetId> assets;

    @BeforeAll
    static void start() {
        diptych = new ShotCampaign(data);
        sheet = diptych.get(ContactSheetQuery.class);
    }

    @AfterAll
    static void stop() {
        diptych.close();
    }

    @BeforeEach
    void twentyShots(TestInfo test) {
        campaign = test.getTestMethod().orElseThrow().getName();
        run = diptych.shoot(campaign, "b", 20);
        assets = diptych.assets(run);
    }

    @Test
    void aShotIsShownWithAllThatIsKnownOfIt() {
        diptych.get(Reviews.class).reject(campaign, assets.subList(3, 4), "too dark", "anna");

        SheetShot shot = sheet.find(campaign, assets.get(3)).orElseThrow();

        assertThat(shot.sku()).isEqualTo("sku-1");
        assertThat(shot.title()).isEqualTo("Watch 1");
        assertThat(shot.scene()).isEqualTo("window");
        assertThat(shot.state()).isEqualTo(ShownState.REJECTED);
        SheetShot.Print print = shot.asset();
        assertThat(print).isNotNull();
        assertThat(print.alignment()).isEqualTo(0.03);
        assertThat(print.drifted()).isTrue();
        assertThat(print.copy()).contains("number 3");
        assertThat(print.objects().bucket()).isEqualTo("b");
        assertThat(print.review().reason()).isEqualTo("too dark");
        assertThat(print.review().by()).isEqualTo("anna");
        assertThat(print.review().version()).isEqualTo(1);
    }

    @Test
    void pagesFollowEachOtherBothWays() {
        List<Integer> numbers = new ArrayList<>();
        SheetPage page = sheet.page(campaign, SheetFilter.ALL, null, 8);
        assertThat(page.previous()).isNull();
        numbers.addAll(numbers(page));
        while (page.next() != null) {
            page = sheet.page(campaign, SheetFilter.ALL, page.next(), 8);
            numbers.addAll(numbers(page));
        }
        assertThat(numbers).hasSize(20).isSorted().doesNotHaveDuplicates();
        assertThat(numbers(page)).containsExactly(16, 17, 18, 19);

        SheetPage back = sheet.pageBefore(campaign, SheetFilter.ALL, place(page.previous()), 8);
        assertThat(numbers(back)).containsExactly(8, 9, 10, 11, 12, 13, 14, 15);
        back = sheet.pageBefore(campaign, SheetFilter.ALL, place(back.previous()), 8);
        assertThat(numbers(back)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(back.previous()).isNull();
    }

    @Test
    void eachFilterShowsWhatItSaysAndNothingElse() {
        diptych.get(Reviews.class).approve(campaign, assets.subList(0, 5), "anna");
        fail(18);

        assertThat(numbers(filter(ShownState.APPROVED, null, null, null, null, null)))
                .containsExactly(0, 1, 2, 3, 4);
        assertThat(numbers(filter(ShownState.RENDERED, null, "desk", null, null, null)))
                .containsExactly(6, 8, 10, 12, 14, 16);
        assertThat(numbers(filter(ShownState.FAILED, null, null, null, null, null)))
                .containsExactly(18);
        assertThat(numbers(filter(null, "SKU-7", null, null, null, null))).containsExactly(14, 15);
        assertThat(numbers(filter(null, "atch 7", null, null, null, null))).containsExactly(14, 15);
        assertThat(numbers(filter(null, "s_u%", null, null, null, null))).isEmpty();
        assertThat(numbers(filter(null, null, null, 0.17, null, null))).containsExactly(17, 19);
        assertThat(numbers(filter(null, null, "desk", null, 0.03, null))).containsExactly(0, 2);
        assertThat(numbers(filter(null, null, null, null, null, true))).containsExactly(3, 13);
        assertThat(sheet.scenes(campaign)).containsExactly("desk", "window");
    }

    @Test
    void countsByStateFollowTheOtherFilters() {
        diptych.get(Reviews.class).approve(campaign, assets.subList(0, 5), "anna");
        fail(18);

        assertThat(sheet.counts(campaign, SheetFilter.ALL))
                .isEqualTo(Map.of(
                        ShownState.OPEN, 0L,
                        ShownState.FAILED, 1L,
                        ShownState.RENDERED, 14L,
                        ShownState.APPROVED, 5L,
                        ShownState.REJECTED, 0L,
                        ShownState.DELIVERED, 0L));
        assertThat(sheet.counts(campaign, filter(ShownState.OPEN, null, "desk", null, null, null)))
                .containsEntry(ShownState.APPROVED, 3L)
                .containsEntry(ShownState.FAILED, 1L);
    }

    @Test
    void aFailedShotIsShownWithItsReason() {
        fail(2);

        SheetShot shot = sheet.page(campaign, filter(ShownState.FAILED, null, null, null, null, null), null, 5)
                .shots()
                .get(0);

        assertThat(shot.failure()).isEqualTo("the instruction is too long");
        assertThat(shot.asset()).isNull();
    }

    @Test
    void aRetakeStandsBehindItsShotOnEveryPageCut() {
        AssetId retake = diptych.retake(campaign, "b", 4);

        for (int size = 1; size <= 6; size++) {
            List<SheetCursor> places = new ArrayList<>();
            SheetCursor after = null;
            do {
                SheetPage page = sheet.page(campaign, SheetFilter.ALL, after, size);
                page.shots().forEach(shot -> places.add(shot.cursor()));
                after = page.next();
            } while (after != null);
            assertThat(places).hasSize(21).doesNotHaveDuplicates();
            assertThat(places.get(5).number()).isEqualTo(4);
            assertThat(places.get(5).run()).isNotEqualTo(run);
        }
        SheetShot shown = sheet.find(campaign, retake).orElseThrow();
        assertThat(shown.retake()).isTrue();
        assertThat(sheet.takes(campaign, shown)).extracting(SheetShot::take).containsExactly(1, 2);
    }

    @Test
    void theNextOneOfAFilterIsFoundFromOneThatNoLongerPassesIt() {
        SheetFilter waiting = filter(ShownState.RENDERED, null, null, null, null, null);
        fail(6);
        SheetCursor place = new SheetCursor(5, run);
        diptych.get(Reviews.class).approve(campaign, assets.subList(4, 6), "anna");

        SheetNeighbours neighbours = sheet.neighbours(campaign, waiting, place);

        assertThat(place(
                                neighbours.previous() == null
                                        ? null
                                        : neighbours.previous().cursor())
                        .number())
                .isEqualTo(3);
        assertThat(place(neighbours.next() == null ? null : neighbours.next().cursor())
                        .number())
                .isEqualTo(7);
        assertThat(sheet.neighbours(campaign, SheetFilter.ALL, new SheetCursor(19, run))
                        .next())
                .isNull();
    }

    @Test
    void theLatestRunWithAShotListIsShownAndDecisionsStayWithTheirAssets() {
        diptych.get(Reviews.class).approve(campaign, assets.subList(0, 1), "anna");
        long later = diptych.shoot(campaign, "elsewhere", 2);
        diptych.jdbc()
                .sql("update shot set asset = :asset, state = 'EXISTING' where run = :run and number = 0")
                .param("asset", assets.get(0).value())
                .param("run", later)
                .update();

        SheetPage page = sheet.page(campaign, SheetFilter.ALL, null, 10);

        assertThat(page.shots()).hasSize(2);
        assertThat(page.shots().get(0).state()).isEqualTo(ShownState.APPROVED);
        SheetShot.Print kept = page.shots().get(0).asset();
        assertThat(kept).isNotNull();
        assertThat(kept.objects().bucket()).isEqualTo("elsewhere");
    }

    @Test
    void anUnknownCampaignShowsNothing() {
        assertThat(sheet.page("nobody's", SheetFilter.ALL, null, 10)).isEqualTo(new SheetPage(List.of(), null, null));
        assertThat(sheet.counts("nobody's", SheetFilter.ALL).values()).containsOnly(0L);
    }

    @Test
    void aCursorIsReadBackAndNothingElseIs() {
        assertThat(SheetCursor.parse(new SheetCursor(12, 345).toString())).isEqualTo(new SheetCursor(12, 345));
        assertThatThrownBy(() -> SheetCursor.parse("12")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sheet.page(campaign, SheetFilter.ALL, null, 501))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("500");
    }

    private void fail(int number) {
        diptych.jdbc()
                .sql("update shot set state = 'FAILED', asset = null, reason = 'the instruction is too long'"
                        + " where run = :run and number = :number")
                .param("run", run)
                .param("number", number)
                .update();
    }

    private List<Integer> numbers(SheetFilter filter) {
        return numbers(sheet.page(campaign, filter, null, 60));
    }

    private static List<Integer> numbers(SheetPage page) {
        return page.shots().stream().map(shot -> shot.cursor().number()).toList();
    }

    private static SheetCursor place(@Nullable SheetCursor cursor) {
        assertThat(cursor).isNotNull();
        return cursor;
    }

    private static SheetFilter filter(
            @Nullable ShownState state,
            @Nullable String sku,
            @Nullable String scene,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Boolean drifted) {
        return new SheetFilter(state, sku, scene, min, max, drifted);
    }
}

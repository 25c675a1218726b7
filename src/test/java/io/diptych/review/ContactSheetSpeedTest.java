package io.diptych.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign of 10,000 assets beside another one: a page is there at once, whatever is filtered. */
class ContactSheetSpeedTest {

    private static final int SHOTS = 10_000;
    private static final int PAGE = 60;
    private static final int WARM_UP = 20;
    private static final int PAGES = 60;
    /** What a whole page may take; alone on two cores the slowest query needs a third of it, but machines are shared. */
    private static final double MOST_MILLIS = 300;

    @TempDir
    private static Path data;

    private static ShotCampaign diptych;
    private static ContactSheetQuery sheet;

    @BeforeAll
    static void tenThousandAssets() {
        diptych = new ShotCampaign(data);
        sheet = diptych.get(ContactSheetQuery.class);
        diptych.shoot("other", "b", SHOTS);
        diptych.shoot("big", "b", SHOTS);
        for (int i = 0; i < 30; i++) {
            diptych.retake("big", "b", i * 300);
        }
        Reviews reviews = diptych.get(Reviews.class);
        reviews.decide("big", new SheetFilter(null, null, null, 0.6, null, null), new Decision.Approve(), "anna");
        reviews.decide(
                "big", new SheetFilter(null, null, null, null, 0.1, null), new Decision.Reject("too dark"), "anna");
    }

    @AfterAll
    static void stop() {
        diptych.close();
    }

    @Test
    void everyFilterStaysWithinWhatAPageMayTake() {
        Map<String, SheetFilter> filters = new LinkedHashMap<>();
        filters.put("none", SheetFilter.ALL);
        for (ShownState state : ShownState.values()) {
            filters.put("state " + state, SheetFilter.ALL.withState(state));
        }
        filters.put("sku", new SheetFilter(null, "SKU-49", null, null, null, null));
        filters.put("scene", new SheetFilter(null, null, "window", null, null, null));
        filters.put("low scores", new SheetFilter(null, null, null, null, 0.05, null));
        filters.put("high scores", new SheetFilter(null, null, null, 0.95, null, null));
        filters.put("drifted", new SheetFilter(null, null, null, null, null, true));
        filters.put("all", new SheetFilter(ShownState.RENDERED, "watch", "window", 0.2, 0.5, false));

        Map<String, Double> millis = new LinkedHashMap<>();
        filters.forEach((name, filter) -> {
            millis.put("page, " + name, percentile95(new Walk(filter)::next));
            millis.put("counts, " + name, percentile95(() -> sheet.counts("big", filter)));
        });
        millis.put(
                "neighbours",
                percentile95(() -> sheet.neighbours(
                        "big", SheetFilter.ALL.withState(ShownState.DELIVERED), new SheetCursor(SHOTS / 2, 2))));

        assertThat(millis).allSatisfy((what, time) -> assertThat(time).as(what).isLessThan(MOST_MILLIS));
        System.out.println("95th percentiles, ms: " + millis);
    }

    @Test
    void tenThousandAssetsAreDecidedAtOnce() {
        Reviews reviews = diptych.get(Reviews.class);
        long begun = System.nanoTime();

        ReviewOutcome outcome = reviews.decide("other", SheetFilter.ALL, new Decision.Approve(), "anna");

        double seconds = (System.nanoTime() - begun) / 1e9;
        assertThat(outcome.changed()).isEqualTo(SHOTS);
        assertThat(seconds).isLessThan(10);
        System.out.printf("10,000 approved in %.2f s%n", seconds);
    }

    /** Page after page, then from the front again. */
    private static final class Walk {

        private final SheetFilter filter;
        private SheetPage page = new SheetPage(List.of(), null, null);

        private Walk(SheetFilter filter) {
            this.filter = filter;
        }

        private void next() {
            page = sheet.page("big", filter, page.next(), PAGE);
        }
    }

    private static double percentile95(Runnable work) {
        for (int i = 0; i < WARM_UP; i++) {
            work.run();
        }
        long[] nanos = new long[PAGES];
        for (int i = 0; i < PAGES; i++) {
            long begun = System.nanoTime();
            work.run();
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        return Math.round(nanos[(int) Math.ceil(PAGES * 0.95) - 1] / 1e4) / 100.0;
    }
}

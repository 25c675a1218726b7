package io.diptych.campaign;

import io.diptych.campaign.Domain.Outside;
import io.diptych.catalog.Product;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sums up a plan while it streams by. Writes nothing. */
public final class PlanReporter {

    /** How many entries a list of the report has at most. */
    static final int LISTED = 20;

    private static final int BATCH = 2000;
    private static final int MOST_DISTINCT = 10_000;

    private final ExistingAssets assets;
    private final Domain domain;
    private final @Nullable Pace pace;
    private final @Nullable Contest contest;
    private final List<ExistingAssets.Key> batch = new ArrayList<>();
    private final List<ShotKey> contested = new ArrayList<>();
    private final List<SkippedRow> firstSkipped = new ArrayList<>();
    private final Map<Outside, Long> outside = new HashMap<>();
    private @Nullable Shot firstShot;
    private long shots;
    private long takes;
    private long existing;
    private long unseen;
    private long skipped;
    private long shotsOutside;

    private PlanReporter(ExistingAssets assets, Domain domain, @Nullable Pace pace, @Nullable Contest contest) {
        this.contest = contest;
        this.assets = assets;
        this.domain = domain;
        this.pace = pace;
    }

    /**
     * Runs through a plan.
     *
     * @param assets asked in batches
     * @param pace null where it was never measured
     */
    public static PlanReport report(Plan plan, ExistingAssets assets, Domain domain, @Nullable Pace pace) {
        PlanReporter reporter =
                new PlanReporter(assets, domain, pace, plan.campaign().contest());
        plan.forEachRemaining(reporter::take);
        reporter.countExisting();
        return reporter.report(plan);
    }

    private void take(PlanEntry entry) {
        if (entry instanceof Shot shot) {
            take(shot);
        } else if (entry instanceof UnseenShot shot) {
            unseen++;
            compare(shot.product(), shot.frame(), shot.instruction());
        } else if (entry instanceof SkippedRow row) {
            skipped++;
            if (firstSkipped.size() < LISTED) {
                firstSkipped.add(row);
            }
        }
    }

    private void take(Shot shot) {
        shots++;
        takes += shot.takes().size();
        if (firstShot == null) {
            firstShot = shot;
        }
        compare(shot.product(), shot.frame(), shot.instruction());
        if (contest != null) {
            contested.add(shot.key());
        } else {
            for (Take each : shot.takes()) {
                batch.add(new ExistingAssets.Key(shot.key(), each.seed()));
            }
        }
        if (batch.size() + contested.size() >= BATCH) {
            countExisting();
        }
    }

    private void countExisting() {
        if (!batch.isEmpty()) {
            existing += assets.among(List.copyOf(batch)).size();
            batch.clear();
        }
        if (contest != null && !contested.isEmpty()) {
            existing += (long) contest.takes()
                    * assets.chosen(List.copyOf(contested), contest).size();
            contested.clear();
        }
    }

    private void compare(Product product, Frame frame, String instruction) {
        List<Outside> found = domain.outside(product, frame, instruction);
        if (!found.isEmpty()) {
            shotsOutside++;
        }
        for (Outside each : found) {
            if (outside.containsKey(each) || outside.size() < MOST_DISTINCT) {
                outside.merge(each, 1L, Long::sum);
            }
        }
    }

    private PlanReport report(Plan plan) {
        Map<Outside, Long> mostFrequent = new LinkedHashMap<>();
        outside.entrySet().stream()
                .sorted(Map.Entry.<Outside, Long>comparingByValue()
                        .reversed()
                        .thenComparing(each -> each.getKey().what())
                        .thenComparing(each -> each.getKey().part()))
                .forEach(each -> mostFrequent.put(each.getKey(), each.getValue()));
        long scenes = plan.frames().stream().map(Frame::scene).distinct().count();
        return new PlanReport(
                plan.campaign(),
                (int) scenes,
                plan.products(),
                shots,
                takes,
                existing,
                unseen,
                skipped,
                List.copyOf(firstSkipped),
                plan.problems(),
                firstShot,
                shotsOutside,
                mostFrequent,
                pace);
    }
}

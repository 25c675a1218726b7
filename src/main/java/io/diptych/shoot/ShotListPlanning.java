package io.diptych.shoot;

import io.diptych.campaign.Contest;
import io.diptych.campaign.Frame;
import io.diptych.campaign.Plan;
import io.diptych.campaign.PlanEntry;
import io.diptych.campaign.Shot;
import io.diptych.campaign.SkippedRow;
import io.diptych.campaign.Take;
import io.diptych.campaign.UnseenShot;
import io.diptych.catalog.Product;
import io.diptych.provenance.AssetRecord;
import io.diptych.provenance.Choices;
import io.diptych.provenance.Ledger;
import io.diptych.provenance.TakeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Streams one plan into the shot list, page by page. What the ledger has and S3 still holds is existing; the rest is
 * open.
 */
final class ShotListPlanning {

    private static final int PAGE = 1000;

    private final Plan plan;
    private final Map<Integer, RunFrame> frames;
    private final Ledger ledger;
    private final Choices choices;
    private final @Nullable Contest contest;
    private final StoredObjects objects;
    private final PlanProblems problems;
    private final ShotListWriter list;
    private final RunHalts.Check halt;
    private final long products;
    private @Nullable Product last;
    private long taken;
    private final List<PlannedShot> page = new ArrayList<>(PAGE);

    /**
     * @param frames those that the bundle can render, by number
     * @param products how many of the catalog's first products with a shot are planned
     */
    ShotListPlanning(
            Plan plan,
            Map<Integer, RunFrame> frames,
            Ledger ledger,
            Choices choices,
            StoredObjects objects,
            PlanProblems problems,
            ShotListWriter list,
            RunHalts.Check halt,
            long products) {
        this.plan = plan;
        this.frames = frames;
        this.ledger = ledger;
        this.choices = choices;
        contest = plan.campaign().contest();
        this.objects = objects;
        this.problems = problems;
        this.list = list;
        this.halt = halt;
        this.products = products;
    }

    void run() {
        while (plan.hasNext()) {
            halt.check();
            PlanEntry next = plan.next();
            if (next instanceof Shot shot && isOneTooMany(shot.product())) {
                break;
            }
            take(next);
        }
        writePage();
    }

    /** A product's shots come one after the other. */
    private boolean isOneTooMany(Product product) {
        if (product.equals(last)) {
            return false;
        }
        last = product;
        return ++taken > products;
    }

    private void take(PlanEntry entry) {
        if (entry instanceof Shot shot) {
            take(shot);
        } else if (entry instanceof SkippedRow row) {
            problems.add(row.toString());
        } else if (entry instanceof UnseenShot unseen
                && frames.containsKey(unseen.frame().number())) {
            problems.add(plan.campaign().catalog().path() + ":"
                    + unseen.product().photo().line() + ": "
                    + unseen.product().sku() + ": photo "
                    + unseen.product().photo().location()
                    + " has not been fetched; run the campaign again once it can be, or save it beside the catalog");
        }
    }

    private void take(Shot shot) {
        Frame frame = shot.frame();
        if (!frames.containsKey(frame.number())) {
            return;
        }
        // Where one take is kept, the shot is one row.
        int contenders = contest == null ? 1 : contest.takes();
        for (Take take : contest == null ? shot.takes() : shot.takes().subList(0, 1)) {
            page.add(new PlannedShot(
                    shot.product().sku(),
                    shot.product().title(),
                    shot.product().line(),
                    frame.number(),
                    take.number(),
                    shot.instruction(),
                    shot.product().photo().location(),
                    shot.photo().digest(),
                    shot.key().hex(),
                    take.seed(),
                    contenders));
            if (page.size() == PAGE) {
                writePage();
            }
        }
    }

    private void writePage() {
        Function<PlannedShot, @Nullable AssetRecord> recorded = contest == null ? existing() : chosen(contest);
        for (PlannedShot shot : page) {
            AssetRecord asset = recorded.apply(shot);
            if (asset == null) {
                list.writeOpen(shot);
                continue;
            }
            PlannedShot taken = shot.taken(asset.take().number(), asset.take().seed());
            if (objects.complete(asset)) {
                list.writeExisting(taken, asset.id().value());
            } else {
                list.writeRestore(taken, asset.id().value());
            }
        }
        page.clear();
    }

    private Function<PlannedShot, @Nullable AssetRecord> existing() {
        Map<TakeKey, AssetRecord> recorded =
                ledger.existing(page.stream().map(ShotListPlanning::key).toList());
        return shot -> recorded.get(key(shot));
    }

    private Function<PlannedShot, @Nullable AssetRecord> chosen(Contest rules) {
        Map<String, AssetRecord> recorded = choices.chosen(
                page.stream().map(PlannedShot::shotKey).toList(), rules.seed(), rules.takes(), rules.waypoints());
        return shot -> recorded.get(shot.shotKey());
    }

    private static TakeKey key(PlannedShot shot) {
        return new TakeKey(shot.shotKey(), shot.seed());
    }
}

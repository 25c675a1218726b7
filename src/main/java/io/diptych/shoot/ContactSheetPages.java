package io.diptych.shoot;

import io.diptych.catalog.PhotoException;
import io.diptych.catalog.PhotoSource;
import io.diptych.catalog.Photos;
import io.diptych.catalog.RecentPhotoFacts;
import io.diptych.catalog.WebPhotos;
import io.diptych.model.BundleManifest;
import io.diptych.provenance.AssetId;
import io.diptych.provenance.AssetRecord;
import io.diptych.provenance.AssetTexts;
import io.diptych.provenance.ContactSheet;
import io.diptych.provenance.ContactSheets;
import io.diptych.provenance.Ledger;
import io.diptych.provenance.TakeKey;
import io.diptych.provenance.Thumbnail;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lays a run's shots out as the campaign's contact sheet: product by product, in the catalog's order. */
@Component
class ContactSheetPages {

    private final WebPhotos webPhotos;
    private final ShotList shots;
    private final RunProblems problems;
    private final Ledger ledger;
    private final ContactSheets sheets;
    private final StopSign stop;
    private final ShootSettings settings;

    ContactSheetPages(
            ShotList shots,
            RunProblems problems,
            Ledger ledger,
            ContactSheets sheets,
            StopSign stop,
            ShootSettings settings,
            WebPhotos webPhotos) {
        this.webPhotos = webPhotos;
        this.shots = shots;
        this.problems = problems;
        this.ledger = ledger;
        this.sheets = sheets;
        this.stop = stop;
        this.settings = settings;
    }

    /** Writes the sheet; returns its first page on this disk. */
    Path write(CampaignRun run, BundleManifest bundle, RenderTime.Spent spent) {
        ShotTotals totals = shots.totals(run.id(), run.shots());
        Cut cut = cut(run);
        ContactSheet sheet = new ContactSheet(
                run.campaign(),
                new ContactSheet.Summary(
                        cut.products,
                        shots.scenes(run.id()),
                        Math.toIntExact(totals.done()),
                        Math.toIntExact(totals.existing()),
                        shots.drifted(run.id()),
                        Math.toIntExact(totals.failed()),
                        Math.toIntExact(run.skipped()),
                        spent.model(),
                        spent.wall().minus(spent.model()),
                        bundle.name(),
                        run.bundle(),
                        run.seed()),
                skipped(run),
                List.copyOf(cut.pages));
        return sheets.at(run.place()).publish(sheet);
    }

    private Cut cut(CampaignRun run) {
        Cut cut = new Cut();
        shots.forEachProduct(run.id(), product -> cut.add(run, product));
        if (cut.pages.isEmpty()) {
            cut.pages.add(new Page(run, 0, -1, 0));
        }
        return cut;
    }

    private List<ContactSheet.Problem> skipped(CampaignRun run) {
        List<ContactSheet.Problem> all = new ArrayList<>();
        for (String message : problems.first(run.id(), PlanProblems.KEPT)) {
            all.add(new ContactSheet.Problem("Skipped", "", message));
        }
        if (run.skipped() > all.size()) {
            all.add(new ContactSheet.Problem("Skipped", "", "and " + (run.skipped() - all.size()) + " more"));
        }
        return all;
    }

    /** The shot list, cut into pages between products. */
    private final class Cut {

        private final List<Page> pages = new ArrayList<>();
        private int products;

        private void add(CampaignRun run, ShownProduct product) {
            products++;
            Page page = pages.isEmpty() ? null : pages.get(pages.size() - 1);
            if (page == null || page.shots() + product.shots() > settings.contactSheetPage()) {
                pages.add(new Page(run, product.first(), product.last(), product.failed()));
            } else {
                pages.set(pages.size() - 1, new Page(run, page.first, product.last(), page.failed + product.failed()));
            }
        }
    }

    /** A stretch of the shot list, both ends included. */
    private final class Page implements ContactSheet.Page {

        private final CampaignRun run;
        private final int first;
        private final int last;
        private final int failed;

        private Page(CampaignRun run, int first, int last, int failed) {
            this.run = run;
            this.first = first;
            this.last = last;
            this.failed = failed;
        }

        private int shots() {
            return last - first + 1;
        }

        @Override
        public int failed() {
            return failed;
        }

        @Override
        public ContactSheet.Content content() {
            List<ShownShot> shown = shots.shown(run.id(), first, last);
            return new ContactSheet.Content(problems(shown), items(run, shown));
        }
    }

    private Stream<ContactSheet.Item> items(CampaignRun run, List<ShownShot> shown) {
        Map<TakeKey, AssetRecord> assets =
                ledger.existing(shown.stream().map(ContactSheetPages::key).toList());
        Map<AssetId, AssetTexts> texts =
                ledger.texts(assets.values().stream().map(AssetRecord::id).toList());
        Photos photos = Photos.of(run.catalog(), run.photos(), new RecentPhotoFacts(1), webPhotos);
        Map<String, List<ShownShot>> products = new LinkedHashMap<>();
        shown.forEach(shot -> products.computeIfAbsent(shot.shot().sku(), sku -> new ArrayList<>())
                .add(shot));
        return products.values().stream().map(ofProduct -> {
            stop.check();
            PlannedShot first = ofProduct.get(0).shot();
            return new ContactSheet.Item(
                    first.sku(), first.title(), thumbnail(photos, first), frames(ofProduct, assets, texts));
        });
    }

    private static List<ContactSheet.Frame> frames(
            List<ShownShot> shots, Map<TakeKey, AssetRecord> assets, Map<AssetId, AssetTexts> texts) {
        Map<String, List<ShownShot>> byShot = new LinkedHashMap<>();
        shots.forEach(shot -> byShot.computeIfAbsent(shot.shot().shotKey(), key -> new ArrayList<>())
                .add(shot));
        List<ContactSheet.Frame> frames = new ArrayList<>();
        for (List<ShownShot> takes : byShot.values()) {
            List<ContactSheet.Print> prints = new ArrayList<>();
            for (ShownShot take : takes) {
                AssetRecord asset = assets.get(key(take));
                if (asset != null && take.reason() == null) {
                    AssetTexts text = texts.get(asset.id());
                    prints.add(new ContactSheet.Print(asset, text == null ? "" : text.copy()));
                }
            }
            ShownShot first = takes.get(0);
            frames.add(new ContactSheet.Frame(
                    first.scene(), first.variant(), first.shot().instruction(), prints));
        }
        return frames;
    }

    private static List<ContactSheet.Problem> problems(List<ShownShot> shown) {
        return shown.stream()
                .filter(shot -> shot.reason() != null)
                .map(shot -> new ContactSheet.Problem(
                        "Shot failed",
                        shot.shot().sku() + ", " + shot.scene() + ", take "
                                + shot.shot().take(),
                        String.valueOf(shot.reason())))
                .toList();
    }

    private static @Nullable Thumbnail thumbnail(PhotoSource photos, PlannedShot shot) {
        try {
            return Thumbnail.of(photos.fetch(shot.photo()).image());
        } catch (PhotoException e) {
            // It was there when the shot was rendered; the sheet does without.
            return null;
        }
    }

    private static TakeKey key(ShownShot shot) {
        return new TakeKey(shot.shot().shotKey(), shot.shot().seed());
    }
}

package io.diptych.shoot;

import io.diptych.catalog.PhotoException;
import io.diptych.catalog.PhotoSource;
import io.diptych.catalog.Photos;
import io.diptych.catalog.RecentPhotoFacts;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lays a run's shots out as the campaign's contact sheet: product by product, in the catalog's order. */
@Component
class ContactSheetPages {

    /** A page with more products is of no use to anyone; the sheet says what it leaves out. */
    private static final int MOST_SHOTS = 2000;

    private final ShotList shots;
    private final RunProblems problems;
    private final Ledger ledger;
    private final ContactSheets sheets;

    ContactSheetPages(ShotList shots, RunProblems problems, Ledger ledger, ContactSheets sheets) {
        this.shots = shots;
        this.problems = problems;
        this.ledger = ledger;
        this.sheets = sheets;
    }

    /** Writes the sheet; returns the page on this disk. */
    Path write(CampaignRun run, BundleManifest bundle, RenderTime.Spent spent) {
        ShotTotals totals = shots.totals(run.id(), run.shots());
        List<ShownShot> shown = shots.shown(run.id(), MOST_SHOTS);
        ContactSheet sheet = new ContactSheet(
                run.campaign(),
                new ContactSheet.Summary(
                        Math.toIntExact(totals.done()),
                        Math.toIntExact(totals.existing()),
                        Math.toIntExact(totals.failed()),
                        Math.toIntExact(run.skipped()),
                        spent.model(),
                        spent.wall().minus(spent.model()),
                        bundle.name(),
                        run.bundle(),
                        run.seed()),
                items(run, shown),
                problems(run, shown, totals));
        return sheets.in(run.bucket()).publish(sheet);
    }

    private List<ContactSheet.Item> items(CampaignRun run, List<ShownShot> shown) {
        Map<TakeKey, AssetRecord> assets =
                ledger.existing(shown.stream().map(ContactSheetPages::key).toList());
        Map<AssetId, AssetTexts> texts =
                ledger.texts(assets.values().stream().map(AssetRecord::id).toList());
        Photos photos = Photos.of(run.catalog(), run.photos(), new RecentPhotoFacts(1));
        Map<String, List<ShownShot>> products = new LinkedHashMap<>();
        shown.forEach(shot -> products.computeIfAbsent(shot.shot().sku(), sku -> new ArrayList<>())
                .add(shot));
        List<ContactSheet.Item> items = new ArrayList<>();
        products.forEach((sku, ofProduct) -> {
            PlannedShot first = ofProduct.get(0).shot();
            items.add(new ContactSheet.Item(
                    sku, first.title(), thumbnail(photos, first), frames(ofProduct, assets, texts)));
        });
        return items;
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

    private List<ContactSheet.Problem> problems(CampaignRun run, List<ShownShot> shown, ShotTotals totals) {
        List<ContactSheet.Problem> all = new ArrayList<>();
        for (ShownShot shot : shown) {
            if (shot.reason() != null) {
                all.add(new ContactSheet.Problem(
                        "Shot failed",
                        shot.shot().sku() + ", " + shot.scene() + ", take "
                                + shot.shot().take(),
                        shot.reason()));
            }
        }
        for (String message : problems.first(run.id(), MOST_SHOTS)) {
            all.add(new ContactSheet.Problem("Skipped", "", message));
        }
        if (totals.shots() > shown.size()) {
            all.add(new ContactSheet.Problem(
                    "Not shown",
                    "",
                    (totals.shots() - shown.size()) + " more shots; their files lie beside the others"));
        }
        return all;
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

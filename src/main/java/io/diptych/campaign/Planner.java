package io.diptych.campaign;

import io.diptych.catalog.CatalogReader;
import io.diptych.catalog.Catalogs;
import io.diptych.catalog.PhotoSource;
import io.diptych.catalog.Product;
import io.diptych.scene.SceneLibrary;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Plans campaigns: product × scene × variant. */
public final class Planner {

    /** What a scene may name whether or not this catalog has it: a product without it is skipped, not the scene. */
    private static final List<String> USUAL_NAMES = List.of(
            "sku", "title", "vendor", "type", "category", "tags", "price", "description", "color", "size", "material");

    private final Catalogs catalogs;
    private final SceneLibrary library;
    private final PhotoSource photos;
    private final ModelIdentity model;

    /**
     * @param library where the campaign's scenes are looked for
     * @param photos where the catalog's photos are looked at; none is fetched from afar
     */
    public Planner(Catalogs catalogs, SceneLibrary library, PhotoSource photos, ModelIdentity model) {
        this.catalogs = catalogs;
        this.library = library;
        this.photos = photos;
        this.model = model;
    }

    /**
     * Begins to plan a campaign. The catalog is read while the plan is iterated over; only where a scene names something
     * unusual it is read through once before.
     *
     * @throws IOException when the catalog cannot be read at all
     */
    public Plan plan(Campaign campaign) throws IOException {
        Frames found = Frames.of(campaign, library);
        Frames frames = found.withPlaceholdersKnown(names(campaign, found));
        CatalogReader reader = open(campaign);
        return new Plan(campaign, frames, reader, photos, model);
    }

    private SortedSet<String> names(Campaign campaign, Frames frames) throws IOException {
        SortedSet<String> names = new TreeSet<>(USUAL_NAMES);
        if (frames.withPlaceholdersKnown(names).problems().size()
                > frames.problems().size()) {
            try (CatalogReader reader = open(campaign)) {
                reader.forEachRemaining(entry -> {
                    if (entry instanceof Product product) {
                        names.addAll(product.attributes().keySet());
                    }
                });
            }
        }
        return names;
    }

    private CatalogReader open(Campaign campaign) throws IOException {
        return catalogs.open(campaign.catalog().path(), campaign.catalog().format());
    }
}

package io.diptych.shoot;

import io.diptych.campaign.Campaign;
import io.diptych.campaign.ModelIdentity;
import io.diptych.campaign.Plan;
import io.diptych.campaign.Planner;
import io.diptych.catalog.Catalogs;
import io.diptych.catalog.PhotoFactsCache;
import io.diptych.catalog.Photos;
import io.diptych.catalog.WebPhotos;
import io.diptych.model.Bundle;
import io.diptych.provenance.Place;
import io.diptych.scene.SceneLibrary;
import java.io.IOException;
import java.util.Objects;

/** A campaign, its bucket settled, with what planning it takes: its scenes, its photos, the bundle. */
public final class CampaignPlanning {

    private final Campaign campaign;
    private final Catalogs catalogs;
    private final Photos photos;
    private final Bundle bundle;

    /** @throws NoAlignerException if the best takes are to be kept and the bundle cannot tell which those are */
    public CampaignPlanning(Campaign campaign, Catalogs catalogs, PhotoFactsCache facts, WebPhotos web, Bundle bundle) {
        if (campaign.contest() != null && bundle.manifest().aligner() == null) {
            throw new NoAlignerException(campaign, bundle);
        }
        this.campaign = campaign;
        this.catalogs = catalogs;
        this.bundle = bundle;
        photos = Photos.of(campaign.catalog().path(), campaign.catalog().photos(), facts, web);
    }

    /** Opens a plan; close it. */
    public Plan open() throws IOException {
        return new Planner(catalogs, SceneLibrary.beside(campaign.file()), photos, model()).plan(campaign);
    }

    /** Where the campaign delivers to. */
    Place place() {
        return place(campaign);
    }

    static Place place(Campaign campaign) {
        Campaign.Delivery delivery = campaign.delivery();
        return new Place(
                Objects.requireNonNull(delivery.bucket(), "the campaign's bucket is not settled"), delivery.prefix());
    }

    Campaign campaign() {
        return campaign;
    }

    Catalogs catalogs() {
        return catalogs;
    }

    Photos photos() {
        return photos;
    }

    Bundle bundle() {
        return bundle;
    }

    ModelIdentity model() {
        return identity(bundle);
    }

    static ModelIdentity identity(Bundle bundle) {
        return new ModelIdentity(bundle.digest(), Integer.toString(SamplerVersion.CURRENT));
    }

    String definition() throws IOException {
        try (Plan plan = open()) {
            return Definition.digest(campaign, plan, model());
        }
    }
}

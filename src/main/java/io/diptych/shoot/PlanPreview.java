package io.diptych.shoot;

import io.diptych.campaign.Campaign;
import io.diptych.campaign.Contest;
import io.diptych.campaign.ExistingAssets;
import io.diptych.campaign.Pace;
import io.diptych.campaign.Plan;
import io.diptych.campaign.PlanReport;
import io.diptych.campaign.PlanReporter;
import io.diptych.campaign.ShotKey;
import io.diptych.catalog.Catalogs;
import io.diptych.catalog.PhotoFacts;
import io.diptych.catalog.PhotoFactsCache;
import io.diptych.catalog.RecentPhotoFacts;
import io.diptych.catalog.WebPhotos;
import io.diptych.model.Bundle;
import io.diptych.provenance.AssetRecord;
import io.diptych.provenance.Choices;
import io.diptych.provenance.Ledger;
import io.diptych.provenance.Place;
import io.diptych.provenance.TakeKey;
import io.diptych.storage.ObjectStore;
import io.diptych.storage.StorageProperties;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Says what a campaign would make. Writes nothing. */
@Component
public class PlanPreview {

    private final Catalogs catalogs;
    private final WorkerModel model;
    private final PhotoFactsTable photoFacts;
    private final WebPhotos webPhotos;
    private final CampaignRuns runs;
    private final Ledger ledger;
    private final Choices choices;
    private final ObjectProvider<ObjectStore> store;
    private final StorageProperties storage;
    private final JdbcClient jdbc;

    PlanPreview(
            Catalogs catalogs,
            WorkerModel model,
            PhotoFactsTable photoFacts,
            WebPhotos webPhotos,
            CampaignRuns runs,
            Ledger ledger,
            Choices choices,
            ObjectProvider<ObjectStore> store,
            StorageProperties storage,
            JdbcClient jdbc) {
        this.catalogs = catalogs;
        this.model = model;
        this.photoFacts = photoFacts;
        this.webPhotos = webPhotos;
        this.runs = runs;
        this.ledger = ledger;
        this.choices = choices;
        this.store = store;
        this.storage = storage;
        this.jdbc = jdbc;
    }

    /** Against what the ledger and the object store have. */
    public PlanReport preview(Campaign given) throws IOException {
        Campaign campaign = given.withConfiguredBucket(storage.bucket());
        Bundle bundle = model.bundle();
        if (!isSetUp()) {
            return withNothingRecorded(campaign, bundle);
        }
        Pace pace = runs.millisPerTake(bundle.digest())
                .map(millis -> new Pace(millis / 1000, 1))
                .orElse(null);
        return report(
                campaign,
                catalogs,
                new ReadOnly(photoFacts),
                webPhotos,
                bundle,
                new Recorded(ledger, choices, objects(campaign)),
                pace);
    }

    private boolean isSetUp() {
        return jdbc.sql("select to_regclass('campaign_run') is not null")
                .query(Boolean.class)
                .single();
    }

    /** Not even a connection is made where the ledger has nothing that would be looked for. */
    private Supplier<StoredObjects> objects(Campaign campaign) {
        Place place = CampaignPlanning.place(campaign);
        return SingletonSupplier.of(() -> new StoredObjects(store.getObject(), place));
    }

    /**
     * Where no database was ever set up: nothing exists, and nothing was measured.
     *
     * @param configuration of the application that is not started for this
     */
    public static PlanReport withoutDatabase(Campaign campaign, Bundle bundle, Environment configuration)
            throws IOException {
        StorageProperties storage = Binder.get(configuration).bindOrCreate("diptych.storage", StorageProperties.class);
        return withNothingRecorded(campaign.withConfiguredBucket(storage.bucket()), bundle);
    }

    private static PlanReport withNothingRecorded(Campaign campaign, Bundle bundle) throws IOException {
        return report(
                campaign,
                Catalogs.ofKnownFormats(),
                new RecentPhotoFacts(1),
                WebPhotos.none(),
                bundle,
                ExistingAssets.NONE,
                null);
    }

    private static PlanReport report(
            Campaign campaign,
            Catalogs catalogs,
            PhotoFactsCache facts,
            WebPhotos web,
            Bundle bundle,
            ExistingAssets existing,
            @Nullable Pace pace)
            throws IOException {
        try (Plan plan = new CampaignPlanning(campaign, catalogs, facts, web, bundle).open();
                BundleDomain domain = new BundleDomain(bundle)) {
            return PlanReporter.report(plan, existing, domain, pace);
        }
    }

    /** An asset exists if the ledger has it and S3 still holds it. */
    private record Recorded(Ledger ledger, Choices choices, Supplier<StoredObjects> objects) implements ExistingAssets {

        @Override
        public Set<Key> among(Collection<Key> wanted) {
            Map<TakeKey, AssetRecord> recorded =
                    ledger.existing(wanted.stream().map(Recorded::takeKey).toList());
            Set<Key> existing = new HashSet<>();
            for (Key key : wanted) {
                AssetRecord asset = recorded.get(takeKey(key));
                if (asset != null && objects.get().complete(asset)) {
                    existing.add(key);
                }
            }
            return existing;
        }

        @Override
        public Set<ShotKey> chosen(Collection<ShotKey> wanted, Contest contest) {
            Map<String, AssetRecord> chosen = choices.chosen(
                    wanted.stream().map(ShotKey::hex).toList(), contest.seed(), contest.takes(), contest.waypoints());
            return chosen.values().stream()
                    .filter(asset -> objects.get().complete(asset))
                    .map(asset -> new ShotKey(asset.take().shot().key()))
                    .collect(Collectors.toSet());
        }

        private static TakeKey takeKey(Key key) {
            return new TakeKey(key.shot().hex(), key.seed());
        }
    }

    private record ReadOnly(PhotoFactsCache cache) implements PhotoFactsCache {

        @Override
        public Optional<PhotoFacts> find(String location, String version) {
            return cache.find(location, version);
        }

        @Override
        public void remember(String location, String version, PhotoFacts facts) {}
    }
}

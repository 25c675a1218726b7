package io.diptych.shoot;

import io.diptych.campaign.Take;
import io.diptych.catalog.Photo;
import io.diptych.catalog.PhotoException;
import io.diptych.catalog.Photos;
import io.diptych.catalog.RecentPhotoFacts;
import io.diptych.catalog.WebPhotos;
import io.diptych.diffusion.Grid;
import io.diptych.model.Bundle;
import io.diptych.model.Pixels;
import io.diptych.provenance.AssetRecord;
import io.diptych.provenance.Environment;
import io.diptych.provenance.Inputs;
import io.diptych.provenance.Rendered;
import io.diptych.provenance.ReplayRefusedException;
import io.diptych.provenance.Rerender;
import io.diptych.provenance.Source;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Renders recorded takes once more, in a batch of the recorded shape. The photo is looked for where the campaign's runs
 * had it, unless a file is given.
 */
final class RecordedTakes implements Rerender {

    /** @param location in place of the recorded reference; null for that */
    private record Place(
            Path catalog, @Nullable Path photos, @Nullable String location) {}

    private final WorkerModel model;
    private final JdbcClient jdbc;
    private final SamplerJson sampler;
    private final WebPhotos webPhotos;
    private final @Nullable Path photoFile;

    RecordedTakes(
            WorkerModel model, JdbcClient jdbc, SamplerJson sampler, WebPhotos webPhotos, @Nullable Path photoFile) {
        this.model = model;
        this.jdbc = jdbc;
        this.sampler = sampler;
        this.webPhotos = webPhotos;
        this.photoFile = photoFile;
    }

    @Override
    public String bundleDigest() {
        return model.bundle().digest();
    }

    @Override
    public Environment environment() {
        return model.environment();
    }

    @Override
    public Rendered render(AssetRecord asset, Source source) {
        Inputs inputs = asset.take().inputs();
        Renderer renderer = model.renderer(slots(asset));
        try {
            Pixels photo = renderer.letterbox(photo(asset, source).image());
            PlannedShot planned = new PlannedShot(
                    asset.take().shot().sku(),
                    source.title(),
                    0,
                    0,
                    asset.take().number(),
                    source.instruction(),
                    source.photoReference(),
                    inputs.photoDigest(),
                    asset.take().shot().key(),
                    asset.take().seed(),
                    1);
            RunFrame frame = new RunFrame(
                    0,
                    asset.take().shot().scene(),
                    asset.take().shot().variant(),
                    grid(asset),
                    sampler.read(inputs.sampler()));
            PreparedShot prepared = new PreparedShot(
                    new OpenShot(0, planned, asset.id().value()),
                    frame,
                    renderer.tokens(source.instruction()),
                    List.of(new Take(planned.take(), planned.seed())),
                    photo);
            RenderedBatch batch = renderer.render(new MicroBatch(List.of(prepared), List.of()), null);
            if (!batch.failed().isEmpty()) {
                throw new ReplayRefusedException("Asset " + asset.id() + " cannot be rendered again: "
                        + batch.failed().get(0).reason());
            }
            return batch.rendered().get(0).result();
        } catch (PhotoException | InstructionTooLongException e) {
            throw new ReplayRefusedException("Asset " + asset.id() + " cannot be rendered again: " + e.getMessage());
        }
    }

    private Grid grid(AssetRecord asset) {
        Bundle bundle = model.bundle();
        int pixelsPerCode = bundle.manifest().imageCodec().pixelsPerCode();
        return new Grid(
                asset.outputs().height() / pixelsPerCode, asset.outputs().width() / pixelsPerCode);
    }

    private static int slots(AssetRecord asset) {
        return asset.rendering().batch().get("slots") instanceof Number slots ? slots.intValue() : 1;
    }

    private Photo photo(AssetRecord asset, Source source) {
        String expected = asset.take().inputs().photoDigest();
        PhotoException problem = new PhotoException(
                source.photoReference(), "cannot be found: this database has no run of the asset's campaign");
        for (Place place : places(asset)) {
            try {
                Photo photo = Photos.of(place.catalog(), place.photos(), new RecentPhotoFacts(1), webPhotos)
                        .fetch(place.location() == null ? source.photoReference() : place.location());
                if (photo.facts().digest().equals(expected)) {
                    return photo;
                }
                problem = new PhotoException(
                        place.location() == null ? source.photoReference() : place.location(),
                        "is not the photo that the asset was made from: its SHA-256 is "
                                + photo.facts().digest() + ", recorded is " + expected);
            } catch (PhotoException e) {
                problem = e;
            }
        }
        throw new ReplayRefusedException("Asset " + asset.id() + " cannot be rendered again: photo "
                + problem.getMessage() + ". Name a copy of it: --photo=FILE");
    }

    /** Where the campaign had its photos, the latest run first. */
    private List<Place> places(AssetRecord asset) {
        if (photoFile != null) {
            // Any name in the photo's folder stands for a catalog there.
            return List.of(new Place(
                    photoFile.toAbsolutePath(), null, photoFile.getFileName().toString()));
        }
        return jdbc.sql("select distinct on (catalog, photos) catalog, photos, id from campaign_run"
                        + " where campaign = :campaign order by catalog, photos, id desc")
                .param("campaign", asset.take().shot().campaign())
                .query((row, n) -> {
                    String photos = row.getString("photos");
                    return new Place(Path.of(row.getString("catalog")), photos == null ? null : Path.of(photos), null);
                })
                .list();
    }
}

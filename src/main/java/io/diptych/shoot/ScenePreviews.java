package io.diptych.shoot;

import io.diptych.campaign.Campaign;
import io.diptych.campaign.Frame;
import io.diptych.campaign.ShotKey;
import io.diptych.campaign.Take;
import io.diptych.campaign.Variant;
import io.diptych.catalog.CatalogReader;
import io.diptych.catalog.Catalogs;
import io.diptych.catalog.Photo;
import io.diptych.catalog.PhotoException;
import io.diptych.catalog.Photos;
import io.diptych.catalog.Product;
import io.diptych.catalog.RecentPhotoFacts;
import io.diptych.catalog.WebPhotos;
import io.diptych.diffusion.Waypoints;
import io.diptych.provenance.FilmStrip;
import io.diptych.scene.Placeholder;
import io.diptych.scene.Scene;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Renders a scene template with a campaign's first usable product, to look at while one writes it. Nothing is recorded. A
 * worker in this process goes on meanwhile: they take turns at the model.
 */
@Component
public class ScenePreviews {

    private final WorkerModel model;
    private final Catalogs catalogs;
    private final WebPhotos webPhotos;

    ScenePreviews(WorkerModel model, Catalogs catalogs, WebPhotos webPhotos) {
        this.model = model;
        this.catalogs = catalogs;
        this.webPhotos = webPhotos;
    }

    /** @param frame the finished picture with its text and score */
    public record Preview(String sku, String title, String instruction, FilmStrip.Frame frame) {}

    /**
     * @throws CampaignStateException if it cannot be rendered; the message says why
     * @throws IOException when the catalog cannot be read
     */
    public synchronized Preview render(Campaign campaign, Scene scene) throws IOException {
        Photos photos =
                Photos.of(campaign.catalog().path(), campaign.catalog().photos(), new RecentPhotoFacts(1), webPhotos);
        PhotoException problem = null;
        try (CatalogReader reader =
                catalogs.open(campaign.catalog().path(), campaign.catalog().format())) {
            while (reader.hasNext()) {
                if (reader.next() instanceof Product product) {
                    try {
                        return render(
                                scene, product, photos.fetch(product.photo().location()));
                    } catch (PhotoException e) {
                        problem = e;
                    }
                }
            }
        }
        throw new CampaignStateException(
                problem == null
                        ? "The catalog of " + campaign.name() + " has no product that could be read"
                        : "No product of " + campaign.name() + " has a usable photo; the last: "
                                + problem.getMessage());
    }

    private Preview render(Scene scene, Product product, Photo photo) throws PhotoException {
        Map<String, String> values = product.values();
        Optional<Placeholder> missing = scene.missing(values);
        if (missing.isPresent()) {
            throw new CampaignStateException("The product " + product.sku() + " has no "
                    + missing.get().name() + ", and the scene gives it no default");
        }
        Frame frame = new Frame(0, scene, Variant.DEFAULT);
        String instruction = scene.fill(values);
        Renderer renderer = model.renderer();
        try {
            RunFrame fitting = new FrameFit(model.bundle().manifest()).fit(frame);
            ShotKey key =
                    ShotKey.of(instruction, photo.facts().digest(), frame, CampaignPlanning.identity(model.bundle()));
            Take take = Take.of(0, key, 1);
            PlannedShot planned = new PlannedShot(
                    product.sku(),
                    product.title(),
                    product.line(),
                    0,
                    take.number(),
                    instruction,
                    product.photo().location(),
                    photo.facts().digest(),
                    key.hex(),
                    take.seed(),
                    1);
            PreparedShot prepared = new PreparedShot(
                    new OpenShot(0, planned, null),
                    fitting,
                    renderer.tokens(instruction),
                    List.of(take),
                    renderer.letterbox(photo.image()));
            RenderedBatch batch = renderer.render(new MicroBatch(List.of(prepared), List.of()), new Waypoints(1));
            if (!batch.failed().isEmpty()) {
                throw new CampaignStateException(batch.failed().get(0).reason());
            }
            RenderedShot shot = batch.rendered().get(0);
            if (shot.looks().isEmpty()) {
                throw new CampaignStateException("The bundle has no aligner to look with; shoot a trial instead");
            }
            return new Preview(
                    product.sku(),
                    product.title(),
                    instruction,
                    shot.looks().get(0).frame());
        } catch (UnfitFrameException | InstructionTooLongException e) {
            throw new CampaignStateException(String.valueOf(e.getMessage()));
        }
    }
}

package io.diptych.shoot;

import io.diptych.campaign.ShotKey;
import io.diptych.campaign.Take;
import io.diptych.catalog.Photo;
import io.diptych.catalog.PhotoException;
import io.diptych.catalog.PhotoSource;
import io.diptych.model.Pixels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Fetches photos and turns instructions into tokens, ahead of the render. */
final class ShotPreparation {

    private final Renderer renderer;
    private final PhotoSource photos;
    private final Map<Integer, RunFrame> frames;
    private final long campaignSeed;

    ShotPreparation(Renderer renderer, PhotoSource photos, Map<Integer, RunFrame> frames, long campaignSeed) {
        this.campaignSeed = campaignSeed;
        this.renderer = renderer;
        this.photos = photos;
        this.frames = frames;
    }

    MicroBatch prepare(List<OpenShot> shots) {
        List<PreparedShot> ready = new ArrayList<>();
        List<FailedShot> failed = new ArrayList<>();
        // The scenes of a product stand together, so most photos are decoded once.
        Map<String, Pixels> decoded = new HashMap<>();
        for (OpenShot open : shots) {
            PlannedShot shot = open.shot();
            try {
                Pixels photo = decoded.get(shot.photoDigest());
                if (photo == null) {
                    photo = renderer.letterbox(fetch(shot).image());
                    decoded.put(shot.photoDigest(), photo);
                }
                RunFrame frame = frames.get(shot.frame());
                if (frame == null) {
                    throw new IllegalStateException("The run has no frame " + shot.frame());
                }
                ready.add(new PreparedShot(open, frame, renderer.tokens(shot.instruction()), takes(shot), photo));
            } catch (PhotoException | InstructionTooLongException e) {
                failed.add(new FailedShot(open, e.getMessage()));
            }
        }
        return new MicroBatch(ready, failed);
    }

    private List<Take> takes(PlannedShot shot) {
        if (shot.contenders() == 1) {
            return List.of(new Take(shot.take(), shot.seed()));
        }
        ShotKey key = new ShotKey(shot.shotKey());
        return IntStream.rangeClosed(1, shot.contenders())
                .mapToObj(number -> Take.of(campaignSeed, key, number))
                .toList();
    }

    private Photo fetch(PlannedShot shot) throws PhotoException {
        Photo photo = photos.fetch(shot.photo());
        if (!photo.facts().digest().equals(shot.photoDigest())) {
            throw new PhotoException(
                    shot.photo(), "has changed since the run was planned; run the campaign again to shoot the new one");
        }
        return photo;
    }
}

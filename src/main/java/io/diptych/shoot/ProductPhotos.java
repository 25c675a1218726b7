package io.diptych.shoot;

import io.diptych.catalog.Photo;
import io.diptych.catalog.PhotoException;
import io.diptych.catalog.Photos;
import io.diptych.catalog.RecentPhotoFacts;
import io.diptych.catalog.WebPhotos;
import org.springframework.stereotype.Component;

/** The catalog's photos, as the runs of campaigns saw them. */
@Component
public class ProductPhotos {

    private final CampaignRuns runs;
    private final WebPhotos webPhotos;

    ProductPhotos(CampaignRuns runs, WebPhotos webPhotos) {
        this.runs = runs;
        this.webPhotos = webPhotos;
    }

    /**
     * @param location as the shot list names it
     * @throws PhotoException if it is not there any more, or cannot be used
     */
    public Photo fetch(long run, String location) throws PhotoException {
        CampaignRun found = runs.findById(run)
                .orElseThrow(() -> new PhotoException(location, "belongs to a run that is not known"));
        return Photos.of(found.catalog(), found.photos(), new RecentPhotoFacts(1), webPhotos)
                .fetch(location);
    }
}

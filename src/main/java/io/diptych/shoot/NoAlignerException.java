package io.diptych.shoot;

import io.diptych.campaign.Campaign;
import io.diptych.model.Bundle;
import io.diptych.scene.FileProblem;
import io.diptych.scene.InvalidFileException;
import io.diptych.scene.YamlFile;

/** A campaign wants the best takes only, and the bundle has nothing to tell them by. */
public class NoAlignerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoAlignerException(Campaign campaign, Bundle bundle) {
        super(problem(
                        campaign,
                        "best needs an aligner to tell the better takes by, and bundle '"
                                + bundle.manifest().name()
                                + "' has none; name a bundle that has (--bundle=DIR), or leave keep out to keep all takes")
                .toString());
    }

    private static FileProblem problem(Campaign campaign, String message) {
        try {
            return YamlFile.read(campaign.file()).problem("/keep", message);
        } catch (InvalidFileException e) {
            return new FileProblem(campaign.file().toString(), 1, "keep", message);
        }
    }
}

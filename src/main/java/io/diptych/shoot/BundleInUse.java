package io.diptych.shoot;

import io.diptych.model.Bundle;
import io.diptych.model.BundleManifest;
import java.util.List;
import org.springframework.stereotype.Component;

/** The model bundle that this process plans for and renders with. */
@Component
public class BundleInUse {

    private final WorkerModel model;

    BundleInUse(WorkerModel model) {
        this.model = model;
    }

    /**
     * @param digest of all its files; shot keys contain it
     * @param sizes in pixels that it was made for, such as {@code 128x128}
     * @param aligner whether it can tell how well picture and copy agree
     */
    public record Facts(String name, String digest, String licence, List<String> sizes, boolean aligner) {}

    /** @throws io.diptych.model.InvalidBundleException if it is missing or damaged */
    public Facts facts() {
        Bundle bundle = model.bundle();
        BundleManifest manifest = bundle.manifest();
        int pixels = manifest.imageCodec().pixelsPerCode();
        return new Facts(
                manifest.name(),
                bundle.digest(),
                manifest.licence(),
                manifest.sequence().grids().stream()
                        .map(grid -> grid.columns() * pixels + "x" + grid.rows() * pixels)
                        .toList(),
                manifest.aligner() != null);
    }
}

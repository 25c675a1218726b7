package io.diptych.shoot;

import io.diptych.campaign.Frame;
import io.diptych.diffusion.Grid;
import io.diptych.diffusion.SamplerSettings;
import io.diptych.diffusion.Schedule;
import io.diptych.model.BundleManifest;
import io.diptych.scene.PictureSize;
import io.diptych.scene.Sampling;
import io.diptych.scene.SceneMode;
import java.util.List;
import java.util.stream.Collectors;

/** How a campaign's frames are rendered with a bundle, or why not. */
final class FrameFit {

    private final int pixelsPerCode;
    private final List<Grid> grids;

    FrameFit(BundleManifest bundle) {
        pixelsPerCode = bundle.imageCodec().pixelsPerCode();
        grids = bundle.sequence().grids();
    }

    /** @throws UnfitFrameException if the bundle cannot render the frame, however badly */
    RunFrame fit(Frame frame) throws UnfitFrameException {
        if (frame.scene().mode() == SceneMode.PLACE) {
            throw new UnfitFrameException(frame.scene().file() + ": mode: place is not rendered yet; use mode: edit");
        }
        PictureSize size = frame.size();
        int rows = size.height() / pixelsPerCode;
        int columns = size.width() / pixelsPerCode;
        if (rows * pixelsPerCode != size.height() || columns * pixelsPerCode != size.width() || !fits(rows, columns)) {
            throw new UnfitFrameException(frame.scene().file() + ": size: " + size
                    + " cannot be rendered with this bundle; it makes " + sizes());
        }
        return new RunFrame(
                frame.number(),
                frame.scene().name(),
                frame.variant().label(),
                new Grid(rows, columns),
                sampler(frame.scene().sampling()));
    }

    /** Whether the bundle was trained on pictures of this size. */
    boolean known(PictureSize size) {
        return grids.stream()
                .anyMatch(grid ->
                        grid.rows() * pixelsPerCode == size.height() && grid.columns() * pixelsPerCode == size.width());
    }

    /** A grid that was never trained still has its place in the batch, if it is no larger than the others. */
    private boolean fits(int rows, int columns) {
        if (rows < 1 || columns < 1) {
            return false;
        }
        Grid grid = new Grid(rows, columns);
        return grids.stream().anyMatch(known -> grid.codes() <= known.codes())
                && grids.stream().anyMatch(known -> grid.tokens() <= known.tokens());
    }

    private String sizes() {
        return grids.stream()
                .map(grid -> grid.columns() * pixelsPerCode + "x" + grid.rows() * pixelsPerCode)
                .collect(Collectors.joining(", "));
    }

    private static SamplerSettings sampler(Sampling sampling) {
        Schedule schedule = switch (sampling.schedule()) {
            case PARALLEL -> Schedule.PARALLEL;
            case SEMI_PARALLEL -> Schedule.SEMI_PARALLEL;
            case SEQUENTIAL -> Schedule.SEQUENTIAL;
        };
        return new SamplerSettings(
                schedule,
                sampling.textSteps(),
                sampling.imageSteps(),
                List.of(),
                sampling.textGuidance(),
                sampling.imageGuidance(),
                sampling.textTemperature(),
                sampling.imageTemperature(),
                sampling.confidenceNoise());
    }
}

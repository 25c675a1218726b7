package io.diptych.shoot;

import io.diptych.model.Bundle;
import io.diptych.model.Bundles;
import io.diptych.model.OnnxRuntime;
import io.diptych.provenance.Environment;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The model that this process renders with. The bundle is checked when it is first asked for; its graphs are loaded only
 * when there is something to render.
 */
class WorkerModel implements AutoCloseable {

    private final String reference;
    private final Path data;
    private final ShootSettings settings;
    private final RenderProgress progress;
    private final ShootMeters meters;
    private final StopSign stop;
    private final Clock clock;
    private @Nullable Bundle bundle;
    private @Nullable Renderer renderer;
    private @Nullable Renderer other;

    /**
     * @param reference directory of a bundle, or the name of one that Diptych brings along
     * @param data where such a one is unpacked
     */
    WorkerModel(
            String reference,
            Path data,
            ShootSettings settings,
            RenderProgress progress,
            ShootMeters meters,
            StopSign stop,
            Clock clock) {
        this.reference = reference;
        this.data = data;
        this.settings = settings;
        this.progress = progress;
        this.meters = meters;
        this.stop = stop;
        this.clock = clock;
    }

    /** @throws io.diptych.model.InvalidBundleException if a file of the bundle is missing or altered */
    synchronized Bundle bundle() {
        if (bundle == null) {
            bundle = new Bundles().resolve(reference, data);
        }
        return bundle;
    }

    /** The worker's own. */
    synchronized Renderer renderer() {
        if (renderer == null) {
            renderer = new Renderer(bundle(), settings.microBatch(), progress, meters, stop, clock);
        }
        return renderer;
    }

    /**
     * One that renders so many shots at a time: the worker's, or another one. There is one other at a time, so whoever asks
     * for them must not do so while someone else renders with it.
     */
    synchronized Renderer renderer(int slots) {
        if (slots == settings.microBatch()) {
            return renderer();
        }
        if (other != null && other.slots() != slots) {
            other.close();
            other = null;
        }
        if (other == null) {
            other = new Renderer(bundle(), slots, progress, meters, stop, clock);
        }
        return other;
    }

    Environment environment() {
        return Environment.here("CPU", "CPU", OnnxRuntime.version());
    }

    @Override
    public synchronized void close() {
        if (renderer != null) {
            renderer.close();
        }
        if (other != null) {
            other.close();
        }
    }
}

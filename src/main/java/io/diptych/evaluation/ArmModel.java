package io.diptych.evaluation;

import io.diptych.diffusion.BatchShape;
import io.diptych.diffusion.Denoiser;
import io.diptych.diffusion.Diptych;
import io.diptych.diffusion.Forward;
import io.diptych.diffusion.Grid;
import io.diptych.diffusion.ImageCodes;
import io.diptych.diffusion.ParallelSampler;
import io.diptych.diffusion.Predictions;
import io.diptych.diffusion.SamplerSettings;
import io.diptych.diffusion.ShotRequest;
import io.diptych.model.Bundle;
import io.diptych.model.ImageCodec;
import io.diptych.model.ModelClock;
import io.diptych.model.Pixels;
import io.diptych.model.SessionSettings;
import io.diptych.model.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A bundle at work, for many threads. All batches have one shape, so a diptych does not depend on its companions. */
final class ArmModel implements AutoCloseable {

    /** Shots that go through the model together, as when a campaign is shot. */
    static final int SLOTS = 4;

    /** For callers that run side by side: small graphs get more done like that than with all threads in one operator. */
    static final SessionSettings ONE_THREAD = new SessionSettings(1);

    private final Bundle bundle;
    private final ImageCodec codec;
    private final Tokenizer tokenizer;
    private final BooleanSupplier stopped;
    private @Nullable Denoiser denoiser;
    private @Nullable ParallelSampler sampler;

    /** @param stopped looked at between two forwards */
    ArmModel(Bundle bundle, BooleanSupplier stopped) {
        this.bundle = bundle;
        this.stopped = stopped;
        codec = bundle.imageCodec(ONE_THREAD, new ModelClock());
        tokenizer = bundle.tokenizer();
    }

    Bundle bundle() {
        return bundle;
    }

    ImageCodec codec() {
        return codec;
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    Pixels picture(Rendered diptych) {
        ImageCodes codes = diptych.picture();
        return codec.decode(codes.codes(), codes.grid());
    }

    /**
     * Makes the diptychs of at most {@link #SLOTS} prompts.
     *
     * @throws CancellationException if told to stop
     */
    List<Rendered> render(List<Prompt> prompts, SamplerSettings settings) {
        if (sampler == null) {
            throw new IllegalStateException("prepare() comes first");
        }
        List<ShotRequest> requests = prompts.stream()
                .map(prompt -> new ShotRequest(
                        tokenizer.encode(prompt.instruction()).ids(),
                        new ImageCodes(codec.photoGrid(), codec.encodePhoto(prompt.photo())),
                        ImageCodes.masked(prompt.grid()),
                        prompt.seed(),
                        settings))
                .toList();
        List<Diptych> diptychs = sampler.sample(requests);
        List<Rendered> rendered = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            rendered.add(rendered(prompts.get(i), diptychs.get(i)));
        }
        return rendered;
    }

    private Rendered rendered(Prompt prompt, Diptych diptych) {
        Grid grid = diptych.picture().grid();
        return new Rendered(
                prompt.index(),
                prompt.id(),
                prompt.seed(),
                prompt.source(),
                grid.rows(),
                grid.columns(),
                diptych.picture().codes(),
                diptych.text(),
                tokenizer.decode(diptych.text()),
                diptych.forwards());
    }

    /** Loads what rendering needs: a run that only measures does without. */
    void prepare() {
        if (sampler == null) {
            var sizes = bundle.manifest().sequence();
            var layout = bundle.sequenceLayout(tokenizer);
            int codes = sizes.grids().stream().mapToInt(Grid::codes).max().orElseThrow();
            denoiser = bundle.denoiser(ONE_THREAD, new ModelClock());
            sampler = new ParallelSampler(
                    new Stoppable(denoiser, stopped),
                    layout,
                    BatchShape.fixed(SLOTS, bundle.longestSequence(layout), sizes.copyLength(), codes));
        }
    }

    @Override
    public void close() {
        if (denoiser != null) {
            denoiser.close();
        }
        codec.close();
        tokenizer.close();
    }

    private record Stoppable(Denoiser denoiser, BooleanSupplier stopped) implements Denoiser {

        @Override
        public Predictions predict(Forward forward) {
            if (stopped.getAsBoolean()) {
                throw new CancellationException("stopped");
            }
            return denoiser.predict(forward);
        }

        @Override
        public void close() {
            denoiser.close();
        }
    }
}

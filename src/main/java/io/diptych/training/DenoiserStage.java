package io.diptych.training;

import ai.djl.ndarray.NDManager;
import io.diptych.diffusion.BatchShape;
import io.diptych.diffusion.ImageCodes;
import io.diptych.diffusion.LogitsSampling;
import io.diptych.diffusion.ParallelSampler;
import io.diptych.diffusion.SamplerSettings;
import io.diptych.diffusion.ShotRequest;
import io.diptych.studio.Split;
import io.diptych.studio.Studio;
import io.diptych.studio.StudioSample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** The denoiser's training as a {@link Stage}. */
final class DenoiserStage implements Stage.Steps {

    private static final long HELD_OUT_SEED = 2_000_000_000L;
    private static final int SQUARE = 9; // a number that Grids gives the square size

    private final DenoiserTraining training;
    private final StudioDenoiserBatches batches;
    private final StudioTokens tokens;
    private final PictureModel pictures;
    private final NDManager manager;
    private final int shown;

    DenoiserStage(
            DenoiserTraining training,
            StudioDenoiserBatches batches,
            StudioTokens tokens,
            PictureModel pictures,
            int shown,
            NDManager manager) {
        this.training = training;
        this.batches = batches;
        this.tokens = tokens;
        this.pictures = pictures;
        this.shown = shown;
        this.manager = manager;
    }

    @Override
    public long step() {
        return training.step();
    }

    @Override
    public Map<String, Double> next() {
        var losses = training.train(batches.at(training.step()));
        var values = new LinkedHashMap<String, Double>();
        values.put("text", losses.text());
        values.put("image", losses.image());
        values.put("product", losses.product());
        return values;
    }

    @Override
    public void save(Path snapshot) {
        training.save(snapshot);
    }

    @Override
    public void resume(Path snapshot) {
        training.resume(snapshot);
    }

    /** Held-out samples: photo, truth as its codes give it back, result; instruction, true copy, sampled copy. */
    @Override
    public void show(Path directory) {
        var studio = new Studio();
        var samples = new ArrayList<StudioSample>();
        for (int i = 0; i < shown; i++) {
            var split = i % 4 == 3 ? Split.HELD_OUT_PRODUCTS : Split.HELD_OUT_COMBINATIONS;
            samples.add(StudioDenoiserBatches.draw(studio, HELD_OUT_SEED + i, split, SQUARE));
        }
        var encoded = samples.stream()
                .map(sample -> StudioDenoiserBatches.tokens(sample, tokens, pictures))
                .toList();
        try (var denoiser = new PyTorchDenoiser(training.config(), training.average(), manager)) {
            var sampler = new ParallelSampler(
                    new LogitsSampling(denoiser, tokens.vocabulary()), tokens.layout(), BatchShape.fitting(4));
            var shots = new ArrayList<ShotRequest>();
            for (int i = 0; i < shown; i++) {
                var sample = encoded.get(i);
                shots.add(new ShotRequest(
                        sample.instruction(),
                        sample.photo(),
                        ImageCodes.masked(sample.picture().grid()),
                        i,
                        SamplerSettings.DEFAULTS));
            }
            var results = sampler.sample(shots);
            var sheet = new Sheet(6, 170, 170, 6);
            int complete = 0;
            int agree = 0;
            for (int i = 0; i < shown; i++) {
                var sample = samples.get(i);
                var copy = tokens.decode(results.get(i).text());
                sheet.add(sample.photo(), sample.instruction());
                sheet.add(pictures.decode(encoded.get(i).picture()), sample.copy());
                sheet.add(pictures.decode(results.get(i).picture()), copy);
                complete += CopyAgreement.isComplete(copy) ? 1 : 0;
                agree += CopyAgreement.with(sample.instruction(), copy) ? 1 : 0;
            }
            sheet.write(directory.resolve("denoiser-held-out.png"));
            new TrainingLog(directory.resolve("denoiser-held-out.jsonl"))
                    .append(Map.of("step", step(), "samples", shown, "copy_complete", complete, "copy_agrees", agree));
            LossChart.draw(directory.resolve("denoiser-losses.jsonl"), directory.resolve("denoiser-losses.svg"));
        }
    }
}

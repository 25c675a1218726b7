package io.diptych.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;

/** The picture model's training as a {@link Stage}. */
final class VqStage implements Stage.Steps {

    private static final int CODEBOOK_BATCHES = 8;
    private static final long HELD_OUT_SEED = 1_000_000_000L;

    private final VqTraining training;
    private final VqBatches batches;

    VqStage(VqTraining training, VqBatches batches) {
        this.training = training;
        this.batches = batches;
    }

    @Override
    public long step() {
        return training.step();
    }

    @Override
    public Map<String, Double> next() {
        if (training.needsCodebook()) {
            long step = training.step();
            training.startCodebook(LongStream.rangeClosed(step - CODEBOOK_BATCHES, step)
                    .filter(number -> number >= 0)
                    .mapToObj(batches::at)
                    .toList());
        }
        var losses = training.train(batches.at(training.step()));
        var values = new LinkedHashMap<String, Double>();
        values.put("l1", losses.reconstruction());
        values.put("edges", losses.edges());
        values.put("commitment", losses.commitment());
        values.put("perplexity", losses.perplexity());
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

    /** Held-out pictures above what comes back from their codes. */
    @Override
    public void show(Path directory) {
        var sheet = new Sheet(8, 192, 192, 0);
        double pictures = add(sheet, StudioVqBatches.heldOut(8, HELD_OUT_SEED, 9));
        double photos = add(sheet, StudioVqBatches.heldOutPhotos(8, HELD_OUT_SEED, 9));
        sheet.write(directory.resolve("vq-held-out.png"));
        new TrainingLog(directory.resolve("vq-held-out.jsonl"))
                .append(Map.of("step", step(), "pictures_l1", pictures, "photos_l1", photos));
        LossChart.draw(directory.resolve("vq-losses.jsonl"), directory.resolve("vq-losses.svg"));
    }

    /** Returns the mean difference of a channel of a pixel, 0..1. */
    private double add(Sheet sheet, VqBatches.VqBatch batch) {
        var decoded = training.reconstruct(batch);
        double error = 0;
        for (int i = 0; i < decoded.length; i++) {
            error += Math.abs(decoded[i] - batch.pixels()[i]);
        }
        int size = 3 * batch.width() * batch.height();
        for (var planes : new float[][] {batch.pixels(), decoded}) {
            for (int i = 0; i < batch.count(); i++) {
                sheet.add(Pictures.picture(planes, i * size, batch.width(), batch.height()), "");
            }
        }
        return error / decoded.length;
    }
}

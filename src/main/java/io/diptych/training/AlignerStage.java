package io.diptych.training;

import java.nio.file.Path;
import java.util.Map;

/** The aligner's training as a {@link Stage}. */
record AlignerStage(AlignerTraining training, AlignerBatches batches) implements Stage.Steps {

    @Override
    public long step() {
        return training.step();
    }

    @Override
    public Map<String, Double> next() {
        return training.train(batches.at(training.step()));
    }

    @Override
    public void save(Path snapshot) {
        training.save(snapshot);
    }

    @Override
    public void resume(Path snapshot) {
        training.resume(snapshot);
    }

    @Override
    public void show(Path directory) {
        LossChart.draw(directory.resolve("aligner-losses.jsonl"), directory.resolve("aligner-losses.svg"));
    }
}

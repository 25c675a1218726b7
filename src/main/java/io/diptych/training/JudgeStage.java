package io.diptych.training;

import io.diptych.training.JudgeBatches.JudgeBatch;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The judge's training as a {@link Stage}. */
final class JudgeStage implements Stage.Steps {

    private static final int SHOWN = 200;

    private final JudgeTraining training;
    private final JudgeBatches batches;
    private final JudgeSamples unseen;

    /** @param unseen samples of another seed than that of the batches */
    JudgeStage(JudgeTraining training, JudgeBatches batches, JudgeSamples unseen) {
        this.training = training;
        this.batches = batches;
        this.unseen = unseen;
    }

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

    /** What the averaged weights read in pictures that the training never sees, half of them through codes. */
    @Override
    public void show(Path directory) {
        var exam = new JudgeExam();
        for (int number = 0; number < SHOWN; number++) {
            var sample = unseen.draw(1_000_000 + number);
            var picture = sample.picture();
            var answers = training.answers(
                    new JudgeBatch(1, picture.height(), picture.width(), picture.values(), new int[0][]));
            var first = new int[answers.length];
            for (int slot = 0; slot < first.length; slot++) {
                first[slot] = answers[slot][0];
            }
            exam.mark(sample, first);
        }
        var line = new LinkedHashMap<String, Object>();
        line.put("step", step());
        line.putAll(exam.accuracies());
        new TrainingLog(directory.resolve("judge-unseen.jsonl")).append(line);
    }
}

package io.diptych.training;

import io.diptych.training.DenoiserTraining.DenoiserLosses;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Training on own rows as a {@link Stage}: keeps the weights that did best on the rows held out. */
final class OwnDataStage implements Stage.Steps {

    private static final int VALIDATIONS = 10;

    private final DenoiserTraining training;
    private final OwnDataBatches batches;
    private final List<DenoiserBatch> heldOut;
    private final OwnDataPlan plan;
    private final Path best;
    private final TrainingLog validation;
    private final BeforeAfterSheet sheet;

    /** @param best where the best weights go */
    OwnDataStage(
            DenoiserTraining training, OwnDataBatches batches, OwnDataPlan plan, Path best, BeforeAfterSheet sheet) {
        this.training = training;
        this.batches = batches;
        this.heldOut = batches.heldOut();
        this.plan = plan;
        this.best = best;
        this.sheet = sheet;
        this.validation = new TrainingLog(plan.directory().resolve("own-data-validation.jsonl"));
    }

    @Override
    public long step() {
        return training.step();
    }

    @Override
    public Map<String, Double> next() {
        var losses = training.train(batches.at(training.step()));
        long every = Math.max(1, plan.steps() / VALIDATIONS);
        if (step() % every == 0 || step() == plan.steps()) {
            double before = bestOf(validation.lines());
            if (total(validate()) < before) {
                training.saveModel(best);
            }
        }
        var values = new LinkedHashMap<String, Double>();
        values.put("text", losses.text());
        values.put("image", losses.image());
        return values;
    }

    private DenoiserLosses validate() {
        var losses = training.losses(heldOut);
        var line = new LinkedHashMap<String, Object>();
        line.put("step", step());
        line.put("text", losses.text());
        line.put("image", losses.image());
        line.put("total", total(losses));
        validation.append(line);
        return losses;
    }

    private double total(DenoiserLosses losses) {
        return plan.schedule().textShare() * losses.text() + losses.image();
    }

    /** The lowest loss of those steps whose weights can be taken; the start's are the bundle that there is already. */
    private static double bestOf(List<Map<String, Object>> lines) {
        return lines.stream()
                .filter(line -> OwnDataReport.step(line) > 0)
                .mapToDouble(line -> OwnDataReport.value(line, "total"))
                .min()
                .orElse(Double.MAX_VALUE);
    }

    @Override
    public void save(Path snapshot) {
        training.save(snapshot);
    }

    @Override
    public void resume(Path snapshot) {
        training.resume(snapshot);
        validation.rewindTo(step());
        if (step() == 0) {
            validation.rewindTo(-1);
            validate();
        }
    }

    @Override
    public void show(Path directory) {
        sheet.write(training, directory.resolve("own-data-before-after.png"));
        LossChart.draw(directory.resolve("own-data-losses.jsonl"), directory.resolve("own-data-losses.svg"));
    }

    List<Map<String, Object>> validations() {
        return validation.lines();
    }
}

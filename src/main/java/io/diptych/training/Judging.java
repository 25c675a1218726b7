package io.diptych.training;

import io.diptych.export.ElementType;
import io.diptych.export.JudgeGraph;
import io.diptych.model.Bundle;
import io.diptych.model.Bundles;
import io.diptych.model.ImageCodec;
import io.diptych.model.ModelClock;
import io.diptych.model.OnnxGraph;
import io.diptych.model.SessionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Trains, exports and examines the attribute judge. Needs libtorch on the class path. */
public final class Judging {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Judging() {}

    /**
     * Trains, from the last snapshot if there is one.
     *
     * @return the report that stands in {@code attributes.json} as well
     */
    public static Map<String, Object> run(JudgePlan plan, ProgressListener listener) {
        try {
            Files.createDirectories(plan.work());
            Files.createDirectories(plan.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Bundle bundle = new Bundles().resolve(plan.bundle(), plan.work());
        try (var codec = bundle.imageCodec(new SessionSettings(1), new ModelClock())) {
            train(plan, codec, listener);
            var report = report(plan, bundle, codec);
            JSON.writeValue(plan.out().resolve("attributes.json"), report);
            return report;
        }
    }

    private static void train(JudgePlan plan, ImageCodec codec, ProgressListener listener) {
        try (var manager = PyTorch.manager();
                var shards = new Shards(1);
                var training = new JudgeTraining(plan.steps(), plan.seed(), shards, manager);
                var batches = new JudgeBatches(
                        new JudgeSamples(codec, plan.seed()), plan.rows(), plan.seed(), plan.pool(), plan.fresh())) {
            var settings = new Stage.Settings(
                    "judge", plan.steps(), plan.rows(), 20, plan.snapshotEvery(), Duration.ofMinutes(4));
            new Stage(settings, plan.work(), System::nanoTime)
                    .run(new JudgeStage(training, batches, new JudgeSamples(codec, plan.examSeed())), listener);
            var checkpoint = plan.work().resolve("judge.safetensors");
            training.saveModel(checkpoint);
            JudgeGraph.write(
                    checkpoint,
                    JudgeTraining.TRUNK,
                    JudgeTraining.HIDDEN,
                    JudgeSample.choices(),
                    ElementType.F16,
                    plan.out().resolve("attributes.onnx"));
        }
    }

    private static Map<String, Object> report(JudgePlan plan, Bundle bundle, ImageCodec codec) {
        var samples = new JudgeSamples(codec, plan.examSeed());
        var renders = new JudgeExam();
        var roundTrips = new JudgeExam();
        int sheets = 0;
        var wrong = new Sheet(8, 168, 168, 1);
        try (var judge = graph(plan)) {
            for (int number = 0; number < plan.exam(); number++) {
                var sample = samples.render(number);
                if (!renders.put(sample, judge) && sheets++ < 48) {
                    wrong.add(
                            sample.picture().toImage(),
                            sample.slots().product() + " " + sample.slots().count());
                }
                roundTrips.put(samples.throughCodes(sample), judge);
            }
        }
        wrong.write(plan.work().resolve("judge-wrong.png"));
        var report = new LinkedHashMap<String, Object>();
        report.put("seed", plan.seed());
        report.put("steps", plan.steps());
        report.put("pictures_a_step", plan.rows());
        report.put("pictures_drawn", plan.pool() + (plan.steps() - 1) * plan.fresh());
        report.put("codes_of_bundle", bundle.digest());
        report.put("choices", JudgeSample.choices());
        report.put("exam_seed", plan.examSeed());
        report.put("exam_pictures", plan.exam());
        report.put("accuracy_on_renders", renders.accuracies());
        report.put("accuracy_through_codes", roundTrips.accuracies());
        report.put("mistakes_on_renders", renders.confusions());
        return report;
    }

    private static OnnxGraph graph(JudgePlan plan) {
        var file = plan.out().resolve("attributes.onnx");
        try {
            return OnnxGraph.load(Files.readAllBytes(file), file.toString(), new SessionSettings(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

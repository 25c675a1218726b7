package io.diptych.training;

import io.diptych.export.AlignerFiles;
import io.diptych.export.AlignerGraph;
import io.diptych.model.AlignerCalibration;
import io.diptych.model.AlignerShape;
import io.diptych.model.Bundle;
import io.diptych.model.Bundles;
import io.diptych.model.ModelClock;
import io.diptych.model.SessionSettings;
import io.diptych.model.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Trains an aligner for a bundle and measures it. Needs libtorch on the class path. */
public final class AlignerRun {

    private static final int CALIBRATION_BATCHES = 40;

    private final AlignerPlan plan;
    private final Bundle bundle;
    private final ProgressListener listener;

    private AlignerRun(AlignerPlan plan, Bundle bundle, ProgressListener listener) {
        this.plan = plan;
        this.bundle = bundle;
        this.listener = listener;
    }

    /**
     * Trains, from the last snapshot if there is one, and writes {@code aligner-exam.json} into the working directory.
     *
     * @return a copy of the plan's bundle with the aligner, opened and so checked
     */
    public static Bundle run(AlignerPlan plan, ProgressListener listener) {
        try {
            Files.createDirectories(plan.work());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new AlignerRun(plan, new Bundles().resolve(plan.bundle(), plan.work()), listener).run();
    }

    private Bundle run() {
        try (var codec = bundle.imageCodec(new SessionSettings(1), new ModelClock());
                var tokenizer = bundle.tokenizer()) {
            var samples =
                    new AlignerSamples(codec, bundle.manifest().vocabulary().codes(), plan.seed());
            var made = train(samples, tokenizer).into(bundle, plan.out());
            try (var aligner =
                    made.aligner(new SessionSettings(1), new ModelClock()).orElseThrow()) {
                var report =
                        new AlignerExam(aligner, samples, AlignerBatches.Words.of(tokenizer), plan.exam()).report();
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValue(plan.work().resolve("aligner-exam.json"), report);
            }
            return made;
        }
    }

    private AlignerFiles train(AlignerSamples samples, Tokenizer tokenizer) {
        var text = AlignerNetwork.text(bundle.manifest().vocabulary().firstCode());
        int longest = bundle.manifest().sequence().copyLength();
        try (var manager = PyTorch.manager();
                var shards = new Shards(1);
                var training = new AlignerTraining(text, plan.steps(), plan.seed(), shards, manager);
                var batches = new AlignerBatches(
                        samples,
                        AlignerBatches.Words.of(tokenizer),
                        plan.rows(),
                        plan.seed(),
                        plan.pool(),
                        plan.fresh());
                var precision = MatrixPrecision.bfloat16WhereFast()) {
            var settings = new Stage.Settings(
                    "aligner", plan.steps(), plan.rows(), 20, plan.snapshotEvery(), Duration.ofMinutes(5));
            new Stage(settings, plan.work(), System::nanoTime).run(new AlignerStage(training, batches), listener);
            var checkpoint = plan.work().resolve("aligner.safetensors");
            training.saveModel(checkpoint);
            var shape = new AlignerShape(
                    longest, null, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f), calibration(training, batches));
            return AlignerGraph.write(
                    checkpoint,
                    AlignerNetwork.exported(text, longest),
                    AlignerNetwork.TRUNK,
                    AlignerNetwork.HIDDEN,
                    AlignerNetwork.SIZE,
                    shape,
                    plan.work().resolve("aligner"));
        }
    }

    /** Over what training sees: partly wrong pictures and partly dropped copies, as there are along a trajectory. */
    private AlignerCalibration calibration(AlignerTraining training, AlignerBatches batches) {
        var scores = new DoubleSummaryStatistics();
        double squares = 0;
        for (long step = plan.steps(); step < plan.steps() + CALIBRATION_BATCHES; step++) {
            for (float score : training.scores(batches.at(step))) {
                scores.accept(score);
                squares += (double) score * score;
            }
        }
        double mean = scores.getAverage();
        return new AlignerCalibration(mean, Math.sqrt(squares / scores.getCount() - mean * mean));
    }
}

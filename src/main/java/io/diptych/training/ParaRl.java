package io.diptych.training;

import ai.djl.ndarray.NDManager;
import io.diptych.export.BundleCheckpoint;
import io.diptych.export.ElementType;
import io.diptych.export.ExportOptions;
import io.diptych.export.Exporter;
import io.diptych.export.ModelCard;
import io.diptych.model.Aligner;
import io.diptych.model.Bundle;
import io.diptych.model.BundleManifest;
import io.diptych.model.ModelClock;
import io.diptych.model.SessionSettings;
import io.diptych.model.TrainingRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * ParaRL (arXiv 2511.09611, section 3.3): a bundle's denoiser is moved towards trajectories on which text and picture agree.
 * Needs libtorch on the class path.
 */
public final class ParaRl {

    private static final Duration SHOW_EVERY = Duration.ofMinutes(2);
    /** A second thread nearly doubles what a picture of this size costs: threads wait for each other, spinning. */
    private static final SessionSettings ONE_THREAD = new SessionSettings(1);

    /** The score of a text without words: the lowest cosine. */
    private static final double WORST = -1;

    private static final String SETTINGS = "pararl.json";

    private final Bundle from;
    private final ParaRlPlan plan;
    private final ProgressListener listener;

    private ParaRl(Bundle from, ParaRlPlan plan, ProgressListener listener) {
        this.from = from;
        this.plan = plan;
        this.listener = listener;
    }

    /**
     * Trains, from the last snapshot if there is one.
     *
     * @param from has an aligner
     * @return the new bundle, with the aligner and the picture model of the old one, opened and so checked
     * @throws IllegalArgumentException if the bundle has no aligner, or the work directory belongs to another run
     */
    public static Bundle run(Bundle from, ParaRlPlan plan, ProgressListener listener) {
        try (var aligner = from.aligner(ONE_THREAD, new ModelClock())
                        .orElseThrow(() -> new IllegalArgumentException(from.directory()
                                + ": this bundle has no aligner, which ParaRL takes its reward from; `diptych train"
                                + " aligner` makes one"));
                var codec = from.imageCodec(ONE_THREAD, new ModelClock())) {
            var calibration = aligner.calibration();
            Alignment alignment = (text, picture) -> text.length == 0
                    ? WORST
                    : Aligner.score(aligner.text(text), aligner.picture(codec.decode(picture.codes(), picture.grid())));
            return run(
                    from, plan, alignment, new TrajectoryReward(calibration.mean(), calibration.deviation()), listener);
        }
    }

    /** Trains with some other judge of how well text and picture agree. */
    static Bundle run(
            Bundle from, ParaRlPlan plan, Alignment alignment, TrajectoryReward reward, ProgressListener listener) {
        return new ParaRl(from, plan, listener).run(alignment, reward);
    }

    private Bundle run(Alignment alignment, TrajectoryReward reward) {
        try (var manager = PyTorch.manager();
                var shards = new Shards(plan.threads())) {
            if (Files.exists(plan.out().resolve(BundleManifest.FILE))) {
                throw new IllegalArgumentException(plan.out() + ": a bundle already; name a new directory");
            }
            Files.createDirectories(plan.work());
            keepSettings();
            var start = BundleCheckpoint.write(from, plan.work().resolve("start"));
            var trained = plan.work().resolve("checkpoint");
            train(start, trained, alignment, reward, shards, manager);
            var options = ExportOptions.DEFAULT.withWeights(
                    ElementType.valueOf(from.manifest().denoiser().weights()));
            return Exporter.export(
                    trained,
                    plan.out(),
                    from.manifest().aligner() == null ? options : options.withAligner(from.directory()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void train(
            Path start, Path trained, Alignment alignment, TrajectoryReward reward, Shards shards, NDManager manager)
            throws IOException {
        var config = DenoiserConfig.read(start.resolve("config.json"));
        try (var tokenizer = from.tokenizer();
                var codec = from.imageCodec(ONE_THREAD, new ModelClock());
                var rollouts = new Rollouts(config, from.sequenceLayout(tokenizer), plan.threads(), manager);
                var precision = MatrixPrecision.bfloat16WhereFast()) {
            var layout = from.sequenceLayout(tokenizer);
            var prompts = new StudioPrompts(
                    tokenizer, codec, from.manifest().sequence().grids(), plan.rollouts(), plan.seed());
            try (var training = new ParaRlTraining(
                    new Policy(config, layout.vocabulary(), plan.textTemperature()),
                    layout,
                    ClippedObjective.DEFAULT,
                    plan.rate(),
                    plan.epochs(),
                    DenoiserTraining.weights(config, start, manager),
                    shards,
                    manager)) {
                var stage = new ParaRlStage(
                        training,
                        rollouts,
                        prompts::group,
                        Waypoints.of(plan.waypoints(), plan.rollouts()),
                        alignment,
                        reward,
                        new ParaRlStage.Sizes(plan.prompts(), plan.tried(), plan.group(), plan.stepsPerState()),
                        layout);
                var settings = new Stage.Settings(
                        ParaRlStage.NAME,
                        plan.updates(),
                        plan.tried() * plan.group(),
                        1,
                        plan.snapshotEvery(),
                        SHOW_EVERY);
                new Stage(settings, plan.work(), System::nanoTime).run(stage, listener);
                copy(start, trained);
                training.saveModel(trained.resolve("model.safetensors"));
            }
        }
        card().write(trained);
    }

    /** A run that goes on with other settings would be neither the one nor the other. */
    private void keepSettings() {
        var file = plan.work().resolve(SETTINGS);
        var json = JsonMapper.shared();
        var settings = new LinkedHashMap<>(plan.settings());
        settings.put("from", from.digest());
        var wanted = json.valueToTree(settings);
        if (Files.exists(file)) {
            var found = json.readTree(file.toFile());
            if (!json.readTree(wanted.toString()).equals(found)) {
                throw new IllegalArgumentException(file + ": the run that was begun here has other settings: " + found
                        + "; name another work directory, or use the same (" + wanted + ")");
            }
        } else {
            json.writeValue(file.toFile(), wanted);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.write(target, Files.readAllBytes(file));
                }
            }
        }
    }

    private ModelCard card() {
        var manifest = from.manifest();
        var before = manifest.training();
        var settings = new LinkedHashMap<String, Object>(before == null ? Map.of() : before.settings());
        var own = plan.settings();
        own.put("updates", plan.updates());
        own.put("from", from.digest());
        settings.put("pararl", own);
        return new ModelCard(
                manifest.name(),
                manifest.licence(),
                manifest.domain(),
                new TrainingRun(
                        plan.seed(),
                        (before == null ? 0 : before.steps()) + plan.updates() * plan.epochs(),
                        (before == null ? "" : before.data() + "; then ")
                                + "ParaRL on drawn studio requests, by diptych train pararl",
                        null,
                        settings),
                manifest.sequence());
    }
}

package io.diptych.evaluation;

import io.diptych.diffusion.Grid;
import io.diptych.diffusion.ImageCodes;
import io.diptych.evaluation.StudioMeasures.Shown;
import io.diptych.model.Aligner;
import io.diptych.model.ImageCodec;
import io.diptych.model.ModelClock;
import io.diptych.model.Pixels;
import io.diptych.model.SessionSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Measures what the arms rendered, and puts the first prompts on the sheet. */
final class Measuring implements AutoCloseable {

    /** True renders through the codes of the first bundle with true copies: what the measures make of the truth. */
    static final String REFERENCE = "true render";

    private static final int BATCH = 16;

    private final Map<String, ArmModel> models;
    private final Map<String, String> armBundles;
    private final Suite suite;
    private final int prompts;
    private final int shown;
    private final EvaluationListener listener;
    private final BooleanSupplier stopped;
    private final ArmModel measuring;
    private final @Nullable Aligner aligner;
    private final @Nullable AttributeJudge judge;
    private final List<String> notMeasured = new ArrayList<>();

    /** @param reference name of the arm that is the truth; empty where there is none */
    record Measured(Map<String, List<Scored>> scored, String reference, ResultSheet sheet) {}

    /** @param armBundles name of each arm's bundle */
    Measuring(
            Map<String, ArmModel> models,
            Map<String, String> armBundles,
            Suite suite,
            int prompts,
            int shown,
            EvaluationListener listener,
            BooleanSupplier stopped) {
        this.models = models;
        this.armBundles = armBundles;
        this.suite = suite;
        this.prompts = prompts;
        this.shown = shown;
        this.listener = listener;
        this.stopped = stopped;
        measuring = models.values().iterator().next();
        boolean studio = suite instanceof StudioSuite;
        aligner = studio
                ? measuring
                        .bundle()
                        .aligner(SessionSettings.allProcessors(), new ModelClock())
                        .orElse(null)
                : null;
        judge = studio ? judge() : null;
        if (!studio) {
            notMeasured.add("attribute slots, and the measures that need them: only the studio's own suite knows the"
                    + " truth of its prompts. A judge endpoint (--judge-url) gives the six measures");
        } else if (aligner == null) {
            notMeasured.add("the aligner's cosine: the first bundle has no aligner");
        }
    }

    private @Nullable AttributeJudge judge() {
        try {
            return AttributeJudge.embedded();
        } catch (IllegalStateException e) {
            notMeasured.add("image alignment, output alignment and slots of pictures: " + e.getMessage());
            return null;
        }
    }

    List<String> notMeasured() {
        return notMeasured;
    }

    Measured measure(Map<String, List<Rendered>> rendered) {
        boolean studio = suite instanceof StudioSuite;
        Map<String, List<Scored>> scored = new LinkedHashMap<>();
        rendered.keySet().forEach(arm -> scored.put(arm, new ArrayList<>()));
        List<String> titles = new ArrayList<>(List.of("photo, instruction"));
        titles.addAll(rendered.keySet());
        if (studio) {
            scored.put(REFERENCE, new ArrayList<>());
            titles.add(REFERENCE);
        }
        var sheet = new ResultSheet(titles);
        ImageCodec codec = measuring.codec();
        var measures = new StudioMeasures(
                codec,
                measuring.tokenizer(),
                aligner,
                new ImageQuality(
                        measuring.bundle().manifest().sequence().grids().get(0)));
        listener.begin("measure", prompts);
        for (int from = 0; from < prompts; from += BATCH) {
            if (stopped.getAsBoolean()) {
                throw new CancellationException("stopped");
            }
            int to = Math.min(prompts, from + BATCH);
            List<Prompt> batch =
                    IntStream.range(from, to).parallel().mapToObj(suite::prompt).toList();
            List<List<ResultSheet.Cell>> blocks = new ArrayList<>();
            batch.forEach(prompt ->
                    blocks.add(new ArrayList<>(List.of(new ResultSheet.Cell(prompt.photo(), prompt.instruction())))));
            rendered.forEach((arm, results) -> {
                ArmModel model = models.get(armBundles.get(arm));
                List<Rendered> own =
                        results.subList(batch.get(0).index(), batch.get(0).index() + batch.size());
                score(
                        batch,
                        own.stream()
                                .map(one -> Shown.of(one.picture(), model.codec()))
                                .toList(),
                        own.stream().map(Rendered::copy).toList(),
                        measures,
                        scored.get(arm),
                        blocks);
            });
            if (studio) {
                score(
                        batch,
                        batch.stream().map(prompt -> coded(prompt, codec)).toList(),
                        batch.stream().map(prompt -> truth(prompt).copy()).toList(),
                        measures,
                        scored.get(REFERENCE),
                        blocks);
            }
            blocks.stream().limit(Math.max(0, shown - from)).forEach(sheet::add);
            listener.progressed(to);
        }
        return new Measured(scored, studio ? REFERENCE : "", sheet);
    }

    private void score(
            List<Prompt> prompts,
            List<Shown> shownPictures,
            List<String> copies,
            StudioMeasures measures,
            List<Scored> into,
            List<List<ResultSheet.Cell>> blocks) {
        List<Pixels> pictures = shownPictures.stream().map(Shown::picture).toList();
        List<PictureReading> readings = judge == null ? List.of() : judge.read(pictures);
        for (int i = 0; i < prompts.size(); i++) {
            Prompt prompt = prompts.get(i);
            into.add(
                    prompt.truth() == null
                            ? new Scored(prompt.index(), prompt.part(), Map.of(), Map.of())
                            : measures.score(
                                    prompt,
                                    prompt.truth(),
                                    shownPictures.get(i),
                                    copies.get(i),
                                    readings.isEmpty() ? null : readings.get(i)));
            if (prompt.index() < shown) {
                blocks.get(i).add(new ResultSheet.Cell(pictures.get(i).toImage(), copies.get(i)));
            }
        }
    }

    private static Shown coded(Prompt prompt, ImageCodec codec) {
        Grid grid = prompt.grid();
        return Shown.of(new ImageCodes(grid, codec.encode(truth(prompt).picture(), grid)), codec);
    }

    private static Truth truth(Prompt prompt) {
        return Objects.requireNonNull(prompt.truth());
    }

    @Override
    public void close() {
        if (aligner != null) {
            aligner.close();
        }
        if (judge != null) {
            judge.close();
        }
    }
}

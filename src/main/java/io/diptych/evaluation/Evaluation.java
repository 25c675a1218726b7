package io.diptych.evaluation;

import io.diptych.diffusion.Grid;
import io.diptych.diffusion.SamplerSettings;
import io.diptych.model.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders a suite with every arm (same prompts, photos and seeds), measures the diptychs and compares the arms. Whatever
 * is rendered is on disk at once: the same plan goes on where a run ended, and measures anew without rendering.
 */
public final class Evaluation implements AutoCloseable {

    private final EvaluationPlan plan;
    private final EvaluationListener listener;
    private final BooleanSupplier stopped;
    private final Map<String, ArmModel> models = new LinkedHashMap<>();
    private final List<Arm> arms;
    private final Suite suite;
    private final int prompts;

    /** What the results of an arm belong to. */
    private record Header(String arm, String bundle, SamplerSettings sampler, int batch, String suite) {}

    private Evaluation(EvaluationPlan plan, EvaluationListener listener, BooleanSupplier stopped) {
        this.plan = plan;
        this.listener = listener;
        this.stopped = stopped;
        arms = plan.parsedArms();
        plan.bundles().forEach((name, bundle) -> models.put(name, new ArmModel(bundle, stopped)));
        plan.bundles().forEach(this::requireSameSizes);
        suite = suite();
        prompts = Math.min(plan.prompts(), suite.size());
    }

    /**
     * Runs a plan.
     *
     * @param stopped asked now and then; once true, the run ends
     * @throws CancellationException if it was stopped; what was rendered is kept
     * @throws IllegalArgumentException if the plan does not fit the bundles, the suite or the results that are there
     */
    public static Evaluated run(EvaluationPlan plan, EvaluationListener listener, BooleanSupplier stopped) {
        try {
            Files.createDirectories(plan.out());
            try (var evaluation = new Evaluation(plan, listener, stopped)) {
                return evaluation.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(plan.out() + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void requireSameSizes(String name, Bundle bundle) {
        var first = plan.first().manifest().sequence();
        var own = bundle.manifest().sequence();
        if (!own.grids().containsAll(first.grids()) || !own.photo().equals(first.photo())) {
            throw new IllegalArgumentException(
                    "bundle " + name + " makes pictures of " + own.grids() + " from photos of "
                            + own.photo() + ", the first one of " + first.grids() + " from " + first.photo()
                            + ": arms must be able to take the same prompts");
        }
    }

    private Suite suite() {
        List<Grid> grids = plan.first().manifest().sequence().grids();
        if (plan.suite().equals(Suite.HELD_OUT)) {
            return new StudioSuite(plan.seed(), plan.prompts(), grids);
        }
        Path file = Path.of(plan.suite());
        return new FileSuite(file, plan.seed(), plan.prompts(), grids.get(0), instruction -> {
            for (ArmModel model : models.values()) {
                int tokens = model.tokenizer().encode(instruction).ids().length;
                int most = model.bundle().manifest().sequence().instructionLength();
                if (tokens > most) {
                    return tokens + " tokens, and " + model.bundle().directory() + " reads at most " + most;
                }
            }
            return null;
        });
    }

    private Evaluated run() throws IOException {
        Map<Arm, ResultFile<Rendered>> files = new LinkedHashMap<>();
        try {
            for (Arm arm : arms) {
                files.put(arm, resultFile(arm));
            }
            render(files);
            Map<String, List<Rendered>> rendered = new LinkedHashMap<>();
            files.forEach((arm, file) -> rendered.put(
                    arm.name(), List.copyOf(file.results().headMap(prompts).values())));
            return report(rendered);
        } finally {
            files.values().forEach(ResultFile::close);
        }
    }

    private ResultFile<Rendered> resultFile(Arm arm) {
        var header = new Header(
                arm.name(), plan.bundles().get(arm.bundle()).digest(), arm.sampler(), ArmModel.SLOTS, suite.identity());
        Path file = plan.out().resolve("results-" + arm.fileName() + ".jsonl");
        return new ResultFile<>(file, header, Rendered.class, Rendered::index);
    }

    private void render(Map<Arm, ResultFile<Rendered>> files) {
        long open = files.values().stream()
                .mapToLong(file -> prompts - file.results().headMap(prompts).size())
                .sum();
        if (open == 0) {
            return;
        }
        listener.begin("render", open);
        long done = 0;
        for (int from = 0; from < prompts; from += ArmModel.SLOTS) {
            List<Integer> batch = IntStream.range(from, Math.min(prompts, from + ArmModel.SLOTS))
                    .boxed()
                    .toList();
            Map<Integer, Prompt> drawn = new LinkedHashMap<>();
            for (Arm arm : arms) {
                ResultFile<Rendered> file = files.get(arm);
                List<Prompt> missing = batch.stream()
                        .filter(index -> !file.results().containsKey(index))
                        .map(index -> drawn.computeIfAbsent(index, suite::prompt))
                        .toList();
                if (!missing.isEmpty()) {
                    file.append(models.get(arm.bundle()).render(missing, arm.sampler()));
                    listener.progressed(done += missing.size());
                }
            }
        }
    }

    private Evaluated report(Map<String, List<Rendered>> rendered) throws IOException {
        var bootstrap = new Bootstrap(plan.seed(), Bootstrap.RESAMPLES);
        List<String> problems = new ArrayList<>(suite.problems());
        List<String> notMeasured = new ArrayList<>();
        List<Figures.Section> sections = new ArrayList<>();
        Map<String, String> armBundles = new LinkedHashMap<>();
        arms.forEach(arm -> armBundles.put(arm.name(), arm.bundle()));
        ResultSheet sheet;
        String reference = "";
        try (var measuring =
                new Measuring(models, armBundles, suite, prompts, Math.min(plan.sheet(), prompts), listener, stopped)) {
            var measured = measuring.measure(rendered);
            notMeasured.addAll(measuring.notMeasured());
            sheet = measured.sheet();
            reference = measured.reference();
            if (!reference.isEmpty() || plan.judge() == null) {
                sections.addAll(Figures.sections(measured.scored(), reference, "", bootstrap));
            }
        }
        if (plan.judge() != null) {
            var asking = new Asking(plan.judge(), plan.out(), suite, models, armBundles, listener, stopped);
            var judged = asking.judge(rendered);
            problems.addAll(asking.problems());
            sections.addAll(
                    Figures.sections(judged, "", ", judged by " + plan.judge().model(), bootstrap));
        }
        Map<String, String> digests = new LinkedHashMap<>();
        plan.bundles().forEach((name, bundle) -> digests.put(name, bundle.digest()));
        var figures = new Figures(
                suite.name(),
                plan.seed(),
                prompts,
                bootstrap.resamples(),
                digests,
                arms.stream().map(Arm::name).toList(),
                reference,
                sections,
                notMeasured,
                problems);
        return write(figures, sheet, problems);
    }

    private Evaluated write(Figures figures, ResultSheet sheet, List<String> problems) throws IOException {
        String tables = FigureTables.of(figures);
        Path json = plan.out().resolve("report.json"), text = plan.out().resolve("report.md");
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.write(json, mapper.writeValueAsBytes(figures));
        Files.writeString(text, tables);
        List<Path> files = new ArrayList<>(List.of(json, text));
        if (plan.sheet() > 0) {
            Path picture = plan.out().resolve("sheet.png");
            sheet.write(picture);
            files.add(picture);
        }
        return new Evaluated(tables, problems, files);
    }

    @Override
    public void close() {
        models.values().forEach(ArmModel::close);
    }
}

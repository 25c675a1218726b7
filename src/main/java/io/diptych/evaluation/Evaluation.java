package io.diptych.evaluation;

import io.diptych.diffusion.Grid;
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
 * is rendered or measured is on disk at once: the same plan goes on where a run ended.
 */
public final class Evaluation implements AutoCloseable {

    /** Prompts on one page of the sheet: more, and few programs open it. */
    private static final int PAGE = 50;

    private final EvaluationPlan plan;
    private final EvaluationListener listener;
    private final BooleanSupplier stopped;
    private final Workers workers = new Workers(Runtime.getRuntime().availableProcessors());
    private final Arms arms;
    private final Suite suite;
    private final int prompts;
    private final Map<String, ResultHeader> headers = new LinkedHashMap<>();

    private Evaluation(EvaluationPlan plan, EvaluationListener listener, BooleanSupplier stopped) {
        this.plan = plan;
        this.listener = listener;
        this.stopped = stopped;
        arms = new Arms(plan.bundles(), plan.parsedArms(), stopped);
        try {
            suite = suite();
            prompts = Math.min(plan.prompts(), suite.size());
            workers.each(1, any -> suite.identity(), identity -> headers.putAll(arms.headers(identity)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Runs a plan.
     *
     * @param stopped asked now and then; once true, the run ends
     * @throws CancellationException if it was stopped; what was rendered and measured is kept
     * @throws IllegalArgumentException if the plan does not fit the bundles, the suite or the results that are there
     */
    public static Evaluated run(EvaluationPlan plan, EvaluationListener listener, BooleanSupplier stopped) {
        if (Files.exists(plan.out()) && !Files.isDirectory(plan.out())) {
            throw new IllegalArgumentException(plan.out() + " is a file; a directory is needed for the results");
        }
        try {
            Files.createDirectories(plan.out());
            try (var evaluation = new Evaluation(plan, listener, stopped)) {
                return evaluation.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(plan.out() + " cannot be written: " + e.getMessage(), e);
        }
    }

    private Suite suite() {
        List<Grid> grids = plan.first().manifest().sequence().grids();
        if (plan.suite().equals(Suite.HELD_OUT)) {
            return new StudioSuite(plan.seed(), plan.prompts(), grids);
        }
        Path file = Path.of(plan.suite());
        return new FileSuite(file, plan.seed(), plan.prompts(), grids.get(0), instruction -> {
            for (ArmModel model : arms.models()) {
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
        Map<String, ResultFile<Rendered>> files = new LinkedHashMap<>();
        try {
            for (Arm arm : arms.list()) {
                files.put(arm.name(), resultFile(arm));
            }
            render(files);
            Map<String, List<Rendered>> rendered = new LinkedHashMap<>();
            files.forEach((arm, file) -> rendered.put(
                    arm, List.copyOf(file.results().headMap(prompts).values())));
            return report(rendered);
        } finally {
            files.values().forEach(ResultFile::close);
        }
    }

    private ResultFile<Rendered> resultFile(Arm arm) {
        Path path = plan.out().resolve("results-" + Arm.fileName(arm.name()) + ".jsonl");
        var file = new ResultFile<>(path, headers.get(arm.name()), Rendered.class, Rendered::index);
        file.results().headMap(prompts).forEach((index, diptych) -> {
            if (!diptych.source().equals(suite.source(index))) {
                file.close();
                throw new IllegalArgumentException(path + ": " + diptych.id()
                        + " was made from another photo than the suite has now; name another --out");
            }
        });
        return file;
    }

    /** A batch of prompts, and which of them each arm lacks. */
    private record Batch(Map<Arm, List<Integer>> missing) {

        int size() {
            return missing.values().stream().mapToInt(List::size).sum();
        }
    }

    private void render(Map<String, ResultFile<Rendered>> files) {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < prompts; from += ArmModel.SLOTS) {
            int begin = from, end = Math.min(prompts, from + ArmModel.SLOTS);
            Map<Arm, List<Integer>> missing = new LinkedHashMap<>();
            files.forEach((name, file) -> {
                List<Integer> open = IntStream.range(begin, end)
                        .filter(index -> !file.results().containsKey(index))
                        .boxed()
                        .toList();
                if (!open.isEmpty()) {
                    missing.put(arms.arm(name), open);
                }
            });
            if (!missing.isEmpty()) {
                batches.add(new Batch(missing));
            }
        }
        if (batches.isEmpty()) {
            return;
        }
        listener.begin("render", batches.stream().mapToLong(Batch::size).sum());
        batches.forEach(batch ->
                batch.missing.keySet().forEach(arm -> arms.model(arm.name()).prepare()));
        long[] done = {0};
        workers.each(
                batches.size(),
                number -> rendered(batches.get(number)),
                results -> results.forEach((arm, made) -> {
                    files.get(arm).append(made);
                    listener.progressed(done[0] += made.size());
                }));
    }

    private Map<String, List<Rendered>> rendered(Batch batch) {
        Map<Integer, Prompt> drawn = new LinkedHashMap<>();
        Map<String, List<Rendered>> made = new LinkedHashMap<>();
        batch.missing.forEach((arm, indexes) -> {
            if (stopped.getAsBoolean()) {
                throw new CancellationException("stopped");
            }
            List<Prompt> open = indexes.stream()
                    .map(index -> drawn.computeIfAbsent(index, suite::prompt))
                    .toList();
            made.put(arm.name(), arms.model(arm.name()).render(open, arm.sampler()));
        });
        return made;
    }

    private Evaluated report(Map<String, List<Rendered>> rendered) throws IOException {
        var bootstrap = new Bootstrap(plan.seed(), Bootstrap.RESAMPLES);
        List<String> problems = new ArrayList<>(suite.problems());
        List<String> notMeasured = new ArrayList<>();
        List<Figures.Section> sections = new ArrayList<>();
        boolean studio = suite instanceof StudioSuite;
        String reference = studio ? Measuring.REFERENCE : "";
        List<String> titles = new ArrayList<>(List.of("photo, instruction"));
        titles.addAll(rendered.keySet());
        if (studio) {
            titles.add(reference);
        }
        var sheet = new ResultSheet(plan.out(), titles, Math.min(plan.sheet(), prompts), PAGE);
        try (var measuring = new Measuring(arms, suite, prompts, sheet, listener, stopped)) {
            var scored = measuring.measure(rendered, headers, plan.out(), workers);
            notMeasured.addAll(measuring.notMeasured());
            if (studio) {
                sections.addAll(Figures.sections(scored, reference, "", bootstrap));
            }
        }
        if (plan.judge() != null) {
            var asking = new Asking(plan.judge(), plan.out(), suite, arms, headers, listener, stopped);
            var judged = asking.judge(rendered);
            problems.addAll(asking.problems());
            sections.addAll(
                    Figures.sections(judged, "", ", judged by " + plan.judge().model(), bootstrap));
        }
        Map<String, String> digests = new LinkedHashMap<>();
        plan.bundles().forEach((name, bundle) -> digests.put(name, bundle.digest()));
        Map<String, Double> forwards = new LinkedHashMap<>();
        rendered.forEach((arm, diptychs) -> forwards.put(
                arm, diptychs.stream().mapToInt(Rendered::forwards).average().orElse(Double.NaN)));
        var figures = new Figures(
                suite.name(),
                plan.seed(),
                prompts,
                bootstrap.resamples(),
                digests,
                List.copyOf(rendered.keySet()),
                reference,
                forwards,
                sections,
                notMeasured,
                problems);
        return write(figures, sheet.files());
    }

    private Evaluated write(Figures figures, List<Path> sheets) throws IOException {
        String tables = FigureTables.of(figures);
        Path json = plan.out().resolve("report.json"), text = plan.out().resolve("report.md");
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.write(json, mapper.writeValueAsBytes(figures));
        Files.writeString(text, tables);
        List<Path> files = new ArrayList<>(List.of(json, text));
        files.addAll(sheets);
        return new Evaluated(tables, figures.problems(), files);
    }

    @Override
    public void close() {
        workers.close();
        arms.close();
    }
}

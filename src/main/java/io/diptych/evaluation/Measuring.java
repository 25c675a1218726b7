package io.diptych.evaluation;

import io.diptych.diffusion.ImageCodes;
import io.diptych.evaluation.StudioMeasures.Shown;
import io.diptych.model.Aligner;
import io.diptych.model.ImageCodec;
import io.diptych.model.ModelClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures what the arms rendered, and puts the first prompts on the sheet. What is measured is kept beside the results
 * and not measured again.
 */
final class Measuring implements AutoCloseable {

    /** True renders through the codes of the first bundle with true copies: what the measures make of the truth. */
    static final String REFERENCE = "true render";

    /** Changes whenever a measure does. */
    private static final int MEASURES = 2;

    private static final int BATCH = 8;

    private final Arms arms;
    private final Suite suite;
    private final int prompts;
    private final ResultSheet sheet;
    private final EvaluationListener listener;
    private final BooleanSupplier stopped;
    private final ArmModel first;
    private final @Nullable Aligner aligner;
    private final @Nullable AttributeJudge judge;
    private final StudioMeasures measures;
    private final List<String> notMeasured = new ArrayList<>();

    /** What scores belong to. */
    private record Header(ResultHeader results, String by, String judge, int measures) {}

    /** A part of the prompts, measured. */
    private record Piece(int end, Map<String, List<Scored>> scored, List<List<ResultSheet.Cell>> blocks) {}

    Measuring(
            Arms arms,
            Suite suite,
            int prompts,
            ResultSheet sheet,
            EvaluationListener listener,
            BooleanSupplier stopped) {
        this.arms = arms;
        this.suite = suite;
        this.prompts = prompts;
        this.sheet = sheet;
        this.listener = listener;
        this.stopped = stopped;
        first = arms.first();
        boolean studio = suite instanceof StudioSuite;
        aligner = studio
                ? first.bundle().aligner(ArmModel.ONE_THREAD, new ModelClock()).orElse(null)
                : null;
        judge = studio ? judge() : null;
        measures = new StudioMeasures(
                first.codec(),
                first.tokenizer(),
                aligner,
                new ImageQuality(first.bundle().manifest().sequence().grids().get(0)));
        if (!studio) {
            notMeasured.add("attribute slots, and the measures that need them: only the studio's own suite knows the"
                    + " truth of its prompts. A judge endpoint (--judge-url) gives the six measures");
        } else if (aligner == null) {
            notMeasured.add("the aligner's cosine: the first bundle has no aligner");
        }
    }

    private @Nullable AttributeJudge judge() {
        try {
            return AttributeJudge.embedded(ArmModel.ONE_THREAD);
        } catch (IllegalStateException e) {
            notMeasured.add("image alignment, output alignment and slots of pictures: " + e.getMessage());
            return null;
        }
    }

    List<String> notMeasured() {
        return notMeasured;
    }

    /** Scores by arm, those of the {@link #REFERENCE} last; none where the suite does not know the truth. */
    Map<String, List<Scored>> measure(
            Map<String, List<Rendered>> rendered, Map<String, ResultHeader> headers, Path out, Workers workers) {
        Map<String, ResultFile<Scored>> files = new LinkedHashMap<>();
        try {
            if (suite instanceof StudioSuite) {
                headers.forEach((arm, header) -> files.put(arm, file(out, header)));
                String identity = headers.values().iterator().next().suite();
                String bundle = first.bundle().digest();
                files.put(REFERENCE, file(out, new ResultHeader(REFERENCE, bundle, null, 0, identity)));
            }
            Map<String, BitSet> missing = new LinkedHashMap<>();
            files.forEach((arm, file) -> missing.put(arm, missing(file, rendered.get(arm))));
            listener.begin("measure", prompts);
            workers.each((prompts + BATCH - 1) / BATCH, number -> piece(number * BATCH, rendered, missing), piece -> {
                piece.scored().forEach((arm, scored) -> files.get(arm).append(scored));
                piece.blocks().forEach(sheet::add);
                listener.progressed(piece.end());
            });
            Map<String, List<Scored>> scored = new LinkedHashMap<>();
            files.forEach((arm, file) ->
                    scored.put(arm, List.copyOf(file.results().headMap(prompts).values())));
            return scored;
        } finally {
            files.values().forEach(ResultFile::close);
        }
    }

    private ResultFile<Scored> file(Path out, ResultHeader results) {
        var header = new Header(results, first.bundle().digest(), judge == null ? "" : judge.digest(), MEASURES);
        return new ResultFile<>(
                out.resolve("measured-" + Arm.fileName(results.arm()) + ".jsonl"), header, Scored.class, Scored::index);
    }

    /** Prompts without scores, or with those of other codes or words. */
    private BitSet missing(ResultFile<Scored> file, @Nullable List<Rendered> diptychs) {
        BitSet missing = new BitSet();
        for (int i = 0; i < prompts; i++) {
            Scored known = file.results().get(i);
            missing.set(
                    i,
                    known == null
                            || diptychs != null
                                    && known.of()
                                            != Scored.fingerprint(
                                                    diptychs.get(i).codes(),
                                                    diptychs.get(i).copy()));
        }
        return missing;
    }

    private Piece piece(int from, Map<String, List<Rendered>> rendered, Map<String, BitSet> missing) {
        int end = Math.min(prompts, from + BATCH);
        Map<String, List<Scored>> scored = new LinkedHashMap<>();
        List<List<ResultSheet.Cell>> blocks = new ArrayList<>();
        List<String> names = new ArrayList<>(rendered.keySet());
        if (missing.containsKey(REFERENCE)) {
            names.add(REFERENCE);
        }
        for (int i = from; i < end; i++) {
            int index = i;
            boolean onSheet = index < sheet.prompts();
            if (stopped.getAsBoolean()) {
                throw new CancellationException("stopped");
            }
            if (!onSheet && missing.values().stream().noneMatch(some -> some.get(index))) {
                continue;
            }
            Prompt prompt = suite.prompt(index);
            List<ResultSheet.Cell> block = new ArrayList<>();
            block.add(new ResultSheet.Cell(prompt.photo(), prompt.instruction()));
            for (String arm : names) {
                boolean open = missing.containsKey(arm) && missing.get(arm).get(index);
                if (open || onSheet) {
                    boolean truth = arm.equals(REFERENCE);
                    Shown shown =
                            truth ? coded(prompt) : shown(arm, rendered.get(arm).get(index));
                    String copy = truth
                            ? truth(prompt).copy()
                            : rendered.get(arm).get(index).copy();
                    if (open) {
                        scored.computeIfAbsent(arm, any -> new ArrayList<>()).add(score(prompt, shown, copy));
                    }
                    block.add(new ResultSheet.Cell(shown.picture().toImage(), copy));
                }
            }
            if (onSheet) {
                blocks.add(block);
            }
        }
        return new Piece(end, scored, blocks);
    }

    private Scored score(Prompt prompt, Shown shown, String copy) {
        PictureReading reading =
                judge == null ? null : judge.read(List.of(shown.picture())).get(0);
        return measures.score(prompt, truth(prompt), shown, copy, reading);
    }

    private Shown shown(String arm, Rendered diptych) {
        return Shown.of(diptych.picture(), arms.model(arm).codec());
    }

    private Shown coded(Prompt prompt) {
        ImageCodec codec = first.codec();
        return Shown.of(new ImageCodes(prompt.grid(), codec.encode(truth(prompt).picture(), prompt.grid())), codec);
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

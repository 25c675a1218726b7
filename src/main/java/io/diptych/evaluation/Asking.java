package io.diptych.evaluation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Has an endpoint judge what the arms rendered. Its answers are kept beside the results and not asked for again. */
final class Asking {

    private static final int AT_ONCE = 4;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final JudgeEndpoint endpoint;
    private final AskedJudge judge;
    private final Path out;
    private final Suite suite;
    private final Map<String, ArmModel> models;
    private final Map<String, String> armBundles;
    private final EvaluationListener listener;
    private final BooleanSupplier stopped;
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());

    private record Header(String judge, String rubric, String results) {}

    private record Judged(int index, Map<Measure, Double> scores) {}

    Asking(
            JudgeEndpoint endpoint,
            Path out,
            Suite suite,
            Map<String, ArmModel> models,
            Map<String, String> armBundles,
            EvaluationListener listener,
            BooleanSupplier stopped) {
        this.endpoint = endpoint;
        this.judge = new AskedJudge(endpoint, FIRST_WAIT);
        this.out = out;
        this.suite = suite;
        this.models = models;
        this.armBundles = armBundles;
        this.listener = listener;
        this.stopped = stopped;
    }

    /** Answers that could not be used; their diptychs are asked about again by the next run. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    Map<String, List<Scored>> judge(Map<String, List<Rendered>> rendered) {
        listener.begin("judge", rendered.values().stream().mapToLong(List::size).sum());
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Map<String, List<Scored>> scored = new LinkedHashMap<>();
            long[] done = {0};
            rendered.forEach((arm, diptychs) -> scored.put(arm, judge(arm, diptychs, threads, done)));
            return scored;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Scored> judge(String arm, List<Rendered> diptychs, ExecutorService threads, long[] done) {
        String name = arm.replaceAll("[^A-Za-z0-9._-]+", "-") + "-by-"
                + Digest.sha256(endpoint.toString().getBytes(StandardCharsets.UTF_8))
                        .substring(0, 8);
        var header = new Header(
                endpoint.toString(),
                Digest.sha256(AskedJudge.RUBRIC.getBytes(StandardCharsets.UTF_8)),
                arm + ", " + suite.identity() + ", bundle "
                        + models.get(armBundles.get(arm)).bundle().digest());
        try (var file =
                new ResultFile<>(out.resolve("judged-" + name + ".jsonl"), header, Judged.class, Judged::index)) {
            for (int from = 0; from < diptychs.size(); from += AT_ONCE) {
                List<Rendered> batch = diptychs.subList(from, Math.min(diptychs.size(), from + AT_ONCE));
                file.append(ask(
                        arm,
                        batch.stream()
                                .filter(d -> !file.results().containsKey(d.index()))
                                .toList(),
                        threads));
                listener.progressed(done[0] += batch.size());
            }
            List<Scored> scored = new ArrayList<>();
            for (Rendered diptych : diptychs) {
                Judged judged = file.results().get(diptych.index());
                scored.add(new Scored(
                        diptych.index(),
                        suite.prompt(diptych.index()).part(),
                        judged == null ? Map.of() : judged.scores(),
                        Map.of()));
            }
            return scored;
        }
    }

    private List<Judged> ask(String arm, List<Rendered> diptychs, ExecutorService threads) {
        if (stopped.getAsBoolean()) {
            throw new CancellationException("stopped");
        }
        ArmModel model = models.get(armBundles.get(arm));
        List<Future<@Nullable Judged>> answers = new ArrayList<>();
        for (Rendered diptych : diptychs) {
            Prompt prompt = suite.prompt(diptych.index());
            var picture = model.picture(diptych).toImage();
            answers.add(threads.submit(() -> {
                try {
                    return new Judged(diptych.index(), new EnumMap<>(judge.score(prompt, picture, diptych.copy())));
                } catch (JudgeException e) {
                    problems.add(prompt.place() + ": " + arm + ": " + e.getMessage());
                    return null;
                }
            }));
        }
        List<Judged> judged = new ArrayList<>();
        for (Future<@Nullable Judged> answer : answers) {
            Judged one = get(answer);
            if (one != null) {
                judged.add(one);
            }
        }
        return judged;
    }

    private static @Nullable Judged get(Future<@Nullable Judged> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}

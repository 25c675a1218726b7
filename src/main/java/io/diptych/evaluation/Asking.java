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
    /** Refusals in a row after which an endpoint is not asked any more: a wrong key, a server that is gone. */
    private static final int PATIENCE = 2 * AT_ONCE;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final JudgeEndpoint endpoint;
    private final AskedJudge judge;
    private final Path out;
    private final Suite suite;
    private final Arms arms;
    private final Map<String, ResultHeader> headers;
    private final EvaluationListener listener;
    private final BooleanSupplier stopped;
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
    private int refusedInARow;
    private int leftOut;

    private record Header(String judge, String rubric, ResultHeader results) {}

    private record Judged(int index, Map<Measure, Double> scores) {}

    Asking(
            JudgeEndpoint endpoint,
            Path out,
            Suite suite,
            Arms arms,
            Map<String, ResultHeader> headers,
            EvaluationListener listener,
            BooleanSupplier stopped) {
        this.endpoint = endpoint;
        this.judge = new AskedJudge(endpoint, FIRST_WAIT);
        this.out = out;
        this.suite = suite;
        this.arms = arms;
        this.headers = headers;
        this.listener = listener;
        this.stopped = stopped;
    }

    /** Answers that could not be used; their diptychs are asked about again by the next run. */
    List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        if (leftOut > 0) {
            all.add(endpoint + " was not asked any more after " + refusedInARow + " refusals in a row: " + leftOut
                    + " diptychs are not judged yet");
        }
        return all;
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
        String name = Arm.fileName(arm) + "-by-"
                + Digest.sha256(endpoint.toString().getBytes(StandardCharsets.UTF_8))
                        .substring(0, 8);
        var header = new Header(
                endpoint.toString(),
                Digest.sha256(AskedJudge.RUBRIC.getBytes(StandardCharsets.UTF_8)),
                headers.get(arm));
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
                scored.add(Scored.only(
                        diptych.index(), suite.part(diptych.index()), judged == null ? Map.of() : judged.scores()));
            }
            return scored;
        }
    }

    private List<Judged> ask(String arm, List<Rendered> diptychs, ExecutorService threads) {
        if (stopped.getAsBoolean()) {
            throw new CancellationException("stopped");
        }
        if (refusedInARow >= PATIENCE) {
            leftOut += diptychs.size();
            return List.of();
        }
        List<Future<@Nullable Judged>> answers = diptychs.stream()
                .map(diptych -> threads.submit(() -> ask(arm, diptych)))
                .toList();
        List<Judged> judged = new ArrayList<>();
        for (Future<@Nullable Judged> answer : answers) {
            Judged one = get(answer);
            refusedInARow = one == null ? refusedInARow + 1 : 0;
            if (one != null) {
                judged.add(one);
            }
        }
        return judged;
    }

    private @Nullable Judged ask(String arm, Rendered diptych) {
        Prompt prompt = suite.prompt(diptych.index());
        var picture = arms.model(arm).picture(diptych).toImage();
        try {
            return new Judged(diptych.index(), new EnumMap<>(judge.score(prompt, picture, diptych.copy())));
        } catch (JudgeException e) {
            problems.add(prompt.place() + ": " + arm + ": " + e.getMessage());
            return null;
        }
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

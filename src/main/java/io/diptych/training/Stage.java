package io.diptych.training;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The loop around the steps of a stage: snapshots every so often, a log line and a report every few steps, and the rest of
 * a run that was cut off.
 */
final class Stage {

    /** One stage of training, as the loop sees it. */
    interface Steps {

        /** Steps done so far, those of the run that is continued included. */
        long step();

        /** Does one step and returns its losses by name. */
        Map<String, Double> next();

        void save(Path snapshot);

        void resume(Path snapshot);

        /** Something to look at, written next to the snapshots. */
        void show(Path directory);
    }

    /**
     * @param name of the stage
     * @param steps after which it ends
     * @param reportEvery steps between two log lines
     * @param snapshotEvery time between two snapshots
     * @param showEvery time between two pictures of what has been learnt
     */
    record Settings(
            String name, long steps, int samplesPerStep, int reportEvery, Duration snapshotEvery, Duration showEvery) {}

    private final Settings settings;
    private final Path directory;
    private final LongSupplier nanoTime;

    Stage(Settings settings, Path directory, LongSupplier nanoTime) {
        this.settings = settings;
        this.directory = directory;
        this.nanoTime = nanoTime;
    }

    Path snapshot() {
        return directory.resolve(settings.name + "-snapshot.safetensors");
    }

    void run(Steps training, ProgressListener listener) {
        var log = new TrainingLog(directory.resolve(settings.name + "-losses.jsonl"));
        training.resume(snapshot());
        log.rewindTo(training.step());
        long reported = nanoTime.getAsLong();
        long saved = reported;
        long shown = reported;
        var sums = new LinkedHashMap<String, Double>();
        int since = 0;
        while (training.step() < settings.steps) {
            training.next().forEach((name, value) -> sums.merge(name, value, Double::sum));
            since++;
            long now = nanoTime.getAsLong();
            boolean last = training.step() == settings.steps;
            if (training.step() % settings.reportEvery == 0 || last) {
                int count = since;
                sums.replaceAll((name, sum) -> sum / count);
                double seconds = Math.max(1e-9, (now - reported) / 1e9);
                var progress = new TrainingProgress(
                        settings.name,
                        training.step(),
                        settings.steps,
                        new LinkedHashMap<>(sums),
                        settings.samplesPerStep * count / seconds,
                        Duration.ofMillis((long) ((settings.steps - training.step()) * seconds / count * 1000)));
                var line = new LinkedHashMap<String, Object>();
                line.put("stage", settings.name);
                line.put("step", training.step());
                line.putAll(sums);
                line.put("samplesPerSecond", progress.samplesPerSecond());
                log.append(line);
                listener.progressed(progress);
                sums.clear();
                since = 0;
                reported = now;
            }
            if (last || now - saved > settings.snapshotEvery.toNanos()) {
                training.save(snapshot());
                saved = now;
            }
            if (last || now - shown > settings.showEvery.toNanos()) {
                training.show(directory);
                shown = now;
            }
        }
    }
}

package io.diptych.shoot;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells watchers how campaigns are doing: once when they come, then whenever something has changed. Postgres is asked once a
 * second for each campaign that is watched, however many watch it, and not at all while nobody does.
 */
@Component
public class ProgressFeed implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ProgressFeed.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final CampaignTable table;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Set<Watch>> watches = new ConcurrentHashMap<>();
    /** Only the clock's thread touches it. */
    private final Map<String, CampaignStatus> told = new HashMap<>();

    ProgressFeed(CampaignTable table) {
        this.table = table;
        clock.scheduleWithFixedDelay(this::tell, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Watches a campaign until it is closed. {@code watcher} is called on the feed's one thread, so it must not wait; one
     * that throws is closed.
     *
     * @param ended called when the server ends
     * @throws NoSuchCampaignException if there is none
     */
    public AutoCloseable watch(String campaign, Consumer<CampaignStatus> watcher, Runnable ended) {
        CampaignStatus now = table.find(campaign).orElseThrow(() -> new NoSuchCampaignException(campaign));
        Watch watch = new Watch(watcher, ended);
        watcher.accept(now);
        watches.compute(campaign, (name, others) -> {
            Set<Watch> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(watch);
            return all;
        });
        return () -> close(campaign, watch);
    }

    /** How many watch. */
    public int watchers() {
        return watches.values().stream().mapToInt(Set::size).sum();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        watches.values().forEach(all -> all.forEach(watch -> watch.ended.run()));
        watches.clear();
    }

    private void close(String campaign, Watch watch) {
        watches.computeIfPresent(campaign, (name, all) -> {
            all.remove(watch);
            return all.isEmpty() ? null : all;
        });
    }

    private void tell() {
        told.keySet().retainAll(watches.keySet());
        for (String campaign : List.copyOf(watches.keySet())) {
            try {
                table.find(campaign)
                        .filter(status -> !status.equals(told.put(campaign, status)))
                        .ifPresent(status -> tell(campaign, status));
            } catch (RuntimeException e) {
                // Watchers are told again once the database answers.
                log.debug("Cannot tell how {} is doing: {}", campaign, e.getMessage());
            }
        }
    }

    private void tell(String campaign, CampaignStatus status) {
        for (Watch watch : watches.getOrDefault(campaign, Set.of())) {
            try {
                watch.watcher.accept(status);
            } catch (RuntimeException e) {
                close(campaign, watch);
            }
        }
    }

    private record Watch(Consumer<CampaignStatus> watcher, Runnable ended) {

        /** Two watchers are never the same one. */
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}

package io.diptych.shoot;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Says every few seconds that this process's worker lives, and how fast it is. */
@Component
class WorkerAnnouncement implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WorkerAnnouncement.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final String DEVICE = "CPU";

    private final Workers workers;
    private final WorkerName name;
    private final WorkerModel model;
    private final RenderTime renderTime;
    private final ShootSettings settings;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "announce");
        thread.setDaemon(true);
        return thread;
    });
    private boolean begun;

    WorkerAnnouncement(
            Workers workers, WorkerName name, WorkerModel model, RenderTime renderTime, ShootSettings settings) {
        this.workers = workers;
        this.name = name;
        this.model = model;
        this.renderTime = renderTime;
        this.settings = settings;
    }

    synchronized void start() {
        if (!begun) {
            begun = true;
            clock.scheduleWithFixedDelay(this::announce, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void close() throws InterruptedException {
        clock.shutdown();
        if (begun && clock.awaitTermination(EVERY.toSeconds(), TimeUnit.SECONDS)) {
            begun = false;
            try {
                workers.leave(name);
            } catch (RuntimeException e) {
                log.debug("Cannot say that {} leaves: {}", name.text(), e.getMessage());
            }
        }
    }

    private void announce() {
        try {
            workers.announce(name, host(), model.bundle().digest(), DEVICE, settings.microBatch(), renderTime.total());
        } catch (RuntimeException e) {
            log.debug("Cannot announce {}: {}", name.text(), e.getMessage());
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}

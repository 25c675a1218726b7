package io.diptych.shoot;

import io.diptych.campaign.Campaign;
import io.diptych.campaign.CampaignFile;
import io.diptych.shoot.CampaignTable.WantedRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Carries on, in a server, the runs that people asked for, several side by side. It looks for them in Postgres again and
 * again: so those of a server that died go on in the next one, or in another that shares the database.
 */
@Component
public class CampaignRunner implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CampaignRunner.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    private final CampaignTable table;
    private final Shoot shoot;
    private final Worker worker;
    private final WorkerAnnouncement announcement;
    private final DeliverySignal signal;
    private final ShootSettings settings;
    private final Object looks = new Object();
    private final Set<WantedRun> underWay = new HashSet<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(runnable -> {
        Thread thread = new Thread(runnable, "campaign");
        thread.setDaemon(true);
        return thread;
    });
    private boolean begun;
    private boolean ended;
    private boolean lookNow;

    CampaignRunner(
            CampaignTable table,
            Shoot shoot,
            Worker worker,
            WorkerAnnouncement announcement,
            DeliverySignal signal,
            ShootSettings settings) {
        this.table = table;
        this.shoot = shoot;
        this.worker = worker;
        this.announcement = announcement;
        this.signal = signal;
        this.settings = settings;
    }

    /** Begins to look for runs; once. */
    public void start() {
        synchronized (looks) {
            if (begun) {
                return;
            }
            begun = true;
        }
        if (settings.worker()) {
            worker.start();
            announcement.start();
        }
        threads.execute(this::lookAgainAndAgain);
    }

    /** Something was asked for: look now, and not only at the next time. */
    void look() {
        synchronized (looks) {
            lookNow = true;
            looks.notifyAll();
        }
        signal.changed();
    }

    /** Ends what is under way in good order: what is rendered is still recorded. It goes on in the next server. */
    @Override
    public void close() throws InterruptedException {
        synchronized (looks) {
            if (ended) {
                return;
            }
            ended = true;
            looks.notifyAll();
        }
        shoot.stop();
        announcement.close();
        threads.shutdown();
        if (!threads.awaitTermination(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            log.warn("Campaigns have not ended after {} s", STOP_PATIENCE.toSeconds());
            threads.shutdownNow();
        }
    }

    private void lookAgainAndAgain() {
        while (awaitNextLook()) {
            try {
                for (WantedRun run : table.wanted()) {
                    begin(run);
                }
            } catch (RuntimeException e) {
                // The database may be gone for a while; the runs under way say so themselves.
                log.warn("Cannot look for campaigns to run: {}", e.getMessage());
            }
        }
    }

    private boolean awaitNextLook() {
        synchronized (looks) {
            try {
                if (!lookNow && !ended) {
                    looks.wait(LOOK_EVERY.toMillis());
                }
                lookNow = false;
                return !ended;
            } catch (InterruptedException e) {
                return false;
            }
        }
    }

    private void begin(WantedRun run) {
        synchronized (looks) {
            if (ended || underWay.contains(run) || run.kind() == RunKind.CAMPAIGN && isFull()) {
                return;
            }
            underWay.add(run);
        }
        threads.execute(() -> carryOn(run));
    }

    /** Trials are short, and someone waits for them: they come on top. */
    private boolean isFull() {
        return underWay.stream().filter(run -> run.kind() == RunKind.CAMPAIGN).count() >= settings.atOnce();
    }

    private void carryOn(WantedRun run) {
        try (MDC.MDCCloseable name = MDC.putCloseable("campaign", run.campaign())) {
            CampaignStatus status =
                    table.find(run.campaign()).orElseThrow(() -> new NoSuchCampaignException(run.campaign()));
            Path file = status.file();
            if (file == null) {
                throw new CampaignStateException("Nobody remembers the file of campaign " + run.campaign());
            }
            Campaign campaign = CampaignFile.read(file);
            if (run.kind() == RunKind.TRIAL) {
                shoot.tryOut(campaign, ShootListener.NONE);
            } else {
                shoot.shoot(campaign, ShootListener.NONE);
            }
        } catch (CampaignBusyException e) {
            log.debug("{} is carried on by another process", run.campaign());
        } catch (StoppedRunException e) {
            log.info("Campaign {}: {}", run.campaign(), e.getMessage());
        } catch (Exception e) {
            log.error("{} of {} has stopped", run.kind(), run.campaign(), e);
            say(run, e);
        } finally {
            synchronized (looks) {
                underWay.remove(run);
                lookNow = true;
                looks.notifyAll();
            }
        }
    }

    /** Where even this fails, the database is gone: the run goes on by itself once it is back. */
    private void say(WantedRun run, Exception trouble) {
        try {
            String message = trouble.getMessage();
            table.trouble(run, message == null ? trouble.getClass().getSimpleName() : message);
        } catch (RuntimeException e) {
            log.warn("Cannot record that {} has stopped: {}", run.campaign(), e.getMessage());
        }
    }
}

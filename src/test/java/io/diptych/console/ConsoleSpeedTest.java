package io.diptych.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import io.diptych.shoot.ProgressFeed;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign of 10,000 assets is looked at as fast as a small one. */
class ConsoleSpeedTest {

    private static final int ASSETS = 10_000;

    @TempDir
    private static Path data;

    private static Served served;
    private static long run;

    @BeforeAll
    static void shoot() {
        served = new Served(data);
        run = served.campaigns().shoot("large", served.bucket(), ASSETS);
        served.campaigns()
                .jdbc()
                .sql("insert into campaign (name) values ('large')")
                .update();
        served.campaigns()
                .jdbc()
                .sql("insert into shot_partition (run, number, shots, done) values (:run, 0, :shots, :shots)")
                .param("run", run)
                .param("shots", ASSETS)
                .update();
        served.campaigns().jdbc().sql("analyze").update();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @Test
    void aContactSheetsPageTakesLessThan300Milliseconds() {
        List<String> pages = List.of(
                "",
                "?after=5000-" + run,
                "?state=RENDERED",
                "?scene=desk&minScore=0.5",
                "?sku=sku-49",
                "?drifted=true");
        pages.forEach(ConsoleSpeedTest::millis);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pages.forEach(page -> times.add(millis(page)));
        }
        times.sort(Long::compare);
        long percentile = times.get(times.size() * 95 / 100);
        System.out.println("Contact sheet of " + ASSETS + " assets: median " + times.get(times.size() / 2)
                + " ms, 95th percentile " + percentile + " ms of server time");
        assertThat(percentile).isLessThan(300);
    }

    /** With something new to tell every second, which is as often as it is told. */
    @Test
    void aProgressStreamCostsLessThanOnePercentOfACore() {
        int watchers = 50;
        AtomicInteger told = new AtomicInteger();
        List<AutoCloseable> watches = new ArrayList<>();
        for (int i = 0; i < watchers; i++) {
            watches.add(served.get(ProgressFeed.class).watch("large", status -> told.incrementAndGet(), () -> {}));
        }
        long before = progressThreads();
        long start = System.nanoTime();
        int[] done = {ASSETS};
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    served.campaigns()
                            .jdbc()
                            .sql("update shot_partition set done = :done where run = :run")
                            .param("done", --done[0])
                            .param("run", run)
                            .update();
                    return told.get() >= watchers * 11;
                });
        double share = (progressThreads() - before) / (double) (System.nanoTime() - start);
        System.out.printf("%d progress streams cost %.2f %% of a core%n", watchers, share * 100);
        assertThat(share / watchers).isLessThan(0.01);
        watches.forEach(watch -> {
            try {
                watch.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static long progressThreads() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("progress")) {
                nanos += threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        return nanos;
    }

    private static long millis(String query) {
        long start = System.nanoTime();
        assertThat(served.http()
                        .get()
                        .uri("/campaigns/large" + query)
                        .with(user("erna").roles("APPROVER"))
                        .exchange()
                        .getResponse()
                        .getStatus())
                .isEqualTo(200);
        return (System.nanoTime() - start) / 1_000_000;
    }
}

package io.diptych.shoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerTest {

    private final ShootDatabase database = new ShootDatabase();
    private final ShotList shots = database.shots();
    private final RenderProgress progress = new RenderProgress(Clock.systemUTC());
    private final List<AutoCloseable> closeables = new CopyOnWriteArrayList<>();

    @AfterEach
    void stopWorkers() throws Exception {
        for (AutoCloseable closeable : closeables) {
            closeable.close();
        }
    }

    @Test
    void everyPartitionIsRenderedOnce() {
        long run = released(7, 2);
        List<Lease> rendered = new CopyOnWriteArrayList<>();
        Worker worker = worker(WorkerName.embedded(), settings("5m"), lease -> {
            rendered.add(lease);
            return renderAll(lease);
        });
        worker.start();
        untilNothingIsOpen(run, 7);
        assertThat(rendered).extracting(Lease::partition).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(rendered).extracting(Lease::epoch).containsOnly(1);
        untilNoTaskIsLeft();
    }

    @Test
    void anEmbeddedWorkerTakesBackAtOnceWhatItHeldWhenItDied() {
        long run = released(2, 2);
        database.jdbc()
                .sql("update scheduled_tasks set picked = true, picked_by = 'embedded', last_heartbeat = now(),"
                        + " version = 2")
                .update();
        worker(WorkerName.embedded(), settings("5m"), this::renderAll).start();
        // A heartbeat would be given up after 40 seconds only.
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(shots.totals(run, 2).open()).isZero());
    }

    @Test
    void aPartitionOfAnotherLivingWorkerIsLeftToIt() throws Exception {
        long run = released(1, 1);
        database.jdbc()
                .sql(
                        "update scheduled_tasks set picked = true, picked_by = 'other', last_heartbeat = now(), version = 2")
                .update();
        long second = released(1, 1);
        worker(WorkerName.embedded(), settings("5m"), this::renderAll).start();
        untilNothingIsOpen(second, 1);
        assertThat(shots.totals(run, 1).open()).isOne();
    }

    @Test
    void aHungRenderLosesItsPartition() {
        long run = released(1, 1);
        CountDownLatch never = new CountDownLatch(1);
        closeables.add(never::countDown);
        Worker hanging = worker(WorkerName.shared(), settings("200ms"), lease -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        });
        hanging.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> hanging.hung() != null);
        assertThat(hanging.hung()).hasMessageContaining("partition 0 of run " + run);

        worker(WorkerName.shared(), settings("5m"), this::renderAll).start();
        untilNothingIsOpen(run, 1);
        assertThat(shots.totals(run, 1).done()).isOne();
    }

    @Test
    void aPartitionThatKeepsFailingIsGivenUpWithTheReason() {
        long run = released(2, 2);
        worker(WorkerName.embedded(), settings("5m"), lease -> {
                    throw new IllegalStateException("no such luck");
                })
                .start();
        untilNothingIsOpen(run, 2);
        assertThat(shots.totals(run, 2).failed()).isEqualTo(2);
        assertThat(database.jdbc()
                        .sql("select distinct reason from shot")
                        .query(String.class)
                        .single())
                .contains("failed 2 times")
                .contains("no such luck");
        untilNoTaskIsLeft();
    }

    @Test
    void whatAStoppedWorkerLeavesOpenIsThereForTheNext() throws Exception {
        long run = released(4, 4);
        CountDownLatch begun = new CountDownLatch(1);
        StoppableJob job = new StoppableJob(begun);
        Worker first = worker(WorkerName.embedded(), settings("5m"), job);
        first.start();
        begun.await();
        first.close();
        assertThat(shots.totals(run, 4).open()).isBetween(1L, 3L);

        worker(WorkerName.embedded(), settings("5m"), this::renderAll).start();
        untilNothingIsOpen(run, 4);
        assertThat(shots.totals(run, 4).done()).isEqualTo(4);
    }

    private long released(int shotCount, int size) {
        long run = database.plannedRun("c" + UUID.randomUUID(), shotCount);
        database.partitions().cut(run, size);
        database.partitions().release(run, 0);
        return run;
    }

    private void untilNothingIsOpen(long run, int planned) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> shots.totals(run, planned).open() == 0);
    }

    private void untilNoTaskIsLeft() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> database.jdbc()
                                .sql("select count(*) from scheduled_tasks")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    private boolean renderAll(Lease lease) {
        for (OpenShot shot : shots.open(lease)) {
            record(lease, shot);
        }
        return true;
    }

    private void record(Lease lease, OpenShot shot) {
        database.inTransaction(() -> shots.done(lease, shot, UUID.randomUUID()));
    }

    private Worker worker(WorkerName name, ShootSettings settings, Render render) {
        return worker(name, settings, new PartitionJob() {
            @Override
            public boolean accepts(long run) {
                return true;
            }

            @Override
            public boolean wanted(long run) {
                return true;
            }

            @Override
            public boolean render(Lease lease) {
                return render.render(lease);
            }

            @Override
            public void stop() {}
        });
    }

    private Worker worker(WorkerName name, ShootSettings settings, PartitionJob job) {
        Worker worker = new Worker(
                name, database.dataSource(), database.jdbc(), database.leases(), shots, job, progress, settings);
        closeables.add(worker);
        return worker;
    }

    private static ShootSettings settings(String deadline) {
        Duration renderDeadline = deadline.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(deadline.replace("ms", "")))
                : Duration.parse("PT" + deadline);
        return new ShootSettings(
                24,
                4,
                Duration.ofMillis(100),
                Duration.ofSeconds(10),
                renderDeadline,
                2,
                Duration.ofMinutes(1),
                true,
                4,
                500);
    }

    private interface Render {
        boolean render(Lease lease);
    }

    /** Records one shot, then waits to be stopped. */
    private final class StoppableJob implements PartitionJob {
        private final CountDownLatch begun;
        private final CountDownLatch stopped = new CountDownLatch(1);

        StoppableJob(CountDownLatch begun) {
            this.begun = begun;
        }

        @Override
        public boolean accepts(long run) {
            return true;
        }

        @Override
        public boolean wanted(long run) {
            return true;
        }

        @Override
        public boolean render(Lease lease) {
            record(lease, shots.open(lease).get(0));
            begun.countDown();
            try {
                stopped.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        }

        @Override
        public void stop() {
            stopped.countDown();
        }
    }
}

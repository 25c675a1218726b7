package io.diptych.shoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of several workers that believe to hold a partition, only the last one to claim it can record anything. */
class LeaseTest {

    private final ShootDatabase database = new ShootDatabase();
    private final Leases leases = database.leases();
    private final ShotList shots = database.shots();
    private long run;

    @BeforeEach
    void aRunOfFiveShotsInPartitionsOfThree() {
        run = database.plannedRun("summer", 5);
        database.partitions().cut(run, 3);
    }

    @Test
    void everyClaimRaisesTheEpoch() {
        assertThat(leases.claim(run, 0, "a").epoch()).isEqualTo(1);
        assertThat(leases.claim(run, 0, "b").epoch()).isEqualTo(2);
        assertThat(leases.claim(run, 1, "a").epoch()).isEqualTo(1);
    }

    @Test
    void theLastPartitionHoldsWhatIsLeft() {
        assertThat(shots.open(leases.claim(run, 0, "a"))).hasSize(3);
        assertThat(shots.open(leases.claim(run, 1, "a"))).hasSize(2);
    }

    @Test
    void aLateWriterIsRefusedAndLeavesNoTrace() {
        Lease late = leases.claim(run, 0, "slow");
        OpenShot shot = shots.open(late).get(0);
        Lease current = leases.claim(run, 0, "quick");

        assertThatThrownBy(() -> database.inTransaction(() -> shots.done(late, shot, UUID.randomUUID())))
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining("partition 0 of run " + run);
        assertThat(shots.open(current)).hasSize(3);
        assertThat(shots.totals(run, 5)).isEqualTo(new ShotTotals(5, 0, 0, 0));
    }

    @Test
    void aRevokedLeaseRecordsNothing() {
        Lease lease = leases.claim(run, 0, "hung");
        leases.revoke(lease);
        assertThatThrownBy(() -> database.inTransaction(() -> shots.failOpen(lease, "too late")))
                .isInstanceOf(LeaseLostException.class);
        assertThat(shots.totals(run, 5).open()).isEqualTo(5);
    }

    @Test
    void aClaimWaitsForTheRecordInProgress() throws Exception {
        Lease first = leases.claim(run, 0, "a");
        OpenShot shot = shots.open(first).get(0);
        var claim = database.inTransaction(() -> {
            shots.done(first, shot, UUID.randomUUID());
            var second = CompletableFuture.supplyAsync(() -> leases.claim(run, 0, "b"));
            assertThatThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            return second;
        });
        Lease second = claim.get(10, TimeUnit.SECONDS);
        assertThat(second.epoch()).isEqualTo(2);
        assertThat(shots.open(second)).extracting(OpenShot::number).doesNotContain(shot.number());
    }

    @Test
    void aShotEndsOnce() {
        Lease lease = leases.claim(run, 0, "a");
        OpenShot shot = shots.open(lease).get(0);
        database.inTransaction(() -> shots.done(lease, shot, UUID.randomUUID()));
        assertThatThrownBy(() -> database.inTransaction(() -> shots.failed(lease, shot, "again")))
                .hasMessageContaining("not open any more");
        assertThat(shots.totals(run, 5)).isEqualTo(new ShotTotals(5, 0, 1, 0));
    }
}

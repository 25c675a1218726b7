package io.diptych.shoot;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tells whether a run may go on: not once it is paused or over, by whichever process, nor when this process is to end. */
@Repository
class RunHalts {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final StopSign stop;

    RunHalts(JdbcClient jdbc, StopSign stop) {
        this.jdbc = jdbc;
        this.stop = stop;
    }

    /** Whether a run is paused, cancelled or otherwise over. Asks Postgres. */
    boolean isHalted(long run) {
        return jdbc.sql("select state <> 'OPEN' or halted from campaign_run where id = :run")
                .param("run", run)
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    boolean mayGoOn(long run) {
        return !stop.isUp() && !isHalted(run);
    }

    /** To be looked at as often as one likes: it asks Postgres once a second. */
    Check watch(long run) {
        return new Check() {
            private long looked = System.nanoTime() - LOOK_EVERY.toNanos();

            @Override
            public void check() {
                stop.check();
                if (System.nanoTime() - looked >= LOOK_EVERY.toNanos()) {
                    looked = System.nanoTime();
                    if (isHalted(run)) {
                        throw new StoppedException();
                    }
                }
            }
        };
    }

    /** What takes long looks at it and ends by itself. */
    interface Check {
        /** @throws StoppedException if the run may not go on */
        void check();
    }
}

package io.diptych.shoot;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Where this process's render time went, run by run. */
@Component
class RenderTime {

    private final Map<Long, Spent> byRun = new HashMap<>();
    private Spent total = Spent.NOTHING;

    /**
     * @param wall from the claim of a partition to its last delivery, all partitions added up
     * @param model inside the model's {@code run()}
     * @param shots rendered meanwhile
     * @param takes computed for them; one that was dropped on the way counts as the part that was computed
     */
    record Spent(Duration wall, Duration model, long shots, double takes) {

        static final Spent NOTHING = new Spent(Duration.ZERO, Duration.ZERO, 0, 0);

        Spent plus(Spent other) {
            return new Spent(wall.plus(other.wall), model.plus(other.model), shots + other.shots, takes + other.takes);
        }
    }

    synchronized void add(long run, Spent more) {
        byRun.merge(run, more, Spent::plus);
        total = total.plus(more);
    }

    /** On a run, since this process began or forgot it. */
    synchronized Spent of(long run) {
        return byRun.getOrDefault(run, Spent.NOTHING);
    }

    /** On all runs since this process began, forgotten ones too. */
    synchronized Spent total() {
        return total;
    }

    synchronized void forget(long run) {
        byRun.remove(run);
    }
}

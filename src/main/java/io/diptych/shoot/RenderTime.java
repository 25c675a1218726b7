package io.diptych.shoot;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** Where this process's render time went. */
@Component
class RenderTime {

    private Spent spent = new Spent(Duration.ZERO, Duration.ZERO, 0, 0);

    /**
     * @param wall from the claim of a partition to its last delivery, all partitions added up
     * @param model inside the model's {@code run()}
     * @param shots rendered meanwhile
     * @param takes computed for them; one that was dropped on the way counts as the part that was computed
     */
    record Spent(Duration wall, Duration model, long shots, double takes) {

        Spent plus(Spent other) {
            return new Spent(wall.plus(other.wall), model.plus(other.model), shots + other.shots, takes + other.takes);
        }

        Spent minus(Spent other) {
            return new Spent(
                    wall.minus(other.wall), model.minus(other.model), shots - other.shots, takes - other.takes);
        }
    }

    synchronized void add(Spent more) {
        spent = spent.plus(more);
    }

    synchronized Spent spent() {
        return spent;
    }
}

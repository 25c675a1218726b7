package io.diptych.shoot;

import io.diptych.campaign.Take;
import io.diptych.model.Pixels;
import java.util.List;

/**
 * A shot with everything that the model needs.
 *
 * @param instruction token ids
 * @param takes to sample; of several, one will be left
 * @param photo letterboxed to the bundle's photo size
 */
record PreparedShot(OpenShot open, RunFrame frame, int[] instruction, List<Take> takes, Pixels photo) {

    PreparedShot {
        takes = List.copyOf(takes);
    }

    /** What is left of it. */
    PreparedShot chosen(Take take) {
        OpenShot left = new OpenShot(open.number(), open.shot().chosen(take), open.restores());
        return new PreparedShot(left, frame, instruction, List.of(take), photo);
    }
}

package io.diptych.diffusion;

import java.util.List;
import java.util.Set;

/** Looks at shots whenever all of them have come to a waypoint, and says which ones go no further. */
@FunctionalInterface
public interface Selection {

    /**
     * @param waypoint from 0
     * @param arrived the shots still under way, in the order in which they were given to the sampler; {@link
     *     TrajectoryStep#step} is the last step done, and nothing is listed as revealed
     * @return {@link TrajectoryStep#shot} of those that are dropped; of the last waypoint, those that give no result
     */
    Set<Integer> drop(int waypoint, List<TrajectoryStep> arrived);
}

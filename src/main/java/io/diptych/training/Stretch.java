package io.diptych.training;

import java.util.List;

/**
 * What happened on a trajectory between two waypoints.
 *
 * @param states in order; each of its tokens is counted in one of them
 * @param score alignment of text and picture as they were predicted at the waypoint that ends it
 */
record Stretch(List<PolicyState> states, double score) {

    int tokens() {
        return states.stream().mapToInt(PolicyState::tokens).sum();
    }
}

package io.diptych.shoot;

import java.util.ArrayList;
import java.util.List;

/** Counts what a plan leaves out, and keeps the first of it for the report. */
final class PlanProblems {

    /** Messages that are kept. */
    static final int KEPT = 1000;

    private final List<String> first = new ArrayList<>();
    private long count;

    void add(String message) {
        count++;
        if (first.size() < KEPT) {
            first.add(message);
        }
    }

    List<String> first() {
        return first;
    }

    long count() {
        return count;
    }
}

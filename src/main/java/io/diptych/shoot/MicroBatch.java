package io.diptych.shoot;

import java.util.List;

/** Shots that go through the model together, and those of the same stretch that did not come so far. */
record MicroBatch(List<PreparedShot> ready, List<FailedShot> failed) {}

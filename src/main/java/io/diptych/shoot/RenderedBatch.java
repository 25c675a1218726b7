package io.diptych.shoot;

import java.util.List;

/** What became of a micro-batch. */
record RenderedBatch(List<RenderedShot> rendered, List<FailedShot> failed) {}

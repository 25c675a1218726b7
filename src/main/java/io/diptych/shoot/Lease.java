package io.diptych.shoot;

/**
 * The right to record the shots of one partition. Each claim of a partition raises its epoch, so of several workers that
 * believe to hold it, only the last one does.
 *
 * @param run id of the campaign's run
 * @param partition number of the partition within the run, from 0
 * @param epoch number of claims of this partition so far, this one included
 */
record Lease(long run, int partition, int epoch) {

    @Override
    public String toString() {
        return "partition " + partition + " of run " + run + " (claim " + epoch + ")";
    }
}

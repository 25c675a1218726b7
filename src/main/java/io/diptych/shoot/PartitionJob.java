package io.diptych.shoot;

/** What a worker does with a partition that it has claimed. */
interface PartitionJob {

    /** Whether this worker has what the run's shots are rendered with; if not, another one must take them. */
    boolean accepts(long run);

    /** Whether the run goes on: not where it is paused or over. */
    boolean wanted(long run);

    /**
     * Renders and records the partition's open shots. Returns early, with shots still open, once {@link #stop} was
     * called or the run is not {@link #wanted} any more.
     *
     * @return whether no shot of the partition is open any more
     * @throws LeaseLostException if another worker has claimed the partition since
     */
    boolean render(Lease lease);

    /** Asks the render in progress to end: nothing more is rendered, what is rendered is still delivered. */
    void stop();
}

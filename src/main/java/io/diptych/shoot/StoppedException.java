package io.diptych.shoot;

/** Work was left undone since the {@link StopSign} is up, or the run is paused or over. */
class StoppedException extends RuntimeException {

    StoppedException() {
        super("The process or the run is asked to end");
    }
}

package io.diptych.shoot;

/** Work was left undone since the {@link StopSign} is up. */
class StoppedException extends RuntimeException {

    StoppedException() {
        super("The process is asked to end");
    }
}

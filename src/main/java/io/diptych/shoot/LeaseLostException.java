package io.diptych.shoot;

/** Another worker has claimed the partition since: what this one rendered must not be recorded. */
class LeaseLostException extends RuntimeException {

    LeaseLostException(Lease lease) {
        super("Another worker has taken over " + lease + "; its results count, these do not");
    }
}

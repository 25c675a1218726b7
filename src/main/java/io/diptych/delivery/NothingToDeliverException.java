package io.diptych.delivery;

/** Nothing is approved that was not delivered before. */
public final class NothingToDeliverException extends RuntimeException {

    NothingToDeliverException(String campaign) {
        super("Nothing of " + campaign + " is approved and not delivered yet: approve assets first");
    }
}

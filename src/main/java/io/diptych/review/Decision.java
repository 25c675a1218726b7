package io.diptych.review;

import org.jspecify.annotations.Nullable;

/** What a reviewer says about an asset. */
public sealed interface Decision {

    int LONGEST_REASON = 1_000;

    /** The state it leads to. */
    ReviewState state();

    default @Nullable String reason() {
        return null;
    }

    /** Good to be delivered. */
    record Approve() implements Decision {

        @Override
        public ReviewState state() {
            return ReviewState.APPROVED;
        }
    }

    /** Sent back. */
    record Reject(String reason) implements Decision {

        /** @throws IllegalArgumentException if the reason is blank or longer than {@value Decision#LONGEST_REASON} */
        public Reject {
            reason = reason.strip();
            if (reason.isEmpty()) {
                throw new IllegalArgumentException(
                        "A rejection needs a reason: say what is wrong with the picture or copy");
            }
            if (reason.length() > LONGEST_REASON) {
                throw new IllegalArgumentException(
                        "The reason has " + reason.length() + " characters; at most " + LONGEST_REASON + " are kept");
            }
        }

        @Override
        public ReviewState state() {
            return ReviewState.REJECTED;
        }
    }

    /** As if nobody had decided yet. */
    record Reopen() implements Decision {

        @Override
        public ReviewState state() {
            return ReviewState.RENDERED;
        }
    }
}

package io.diptych.provenance;

import java.util.List;

/** The same take came out with other bytes than recorded: another machine, or another version of something. */
public final class DifferentOutcomeException extends RuntimeException {

    private final transient AssetRecord recorded;

    DifferentOutcomeException(AssetRecord recorded, AssetRecord now) {
        super(message(recorded, now));
        this.recorded = recorded;
    }

    /** What the ledger has. */
    public AssetRecord recorded() {
        return recorded;
    }

    private static String message(AssetRecord recorded, AssetRecord now) {
        List<String> differences =
                recorded.rendering().environment().differences(now.rendering().environment());
        return "Asset " + recorded.id() + " (" + recorded.take().shot().sku() + ", "
                + recorded.take().shot().scene() + ", take " + recorded.take().number()
                + ") came out with other bytes than recorded at "
                + recorded.rendering().finishedAt() + ". "
                + (differences.isEmpty()
                        ? "The environment is the same, so a result of the model is not reproducible there."
                        : "The environment differs: " + String.join("; ", differences) + ".")
                + " The recorded one stands; to have its bytes again, render where it was made.";
    }
}

package io.diptych.provenance;

import java.util.ArrayList;
import java.util.List;

/** Renders a recorded asset again and compares. */
public class Replay {

    private final Ledger ledger;
    private final Rerender rerender;

    public Replay(Ledger ledger, Rerender rerender) {
        this.ledger = ledger;
        this.rerender = rerender;
    }

    /** @throws ReplayRefusedException if the asset is unknown, its texts were erased, or the bundle is another one */
    public Replayed replay(AssetId id) {
        AssetRecord recorded = ledger.find(id)
                .orElseThrow(
                        () -> new ReplayRefusedException(
                                "The ledger has no asset " + id
                                        + ". The id stands in the .json beside a picture, and in the picture ('diptych verify FILE')."));
        AssetTexts texts = ledger.texts(id)
                .orElseThrow(() -> new ReplayRefusedException(
                        "The texts of asset " + id + " were erased, and without its instruction it cannot be rendered"
                                + " again. 'diptych verify' still works."));
        Inputs inputs = recorded.take().inputs();
        if (!rerender.bundleDigest().equals(inputs.bundleDigest())) {
            throw new ReplayRefusedException("Asset " + id + " was made with bundle '" + inputs.bundle() + "', digest "
                    + inputs.bundleDigest() + "; the bundle at hand has digest " + rerender.bundleDigest()
                    + ". Name the right one: --bundle=DIR");
        }
        if (!Inputs.digest(texts.source().instruction()).equals(inputs.instructionDigest())) {
            throw new ReplayRefusedException("The instruction kept for asset " + id
                    + " is not the one that it was made from: its digest differs from the ledger's. Someone has"
                    + " changed table asset_text.");
        }
        List<String> environment = recorded.rendering().environment().differences(rerender.environment());
        Asset now = Asset.of(
                recorded.take(),
                recorded.rendering(),
                rerender.render(recorded, texts.source()),
                texts.source(),
                recorded.objects().place(),
                recorded.waypointScores());
        return new Replayed(
                recorded,
                now,
                environment,
                differences(recorded.outputs(), now.record().outputs()));
    }

    private static List<String> differences(Outputs then, Outputs now) {
        List<String> differences = new ArrayList<>();
        compare(differences, "picture codes", then.codes(), now.codes());
        compare(differences, "text ids", then.textIds(), now.textIds());
        compare(differences, "copy", then.copy(), now.copy());
        compare(differences, "pixels", then.pixels(), now.pixels());
        compare(differences, "file", then.png(), now.png());
        return differences;
    }

    private static void compare(List<String> differences, String name, String then, String now) {
        if (!now.equals(then)) {
            differences.add(name);
        }
    }
}

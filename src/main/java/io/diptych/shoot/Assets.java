package io.diptych.shoot;

import io.diptych.diffusion.BatchShape;
import io.diptych.model.Bundle;
import io.diptych.provenance.Asset;
import io.diptych.provenance.AssetRecord;
import io.diptych.provenance.ContestKey;
import io.diptych.provenance.Environment;
import io.diptych.provenance.Inputs;
import io.diptych.provenance.Ledger;
import io.diptych.provenance.ProvenanceProperties;
import io.diptych.provenance.Rendering;
import io.diptych.provenance.Shot;
import io.diptych.provenance.Source;
import io.diptych.provenance.Take;
import java.util.Map;

/** Turns rendered shots of one run into assets: files with their marks, and the facts for the ledger. */
final class Assets {

    private static final String MODE = "edit";

    private final CampaignRun run;
    private final Bundle bundle;
    private final Environment environment;
    private final BatchShape batch;
    private final String worker;
    private final Ledger ledger;
    private final SamplerJson sampler;
    private final ProvenanceProperties provenance;

    Assets(
            CampaignRun run,
            Bundle bundle,
            Environment environment,
            BatchShape batch,
            String worker,
            Ledger ledger,
            SamplerJson sampler,
            ProvenanceProperties provenance) {
        this.run = run;
        this.bundle = bundle;
        this.environment = environment;
        this.batch = batch;
        this.worker = worker;
        this.ledger = ledger;
        this.sampler = sampler;
        this.provenance = provenance;
    }

    /** @param again whether it was recorded before */
    record Made(Asset asset, boolean again) {}

    Made of(RenderedShot shot) {
        OpenShot open = shot.prepared().open();
        PlannedShot planned = open.shot();
        Take take = take(shot.prepared());
        Map<String, Object> scores =
                shot.scores() == null ? null : shot.scores().toJson();
        AssetRecord recorded = open.restores() == null && shot.contenders() == 1
                ? null
                : ledger.find(take.id()).orElse(null);
        if (recorded != null) {
            // Its files must say again what they said then, whichever campaign asks for it now.
            take = recorded.take();
            scores = recorded.waypointScores();
        }
        Rendering rendering = new Rendering(
                Map.of(
                        "slots", batch.slots(),
                        "length", batch.length(),
                        "textQueries", batch.textQueries(),
                        "imageQueries", batch.imageQueries()),
                worker,
                environment,
                shot.startedAt(),
                shot.finishedAt(),
                shot.modelTime());
        Source source = new Source(planned.title(), planned.instruction(), planned.photo());
        return new Made(Asset.of(take, rendering, shot.result(), source, run.place(), scores), recorded != null);
    }

    ContestKey contest(RenderedShot shot) {
        return new ContestKey(
                shot.prepared().open().shot().shotKey(),
                run.seed(),
                shot.contenders(),
                run.waypoints().count());
    }

    private Take take(PreparedShot shot) {
        PlannedShot planned = shot.open().shot();
        Inputs inputs = new Inputs(
                MODE,
                Inputs.digest(planned.instruction()),
                planned.photoDigest(),
                bundle.manifest().name(),
                bundle.digest(),
                sampler.write(shot.frame().sampler()));
        Shot ofShot = new Shot(
                run.campaign(),
                planned.shotKey(),
                planned.sku(),
                shot.frame().scene(),
                shot.frame().variant());
        return new Take(ofShot, planned.take(), planned.seed(), inputs, provenance.sourceTypeOf(MODE), Generator.NAME);
    }
}

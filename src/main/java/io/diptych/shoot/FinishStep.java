package io.diptych.shoot;

import io.diptych.model.BundleManifest;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The campaign job's last step: writes the contact sheet and closes the run. */
@Component
class FinishStep {

    private final CampaignRuns runs;
    private final ShotList shots;
    private final ContactSheetPages sheets;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FinishStep(
            CampaignRuns runs, ShotList shots, ContactSheetPages sheets, TransactionTemplate transaction, Clock clock) {
        this.runs = runs;
        this.shots = shots;
        this.sheets = sheets;
        this.transaction = transaction;
        this.clock = clock;
    }

    void finish(long id, BundleManifest bundle, RenderTime.Spent spent) {
        CampaignRun run = runs.findById(id).orElseThrow();
        boolean trial = run.kind() == RunKind.TRIAL;
        String page = trial ? null : sheets.write(run, bundle, spent).toString();
        transaction.executeWithoutResult(status -> {
            if (!trial) {
                shots.forgetBefore(run.campaign(), id);
            }
            runs.findById(id).orElseThrow().finish(clock.instant(), page, spent);
        });
    }
}

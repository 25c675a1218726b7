package io.diptych.console.api;

import io.diptych.campaign.PlanReport;
import io.diptych.scene.FileProblem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign would make.
 *
 * @param takesToRender those that do not exist yet
 * @param seconds of one worker; null where its pace was never measured
 * @param skippedRows rows that give no shot
 * @param firstSkippedRows the first of them, one line each
 * @param shotsOutside shots that lie outside of what the model was made for
 */
record PlanView(
        int scenes,
        long products,
        long shots,
        long takes,
        long takesToRender,
        long existing,
        @Nullable Long seconds,
        long skippedRows,
        List<String> firstSkippedRows,
        List<FileProblem> problems,
        long shotsOutside) {

    static PlanView of(PlanReport plan) {
        Duration estimate = plan.estimate();
        return new PlanView(
                plan.scenes(),
                plan.products(),
                plan.shots() + plan.unseenShots(),
                plan.takes(),
                plan.takesToRender(),
                plan.existing(),
                estimate == null ? null : estimate.toSeconds(),
                plan.skippedRows(),
                plan.firstSkippedRows().stream().map(Object::toString).toList(),
                plan.problems(),
                plan.shotsOutside());
    }
}

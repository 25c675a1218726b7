package io.diptych.campaign;

import io.diptych.campaign.Domain.Outside;
import io.diptych.scene.FileProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign would make. Long lists are cut: the counts are of all.
 *
 * @param campaign what was planned
 * @param scenes that can be used
 * @param products read from the catalog
 * @param shots with a key
 * @param takes of these shots
 * @param existing takes that are recorded already, or were dropped for better ones that are
 * @param unseenShots shots whose photo has not been fetched, so that nobody knows whether they exist
 * @param skippedRows rows, or rows in one frame, that give no shot
 * @param firstSkippedRows the first {@link PlanReporter#LISTED} of them
 * @param problems of scenes
 * @param firstShot null where there is no shot
 * @param shotsOutside shots of which something lies outside of the bundle's domain
 * @param outside what does, with the number of shots, the most frequent first
 * @param pace null where it was never measured
 */
public record PlanReport(
        Campaign campaign,
        int scenes,
        long products,
        long shots,
        long takes,
        long existing,
        long unseenShots,
        long skippedRows,
        List<SkippedRow> firstSkippedRows,
        List<FileProblem> problems,
        @Nullable Shot firstShot,
        long shotsOutside,
        Map<Outside, Long> outside,
        @Nullable Pace pace) {

    /** Takes that would be rendered; those of unseen shots count as if they did not exist. */
    public long takesToRender() {
        return takes - existing + unseenShots * campaign.takes();
    }

    /** How long rendering would last; null where the pace was never measured. */
    public @Nullable Duration estimate() {
        Contest contest = campaign.contest();
        double whole = contest == null ? 1 : contest.effort() / contest.takes();
        return pace == null ? null : pace.duration(takesToRender() * whole);
    }

    /** Whether something was left out that a person should look at. */
    public boolean complete() {
        return skippedRows == 0 && problems.isEmpty();
    }
}

package io.diptych.cli;

import io.diptych.campaign.Campaign;
import io.diptych.shoot.Shoot;
import io.diptych.shoot.ShootReport;
import io.diptych.shoot.StoppedRunException;
import java.io.PrintWriter;
import java.util.List;

/** Shoots a campaign and tells how it went: what {@code shoot} and {@code demo} share. */
final class CampaignShoot {

    private final ApplicationStarter starter;

    CampaignShoot(ApplicationStarter starter) {
        this.starter = starter;
    }

    /**
     * Returns the exit code. The last line printed is the path of the contact sheet, or, where the run was interrupted,
     * what of it is safe.
     */
    int run(Campaign campaign, List<String> properties, PrintWriter out, PrintWriter err) throws Exception {
        try (Interruption interruption = Interruption.watch(err)) {
            try {
                return shoot(campaign, properties, out, err, interruption);
            } catch (StoppedRunException e) {
                err.println("diptych: " + e.getMessage());
                err.flush();
                return interruption.exitCode();
            }
        }
    }

    private int shoot(
            Campaign campaign, List<String> properties, PrintWriter out, PrintWriter err, Interruption interruption)
            throws Exception {
        ShootReport report;
        try (var application = starter.start(properties);
                ShotProgress progress = ShotProgress.to(err)) {
            Shoot shoot = application.getBean(Shoot.class);
            interruption.endBy(shoot::stop);
            report = shoot.shoot(campaign, progress);
        }
        out.print(ShootText.of(report));
        out.flush();
        return exitCode(report);
    }

    static int exitCode(ShootReport report) {
        if (report.totals().failed() > 0) {
            return ExitCode.FAILED;
        }
        if (report.skipped() > 0) {
            return report.totals().shots() == 0 ? ExitCode.FAILED : ExitCode.ROWS_SKIPPED;
        }
        return ExitCode.DONE;
    }
}

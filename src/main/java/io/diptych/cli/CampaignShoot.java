package io.diptych.cli;

import io.diptych.campaign.Campaign;
import io.diptych.shoot.Shoot;
import io.diptych.shoot.ShootReport;
import java.io.PrintWriter;
import java.util.List;

/** Shoots a campaign and tells how it went: what {@code shoot} and {@code demo} share. */
final class CampaignShoot {

    private final ApplicationStarter starter;

    CampaignShoot(ApplicationStarter starter) {
        this.starter = starter;
    }

    /** Returns the exit code. The last line printed is the path of the contact sheet. */
    int run(Campaign campaign, List<String> properties, PrintWriter out, PrintWriter err) throws Exception {
        ShootReport report;
        try (var application = starter.start(properties);
                ShotProgress progress = ShotProgress.to(err)) {
            report = application.getBean(Shoot.class).shoot(campaign, progress);
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

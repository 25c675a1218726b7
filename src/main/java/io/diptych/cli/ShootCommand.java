package io.diptych.cli;

import io.diptych.campaign.Campaign;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code diptych shoot}. */
@Command(
        name = "shoot",
        description =
                "Shoots what of a campaign does not exist yet, with one worker in this process. A run that died goes"
                        + " on where it was.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All shots are done.",
            "2:Done, but rows of the catalog or scenes were skipped.",
            "1:A shot or the run failed.",
            "64:Wrong usage.",
            "130, 143:Interrupted by Ctrl-C or SIGTERM; the same command goes on."
        })
final class ShootCommand implements Callable<Integer> {

    private final CampaignShoot shoot;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CampaignOptions options = new CampaignOptions();

    ShootCommand(ApplicationStarter starter) {
        shoot = new CampaignShoot(starter);
    }

    @Override
    public Integer call() throws Exception {
        Campaign campaign = options.campaign();
        return shoot.run(
                campaign,
                options.properties(),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }
}

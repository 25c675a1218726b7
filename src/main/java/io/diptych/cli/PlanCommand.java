package io.diptych.cli;

import io.diptych.campaign.Campaign;
import io.diptych.campaign.PlanReport;
import io.diptych.campaign.PlanText;
import io.diptych.model.Bundle;
import io.diptych.model.Bundles;
import io.diptych.shoot.PlanPreview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code diptych plan}. Writes nothing: no log, no data folder, and where no database was set up yet, it does not set one
 * up. Only the embedded PostgreSQL that an earlier run has left, started for the ledger's sake, keeps its own books.
 */
@Command(
        name = "plan",
        description =
                "Says what a campaign would make: shots, time, what exists already, and what lies outside of what the"
                        + " bundle was made for.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All of the campaign can be shot.",
            "2:Rows of the catalog or scenes would be skipped.",
            "1:The campaign cannot be planned.",
            "64:Wrong usage."
        })
final class PlanCommand implements Callable<Integer> {

    private final ApplicationStarter starter;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CampaignOptions options = new CampaignOptions();

    PlanCommand(ApplicationStarter starter) {
        this.starter = starter;
    }

    @Override
    public Integer call() throws Exception {
        Campaign campaign = options.campaign();
        PlanReport report;
        // Only a bundle that Diptych brings along is unpacked, and not where it would stay.
        Path scratch = Files.createTempDirectory("diptych-plan");
        try {
            Bundle bundle = new Bundles().resolve(options.model.bundle, scratch);
            report = options.model.data.hasDatabase()
                    ? withDatabase(campaign, bundle, scratch)
                    : PlanPreview.withoutDatabase(campaign, bundle, ApplicationStarter.configuration());
        } finally {
            FileSystemUtils.deleteRecursively(scratch);
        }
        spec.commandLine().getOut().print(PlanText.of(report));
        spec.commandLine().getOut().flush();
        return report.complete() ? ExitCode.DONE : ExitCode.ROWS_SKIPPED;
    }

    private PlanReport withDatabase(Campaign campaign, Bundle bundle, Path scratch) throws IOException {
        DataOptions data = options.model.data;
        List<String> properties = new ArrayList<>();
        DataOptions.add(
                properties,
                "diptych.data",
                data.isUsed() ? data.data.toAbsolutePath().normalize() : scratch);
        DataOptions.add(properties, "diptych.bundle", bundle.directory());
        DataOptions.add(properties, "diptych.look-only", true);
        // None: what goes wrong is on the terminal.
        DataOptions.add(properties, "logging.file.name", "");
        try (var application = starter.start(properties)) {
            return application.getBean(PlanPreview.class).preview(campaign);
        }
    }
}

package io.diptych.cli;

import io.diptych.campaign.Campaign;
import io.diptych.campaign.CampaignFile;
import io.diptych.studio.DemoCatalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code diptych demo}: the whole way, with everything that it takes brought along. */
@Command(
        name = "demo",
        description =
                "Shoots a small shop: 12 products in 4 scenes, on the embedded database, object store and model. The"
                        + " last line printed is the path of the contact sheet.")
final class DemoCommand implements Callable<Integer> {

    private static final String CAMPAIGN = """
            # What 'diptych demo' shoots. Copy it, change it, and run 'diptych shoot' on it.
            name: demo
            catalog: {path: %s}
            scenes: [marble-counter, beach-afternoon, night-city, studio-sweep]
            takes: 1
            seed: 42
            deliver: {bucket: diptych}
            """.formatted(DemoCatalog.FILE_NAME);

    private final CampaignShoot shoot;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Other takes (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private ModelOptions options = new ModelOptions();

    DemoCommand(ApplicationStarter starter) {
        shoot = new CampaignShoot(starter);
    }

    @Override
    public Integer call() throws Exception {
        options.requireBundle();
        Path folder = options.data.data.toAbsolutePath().normalize().resolve("demo");
        write(folder, spec.commandLine().getErr());
        Campaign campaign = CampaignFile.read(folder.resolve("campaign.yaml")).withSeed(seed);
        return shoot.run(
                campaign,
                options.properties(),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }

    /** What is there already stays: its photos then need not be read again, and someone may have changed the campaign. */
    private static void write(Path folder, PrintWriter err) throws IOException {
        if (!Files.exists(folder.resolve(DemoCatalog.FILE_NAME))) {
            err.println("Drawing the demo's product photos (once)");
            err.flush();
            DemoCatalog.writeTo(folder);
        }
        Path campaign = folder.resolve("campaign.yaml");
        if (!Files.exists(campaign)) {
            Files.writeString(campaign, CAMPAIGN);
        }
    }
}

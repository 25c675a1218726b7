package io.diptych.cli;

import io.diptych.campaign.Campaign;
import io.diptych.campaign.CampaignFile;
import io.diptych.scene.InvalidFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The campaign that a command works on, and what it is made with. */
final class CampaignOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "CAMPAIGN", description = "Campaign file, such as campaign.yaml.")
    private Path file;

    @Option(names = "--seed", paramLabel = "N", description = "In place of the campaign's seed: other takes.")
    private @Nullable Long seed;

    @Option(
            names = "--bucket",
            paramLabel = "NAME",
            description = "In place of the bucket that the campaign delivers to.")
    private @Nullable String bucket;

    @Mixin
    ModelOptions model = new ModelOptions();

    /** @throws InvalidFileException with every problem of the file */
    Campaign campaign() throws InvalidFileException {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "There is no campaign file " + file);
        }
        Campaign campaign = CampaignFile.read(file);
        if (seed != null) {
            campaign = campaign.withSeed(seed);
        }
        return bucket == null ? campaign : campaign.withBucket(bucket);
    }

    List<String> properties() {
        return model.properties();
    }
}

package io.diptych.cli;

import io.diptych.provenance.AssetId;
import io.diptych.provenance.Replayed;
import io.diptych.shoot.Replays;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diptych replay}. */
@Command(
        name = "replay",
        description =
                "Renders a recorded asset again and compares it with the ledger: on the same machine and versions the"
                        + " same bytes come out, whether or not the object still exists.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:The same bytes.", "1:Other bytes, or it cannot be rendered again.", "64:Wrong usage."})
final class ReplayCommand implements Callable<Integer> {

    private final ApplicationStarter starter;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ASSET",
            description =
                    "Id of the asset: it stands in the .json beside a picture, and 'diptych verify FILE' shows it.")
    private String asset;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write the picture (default: ASSET.png in the working directory).")
    private @Nullable Path out;

    @Option(
            names = "--photo",
            paramLabel = "FILE",
            description = "The product photo, where it is not in the campaign's place any more.")
    private @Nullable Path photo;

    @Mixin
    private ModelOptions options = new ModelOptions();

    ReplayCommand(ApplicationStarter starter) {
        this.starter = starter;
    }

    @Override
    public Integer call() throws Exception {
        AssetId id = id();
        Replayed replayed;
        try (var application = starter.start(options.properties())) {
            replayed = application.getBean(Replays.class).replay(id, photo);
        }
        Path file = out == null ? Path.of(id + ".png") : out;
        Files.write(file, replayed.now().png());
        PrintWriter print = spec.commandLine().getOut();
        print.println(replayed.explanation());
        print.println(file.toAbsolutePath());
        print.flush();
        return replayed.sameBytes() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private AssetId id() {
        try {
            return AssetId.parse(asset);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}

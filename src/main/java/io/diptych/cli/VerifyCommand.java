package io.diptych.cli;

import io.diptych.provenance.Verification;
import io.diptych.provenance.Verify;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diptych verify}. */
@Command(
        name = "verify",
        description = "Compares a picture with what the ledger recorded of it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Pixel for pixel a recorded asset.",
            "1:Altered, unknown, or without a mark.",
            "64:Wrong usage."
        })
final class VerifyCommand implements Callable<Integer> {

    private final ApplicationStarter starter;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A picture: PNG, JPEG, TIFF or WebP.")
    private Path file;

    @Mixin
    private DataOptions data = new DataOptions();

    VerifyCommand(ApplicationStarter starter) {
        this.starter = starter;
    }

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "There is no file " + file);
        }
        byte[] content = Files.readAllBytes(file);
        try (var application = starter.start(data.properties())) {
            Verification verification = application.getBean(Verify.class).check(content);
            spec.commandLine().getOut().println(verification.explanation());
            spec.commandLine().getOut().flush();
            return verification.verdict().exitCode();
        }
    }
}

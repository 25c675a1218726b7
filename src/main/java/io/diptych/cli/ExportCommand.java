package io.diptych.cli;

import io.diptych.export.ElementType;
import io.diptych.export.ExportOptions;
import io.diptych.export.Exporter;
import io.diptych.model.Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code diptych export}. Needs neither database nor object store. */
@Command(
        name = "export",
        description = "Turns a checkpoint (safetensors in the Hugging Face layout) into a bundle that 'shoot' runs.")
final class ExportCommand implements Callable<Integer> {

    /** How matrices are stored; arithmetic is always 32 bits wide. */
    enum Precision {
        F32(ElementType.F32),
        F16(ElementType.F16);

        private final ElementType type;

        Precision(ElementType type) {
            this.type = type;
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--checkpoint",
            required = true,
            paramLabel = "DIR",
            description = "Checkpoint: config.json, model.safetensors (or shards), special_tokens.json, tokenizer.json,"
                    + " diptych.json and vqvae/.")
    private Path checkpoint;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "BUNDLE",
            description = "Directory of the bundle; must not exist yet, or be empty.")
    private Path out;

    @Option(
            names = "--weights",
            defaultValue = "F32",
            paramLabel = "TYPE",
            description = "How matrices are stored: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Precision weights = Precision.F32;

    @Option(
            names = "--special-tokens",
            paramLabel = "NAME",
            description = "Ids of the special tokens: a known preset, or the name of an object in special_tokens.json"
                    + " (default: that file as a whole).")
    private @Nullable String specialTokens;

    @Option(
            names = "--image-model",
            paramLabel = "DIR",
            description = "Directory of the picture model (default: vqvae/ in the checkpoint).")
    private @Nullable Path imageModel;

    @Option(
            names = "--tokenizer",
            paramLabel = "FILE",
            description = "Tokenizer (default: tokenizer.json in the checkpoint).")
    private @Nullable Path tokenizer;

    @Option(
            names = "--card",
            paramLabel = "FILE",
            description = "What the bundle says about itself (default: diptych.json in the checkpoint).")
    private @Nullable Path card;

    @Option(
            names = "--aligner",
            paramLabel = "DIR",
            description = "Takes along a pair that scores pictures and copies: another bundle's, or a published CLIP as"
                    + " text_model.onnx, vision_model.onnx, tokenizer.json, preprocessor_config.json and"
                    + " calibration.json (default: none, so no scores).")
    private @Nullable Path aligner;

    @Override
    public Integer call() {
        if (!Files.isDirectory(checkpoint)) {
            throw new ParameterException(spec.commandLine(), "--checkpoint: there is no directory " + checkpoint);
        }
        Bundle bundle = Exporter.export(
                checkpoint, out, new ExportOptions(weights.type, specialTokens, imageModel, tokenizer, card, aligner));
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: bundle '%s', digest %s%n",
                        bundle.directory(), bundle.manifest().name(), bundle.digest());
        return ExitCode.DONE;
    }
}

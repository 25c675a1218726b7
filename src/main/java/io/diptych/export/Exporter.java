package io.diptych.export;

import io.diptych.diffusion.Grid;
import io.diptych.diffusion.SequenceLayout;
import io.diptych.diffusion.Vocabulary;
import io.diptych.model.Bundle;
import io.diptych.model.BundleManifest;
import io.diptych.model.BundleManifest.DenoiserShape;
import io.diptych.model.BundleManifest.FileEntry;
import io.diptych.model.BundleManifest.ImageCodecShape;
import io.diptych.model.Digests;
import io.diptych.model.TrainingRun;
import io.diptych.model.VocabularyRanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** Turns a checkpoint into a bundle. Nothing of the model but small parts at a time is in memory meanwhile. */
public final class Exporter {

    private final Path checkpoint;
    private final ExportOptions options;
    private final LladaConfig config;
    private final Weights weights;
    private final VqConfig imageConfig;
    private final Weights imageWeights;
    private final Path tokenizer;
    private final ModelCard card;
    private final Vocabulary vocabulary;
    private final @Nullable AlignerFiles aligner;

    private Exporter(Path checkpoint, ExportOptions options) {
        this.checkpoint = checkpoint;
        this.options = options;
        config = LladaConfig.read(checkpoint.resolve("config.json"));
        weights = Weights.open(checkpoint, "model");
        var imageModel = Objects.requireNonNullElse(options.imageModel(), checkpoint.resolve("vqvae"));
        imageConfig = VqConfig.read(imageModel.resolve("config.json"));
        imageWeights = Weights.open(imageModel, "diffusion_pytorch_model");
        tokenizer = Objects.requireNonNullElse(options.tokenizer(), checkpoint.resolve(Bundle.TOKENIZER));
        card = ModelCard.read(Objects.requireNonNullElse(options.card(), checkpoint.resolve(ModelCard.FILE)));
        vocabulary = vocabulary();
        aligner = options.aligner() == null ? null : AlignerFiles.read(options.aligner());
        checkSizes(Objects.requireNonNullElse(options.card(), checkpoint.resolve(ModelCard.FILE)));
    }

    /**
     * Exports a checkpoint.
     *
     * @param checkpoint directory with {@code config.json}, {@code model.safetensors} (or shards), {@code
     *     special_tokens.json}, {@code tokenizer.json}, {@code diptych.json} and {@code vqvae/}
     * @param out the bundle's directory; must not exist or be empty; appears only when it is complete
     * @return the bundle, opened and so checked
     * @throws InvalidCheckpointException naming the file, the tensor or key, and what would be right
     */
    public static Bundle export(Path checkpoint, Path out, ExportOptions options) {
        return new Exporter(checkpoint, options).write(out.toAbsolutePath());
    }

    private Vocabulary vocabulary() {
        var file = checkpoint.resolve("config.json");
        var ids = TokenIds.read(checkpoint, options.specialTokens());
        var stated = config.textVocabSize();
        var firstCode = ids.firstCode() != null ? ids.firstCode() : stated;
        if (firstCode == null) {
            throw new InvalidCheckpointException(
                    file, "text_vocab_size is missing, and so is image_token_offset in " + TokenIds.FILE);
        }
        if (stated != null && !stated.equals(firstCode)) {
            throw new InvalidCheckpointException(
                    file, "text_vocab_size is " + stated + ", but the picture codes begin at " + firstCode);
        }
        int codes = imageConfig.numVqEmbeddings();
        if (config.codebookSize() != null && config.codebookSize() != codes) {
            throw new InvalidCheckpointException(
                    file, "codebook_size is " + config.codebookSize() + ", but the picture model has " + codes);
        }
        if (firstCode + codes > config.embeddings()) {
            throw new InvalidCheckpointException(
                    file,
                    "embedding_size is " + config.embeddings() + ", but " + firstCode + " text ids and " + codes
                            + " picture codes need " + (firstCode + codes));
        }
        return ids.vocabulary(tokenizer, firstCode, codes);
    }

    private void checkSizes(Path file) {
        var sequence = card.sequence();
        int pixels = imageConfig.pixelsPerCode();
        if (sequence.photo().width() % pixels != 0 || sequence.photo().height() % pixels != 0) {
            throw new InvalidCheckpointException(
                    file, "photo " + sequence.photo() + " must be a multiple of " + pixels + " pixels, one code");
        }
        var photo =
                new Grid(sequence.photo().height() / pixels, sequence.photo().width() / pixels);
        var layout = new SequenceLayout(vocabulary, new int[0], sequence.copyLength());
        for (var grid : sequence.grids()) {
            int length = layout.length(sequence.instructionLength(), photo, grid);
            if (length > config.maxSequenceLength()) {
                throw new InvalidCheckpointException(
                        file,
                        "grid " + grid + " makes a sequence of " + length + " ids, but max_sequence_length in "
                                + "config.json is " + config.maxSequenceLength());
            }
        }
    }

    private Bundle write(Path out) {
        var partial = out.resolveSibling(out.getFileName() + ".partial");
        try {
            if (Files.exists(out) && !isEmpty(out)) {
                throw new InvalidCheckpointException(out, "exists already and is not empty; name a new directory");
            }
            FileSystemUtils.deleteRecursively(partial);
            Files.createDirectories(partial);
            writeDenoiser(partial);
            writeImageCodec(partial);
            Files.copy(tokenizer, partial.resolve(Bundle.TOKENIZER));
            if (aligner != null) {
                aligner.copyTo(partial);
            }
            Files.write(
                    partial.resolve(BundleManifest.FILE),
                    manifest(entries(partial)).toJson());
            Files.deleteIfExists(out);
            Files.move(partial, out, StandardCopyOption.ATOMIC_MOVE);
            return Bundle.open(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deleteQuietly(partial);
        }
    }

    private void writeDenoiser(Path directory) {
        var denoiser = new DenoiserGraph(config, weights);
        try (var data = new WeightFile(directory.resolve(Bundle.DENOISER_WEIGHTS), options.weights())) {
            var logits = new GraphBuilder("denoiser-logits", data);
            denoiser.logits(logits);
            logits.write(directory.resolve(Bundle.LOGITS_DENOISER));
            var sampling = new GraphBuilder("denoiser", data);
            denoiser.sampling(sampling, vocabulary);
            sampling.write(directory.resolve(Bundle.DENOISER));
        }
    }

    private void writeImageCodec(Path directory) {
        try (var data = new WeightFile(directory.resolve(Bundle.IMAGE_CODEC_WEIGHTS), options.weights())) {
            var encoder = new GraphBuilder("image-encoder", data);
            new VqGraph(imageConfig, imageWeights, encoder).encoder();
            encoder.write(directory.resolve(Bundle.IMAGE_ENCODER));
            var decoder = new GraphBuilder("image-decoder", data);
            new VqGraph(imageConfig, imageWeights, decoder).decoder();
            decoder.write(directory.resolve(Bundle.IMAGE_DECODER));
        }
    }

    private BundleManifest manifest(Map<String, FileEntry> files) {
        var shape = new DenoiserShape(
                config.nLayers(),
                config.dModel(),
                config.nHeads(),
                config.kvHeads(),
                config.embeddings(),
                config.maxSequenceLength(),
                options.weights().name());
        return new BundleManifest(
                BundleManifest.FORMAT,
                card.name(),
                card.licence(),
                card.domain(),
                training(),
                card.sequence(),
                VocabularyRanges.of(vocabulary),
                shape,
                new ImageCodecShape(
                        imageConfig.pixelsPerCode(), options.weights().name()),
                aligner == null ? null : aligner.shape(),
                files);
    }

    private @Nullable TrainingRun training() {
        var training = card.training();
        return training == null || training.snapshot() != null
                ? training
                : training.withSnapshot(Digests.sha256(weights.files()));
    }

    static Map<String, FileEntry> entries(Path directory) throws IOException {
        var entries = new HashMap<String, FileEntry>();
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                entries.put(file.getFileName().toString(), new FileEntry(Files.size(file), Digests.sha256(file)));
            }
        }
        return entries;
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (var files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    private static void deleteQuietly(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            // What is left behind is replaced by the next export, and the error that led here matters more.
        }
    }
}

package io.diptych.model;

import io.diptych.diffusion.Grid;
import io.diptych.diffusion.SequenceLayout;
import io.diptych.diffusion.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A directory with everything that inference needs, described by its {@code bundle.json}. An open bundle has been checked:
 * every file is there, with the right size and digest.
 */
public final class Bundle {

    /** Names of the files in a bundle's directory. */
    public static final String DENOISER = "denoiser.onnx";

    public static final String LOGITS_DENOISER = "denoiser-logits.onnx";
    public static final String DENOISER_WEIGHTS = "denoiser.weights";
    public static final String IMAGE_ENCODER = "image-encoder.onnx";
    public static final String IMAGE_DECODER = "image-decoder.onnx";
    public static final String IMAGE_CODEC_WEIGHTS = "image-codec.weights";
    public static final String TOKENIZER = "tokenizer.json";
    public static final String ALIGNER_TEXT = "aligner-text.onnx";
    public static final String ALIGNER_PICTURE = "aligner-picture.onnx";
    public static final String ALIGNER_TOKENIZER = "aligner-tokenizer.json";

    private static final String REMEDY = "; copy or export the bundle again";

    private final Path directory;
    private final BundleManifest manifest;
    private final String digest;

    private Bundle(Path directory, BundleManifest manifest, String digest) {
        this.directory = directory;
        this.manifest = manifest;
        this.digest = digest;
    }

    /**
     * Opens a bundle and checks every file in it against {@code bundle.json}.
     *
     * @throws InvalidBundleException naming the file that is missing, truncated, altered or of another format
     */
    public static Bundle open(Path directory) {
        var file = directory.resolve(BundleManifest.FILE);
        if (!Files.isRegularFile(file)) {
            throw new InvalidBundleException(
                    file, "missing: " + directory + " is not a bundle; name a directory that `diptych export` wrote");
        }
        try {
            var json = Files.readAllBytes(file);
            var manifest = BundleManifest.parse(file, json);
            for (var entry : new TreeMap<>(manifest.files()).entrySet()) {
                check(directory, entry.getKey(), entry.getValue());
            }
            return new Bundle(directory, manifest, Digests.sha256(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(Path directory, String name, BundleManifest.FileEntry entry) throws IOException {
        var file = directory.resolve(name);
        if (!file.normalize().getParent().equals(directory.normalize())) {
            throw new InvalidBundleException(
                    directory.resolve(BundleManifest.FILE), "lists '" + name + "', which lies outside the bundle");
        }
        if (!Files.isRegularFile(file)) {
            throw new InvalidBundleException(file, "missing" + REMEDY);
        }
        long size = Files.size(file);
        if (size < entry.size()) {
            throw new InvalidBundleException(
                    file, "truncated: " + size + " of " + entry.size() + " bytes are there" + REMEDY);
        }
        if (size > entry.size()) {
            throw new InvalidBundleException(file, "altered: " + size + " bytes, expected " + entry.size() + REMEDY);
        }
        var digest = Digests.sha256(file);
        if (!digest.equals(entry.sha256())) {
            throw new InvalidBundleException(
                    file, "altered: SHA-256 is " + digest + ", expected " + entry.sha256() + REMEDY);
        }
    }

    public Path directory() {
        return directory;
    }

    public BundleManifest manifest() {
        return manifest;
    }

    /** SHA-256 of {@code bundle.json}, and so of everything in the bundle. */
    public String digest() {
        return digest;
    }

    public Vocabulary vocabulary() {
        return manifest.vocabulary().toVocabulary();
    }

    /** Loads the denoiser that samples inside the graph. */
    public OnnxDenoiser denoiser(SessionSettings settings, ModelClock clock) {
        return new OnnxDenoiser(file(DENOISER), settings, clock);
    }

    /** Loads the denoiser that returns logits: for the {@code reference} profile. */
    public OnnxLogitsDenoiser logitsDenoiser(SessionSettings settings, ModelClock clock) {
        return new OnnxLogitsDenoiser(file(LOGITS_DENOISER), settings, clock);
    }

    /** Loads the picture model. */
    public ImageCodec imageCodec(SessionSettings settings, ModelClock clock) {
        return new ImageCodec(file(IMAGE_ENCODER), file(IMAGE_DECODER), manifest, settings, clock);
    }

    /** Loads the pair that scores pictures and copies; empty where the bundle has none. */
    public Optional<Aligner> aligner(SessionSettings settings, ModelClock clock) {
        var shape = manifest.aligner();
        if (shape == null) {
            return Optional.empty();
        }
        Tokenizer own = manifest.files().containsKey(ALIGNER_TOKENIZER) ? tokenizer() : null;
        var text = own == null ? null : AlignerTokenizer.load(file(ALIGNER_TOKENIZER), own, shape.textLength());
        return Optional.of(new Aligner(file(ALIGNER_TEXT), file(ALIGNER_PICTURE), shape, text, settings, clock));
    }

    /** Loads the tokenizer. */
    public Tokenizer tokenizer() {
        return Tokenizer.load(file(TOKENIZER), vocabulary(), manifest.sequence().copyCasing());
    }

    /** The order of tokens in this model's sequences, its system prompt included. */
    public SequenceLayout sequenceLayout(Tokenizer tokenizer) {
        var sequence = manifest.sequence();
        return new SequenceLayout(
                vocabulary(), tokenizer.encode(sequence.systemPrompt()).ids(), sequence.copyLength());
    }

    /** Length of the longest sequence that the bundle's sizes allow. */
    public int longestSequence(SequenceLayout layout) {
        var sequence = manifest.sequence();
        int pixels = manifest.imageCodec().pixelsPerCode();
        var photo =
                new Grid(sequence.photo().height() / pixels, sequence.photo().width() / pixels);
        return sequence.grids().stream()
                .mapToInt(grid -> layout.length(sequence.instructionLength(), photo, grid))
                .max()
                .orElseThrow();
    }

    private Path file(String name) {
        if (!manifest.files().containsKey(name)) {
            throw new InvalidBundleException(directory.resolve(BundleManifest.FILE), "lists no " + name + REMEDY);
        }
        return directory.resolve(name);
    }
}

package io.diptych.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code bundle.json}: what a bundle is, and the size and digest of every other file in it.
 *
 * @param format version of this file's format
 * @param licence of the weights, as an SPDX identifier where there is one
 * @param training null where nothing is known about it
 * @param aligner null where the bundle has none, and so gives no scores
 * @param files by name
 */
public record BundleManifest(
        int format,
        String name,
        String licence,
        Domain domain,
        @Nullable TrainingRun training,
        SequenceSizes sequence,
        VocabularyRanges vocabulary,
        DenoiserShape denoiser,
        ImageCodecShape imageCodec,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AlignerShape aligner,
        Map<String, FileEntry> files) {

    public static final int FORMAT = 1;
    public static final String FILE = "bundle.json";

    /**
     * @param embeddings logits per position, at least the vocabulary
     * @param maxLength longest sequence that the position tables hold
     * @param weights element type on disk, F32 or F16; arithmetic is always F32
     */
    public record DenoiserShape(
            int layers, int width, int heads, int kvHeads, int embeddings, int maxLength, String weights) {}

    /** @param pixelsPerCode pixels along one side of a code */
    public record ImageCodecShape(int pixelsPerCode, String weights) {}

    /** @param sha256 lower-case hexadecimal */
    public record FileEntry(long size, String sha256) {}

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private record FormatOnly(@Nullable Integer format) {}

    public BundleManifest {
        files = Map.copyOf(files);
        if (aligner != null) {
            for (var graph : List.of(Bundle.ALIGNER_TEXT, Bundle.ALIGNER_PICTURE)) {
                if (!files.containsKey(graph)) {
                    throw new IllegalArgumentException("there is an aligner, but files has no " + graph);
                }
            }
        }
    }

    /** The same bundle with another aligner and, so, other files. */
    public BundleManifest withAligner(AlignerShape other, Map<String, FileEntry> entries) {
        return new BundleManifest(
                format, name, licence, domain, training, sequence, vocabulary, denoiser, imageCodec, other, entries);
    }

    static BundleManifest parse(Path file, byte[] json) {
        try {
            var format = MAPPER.readerFor(FormatOnly.class)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .without(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .<FormatOnly>readValue(json)
                    .format();
            if (format == null || format != FORMAT) {
                throw new InvalidBundleException(
                        file,
                        "bundle format " + format + ", this version reads format " + FORMAT
                                + "; export the checkpoint again with this version");
            }
            var tree = (ObjectNode) MAPPER.readTree(json);
            if (!tree.has("aligner")) {
                tree.putNull("aligner"); // the one key that may be missing
            }
            return MAPPER.treeToValue(tree, BundleManifest.class);
        } catch (JacksonException e) {
            throw new InvalidBundleException(file, "cannot be read: " + problem(e) + "; copy the bundle again", e);
        }
    }

    private static String problem(JacksonException e) {
        return e instanceof DatabindException && !e.getPath().isEmpty()
                ? e.getPathReference() + ": " + e.getOriginalMessage()
                : e.getOriginalMessage();
    }

    /** As it is written to {@code bundle.json}; the same manifest gives the same bytes. */
    public byte[] toJson() {
        return MAPPER.writeValueAsBytes(this);
    }
}

package io.diptych.diffusion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files computed with the reference implementation, in {@code src/test/resources/golden}. */
public final class Golden {

    private Golden() {}

    public static byte[] bytes(String resource) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no golden/" + resource + " among the test resources");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(String resource) {
        return JsonMapper.shared().readTree(bytes(resource));
    }

    public static int[] ints(JsonNode array) {
        return IntStream.range(0, array.size()).map(i -> array.get(i).asInt()).toArray();
    }

    /** The vocabulary of {@code llada-tiny} and {@code llada-tiny-gqa}: 300 text ids, 64 picture codes. */
    public static Vocabulary tinyVocabulary() {
        JsonNode ids = json("llada-tiny/special_tokens.json").get("tiny");
        return Vocabulary.of(special(ids), ids.get("image_token_offset").asInt(), 64);
    }

    static SpecialTokens special(JsonNode ids) {
        return new SpecialTokens(
                ids.get("system_start").asInt(),
                ids.get("system_end").asInt(),
                ids.get("user_start").asInt(),
                ids.get("user_end").asInt(),
                ids.get("answer_start").asInt(),
                ids.get("answer_end").asInt(),
                ids.get("boi").asInt(),
                ids.get("eoi").asInt(),
                ids.get("newline").asInt(),
                ids.get("uncondition").asInt(),
                ids.get("mask").asInt(),
                ids.get("pad").asInt(),
                ids.get("bos").asInt(),
                ids.get("eos").asInt());
    }
}

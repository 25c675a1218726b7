package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.diptych.studio.Split;
import io.diptych.studio.Studio;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training and inference cut text into the same ids. */
class StudioTokensTest {

    private final StudioTokens tokens = new StudioTokens();

    @TempDir
    Path directory;

    @Test
    void theWrittenTokenizerGivesTheIdsOfTheTraining() throws IOException {
        tokens.write(directory);
        var studio = new Studio();
        try (var tokenizer = HuggingFaceTokenizer.newInstance(directory.resolve("tokenizer.json"))) {
            for (int seed = 0; seed < 200; seed++) {
                var brief = studio.brief(seed, Split.TRAIN);
                assertThat(ids(tokenizer, brief.instruction())).isEqualTo(tokens.instruction(brief.instruction()));
                assertThat(tokens.copy(brief.copy())).startsWith(ids(tokenizer, brief.copy()));
            }
            var odd = "Café-bar's TWO...  watches,no?!";
            assertThat(ids(tokenizer, odd)).isEqualTo(tokens.instruction(odd));
        }
    }

    @Test
    void everyCopyOfTheStudioCanBeWrittenAndReadBack() {
        var studio = new Studio();
        for (int seed = 0; seed < 200; seed++) {
            var copy = studio.brief(seed, Split.TRAIN).copy();
            int[] ids = tokens.copy(copy);
            assertThat(ids).hasSize(StudioTokens.COPY_LENGTH);
            for (int id : ids) {
                assertThat(tokens.vocabulary().allowsText(id)).isTrue();
            }
            assertThat(tokens.decode(ids)).isEqualToIgnoringCase(copy);
        }
    }

    @Test
    void anInstructionThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> tokens.instruction(String.join(" ", Collections.nCopies(33, "red"))))
                .hasMessageContaining("at most 32 tokens fit, got 33");
    }

    private static int[] ids(HuggingFaceTokenizer tokenizer, String text) {
        return LongStream.of(tokenizer.encode(text, false, false).getIds())
                .mapToInt(Math::toIntExact)
                .toArray();
    }
}

package io.diptych.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.export.GoldenBundles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerTest {

    private final Tokenizer tokenizer = GoldenBundles.of("llada-tiny").tokenizer();

    @AfterEach
    void close() {
        tokenizer.close();
    }

    @Test
    void wordsBecomeIdsWhateverTheirCase() {
        var encoded = tokenizer.encode("W40 w41, w42.");

        assertThat(encoded.ids()).containsExactly(40, 41, 31, 42, 30);
        assertThat(encoded.unknownWords()).isEmpty();
    }

    @Test
    void unknownWordsAreReportedAsTheyStandInTheText() {
        var encoded = tokenizer.encode("w40 \uD83D\uDC5C Zebra w41 Größe Zebra");

        assertThat(encoded.ids()).containsExactly(40, 29, 29, 41, 29, 29);
        assertThat(encoded.unknownWords()).containsExactly("\uD83D\uDC5C", "Zebra", "Größe");
    }

    @Test
    void anEmptyInstructionHasNoIds() {
        assertThat(tokenizer.encode("  ").ids()).isEmpty();
    }

    @Test
    void copyEndsAtTheEndToken() {
        assertThat(tokenizer.decode(new int[] {40, 41, 30, 42, 31, 43, 30, 25, 44}))
                .isEqualTo("W40 w41. W42, w43.");
    }

    @Test
    void whatCannotBeTextIsLeftOutOfCopy() {
        assertThat(tokenizer.decode(new int[] {280, 40, 310, 41})).isEqualTo("W40 w41");
        assertThat(tokenizer.decode(new int[] {25, 40})).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "two watches on the beach , lit from the left . it is evening . | Two watches on the beach, lit from the left. It is evening.",
                "a hand - made bag ( brown ) stands out ! | A hand-made bag (brown) stands out!",
                "the shop ' s light - soft | The shop's light-soft",
                "écru wirkt ruhig . äpfel ? | Écru wirkt ruhig. Äpfel?",
            })
    void copyIsWrittenLikeAPersonWould(String words, String copy) {
        assertThat(CopyText.ofWords(words)).isEqualTo(copy);
    }

    @Test
    void aBrokenTokenizerIsNamed(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("tokenizer.json"), "{}");

        assertThatThrownBy(() ->
                        Tokenizer.load(file, GoldenBundles.of("llada-tiny").vocabulary(), CopyCasing.SENTENCES))
                .isInstanceOf(InvalidBundleException.class)
                .hasMessageContaining("tokenizer.json");
    }
}

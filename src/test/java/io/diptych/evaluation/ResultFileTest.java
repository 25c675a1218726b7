package io.diptych.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

    private static final Map<String, String> HEADER = Map.of("arm", "a");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("results.jsonl");
    }

    private static Rendered diptych(int index) {
        return new Rendered(
                index, "p" + index, 7 + index, "a1", 1, 2, new int[] {index, 511}, new int[] {40, 41}, "Zwei.", 9);
    }

    private ResultFile<Rendered> open(Object header) {
        return new ResultFile<>(file, header, Rendered.class, Rendered::index);
    }

    @Test
    void whatWasAppendedIsThereAgain() {
        try (var results = open(HEADER)) {
            results.append(List.of(diptych(0), diptych(1)));
            results.append(List.of(diptych(5)));
        }
        try (var results = open(HEADER)) {
            assertThat(results.results()).containsOnlyKeys(0, 1, 5);
            assertThat(results.results().get(5)).usingRecursiveComparison().isEqualTo(diptych(5));
        }
    }

    @Test
    void aLineThatWasCutOffIsMadeAgain() throws IOException {
        try (var results = open(HEADER)) {
            results.append(List.of(diptych(0), diptych(1)));
        }
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 9));
        try (var results = open(HEADER)) {
            assertThat(results.results()).containsOnlyKeys(0);
            results.append(List.of(diptych(1)));
        }
        assertThat(file).hasContent(whole);
    }

    @Test
    void aFileCutOffInItsFirstLineBeginsAnew() throws IOException {
        Files.writeString(file, "{\"ar");
        try (var results = open(HEADER)) {
            assertThat(results.results()).isEmpty();
        }
        assertThat(Files.readString(file)).isEqualTo("{\"arm\":\"a\"}\n");
    }

    @Test
    void resultsOfAnotherRunAreNotMixedIn() {
        open(HEADER).close();

        assertThatThrownBy(() -> open(Map.of("arm", "b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--out");
    }

    @Test
    void twoRunsDoNotWriteTheSameFile() {
        try (var first = open(HEADER)) {
            assertThatThrownBy(() -> open(HEADER))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("in use");
            first.append(List.of(diptych(0)));
        }
        try (var next = open(HEADER)) {
            assertThat(next.results()).containsOnlyKeys(0);
        }
    }

    @Test
    void aDamagedLineIsToldByFileAndLine() throws IOException {
        open(HEADER).close();
        Files.writeString(file, "{\"index\": \"x\"}\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> open(HEADER)).hasMessageContaining("results.jsonl:2");
    }
}

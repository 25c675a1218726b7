package io.diptych.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Sequences equal, id for id, those that the reference's {@code inference.py} feeds to its model. */
class SequenceLayoutGoldenTest {

    private static final Vocabulary REAL = Vocabulary.of(SpecialTokens.MMADA_PARALLEL, 126356, 8192);

    static Stream<Map.Entry<String, JsonNode>> cases() {
        return Golden.json("layout.json").get("cases").properties().stream();
    }

    @Test
    void theNamedIdsAreTheReferences() {
        JsonNode real = Golden.json("llada-tiny/special_tokens.json").get("real");

        assertThat(SpecialTokens.MMADA_PARALLEL).isEqualTo(Golden.special(real));
        assertThat(REAL.firstCode()).isEqualTo(real.get("image_token_offset").asInt());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sequencesAndBranchesAreTheReferences(Map.Entry<String, JsonNode> entry) {
        var golden = new Case(entry.getValue());

        Sequence sequence =
                golden.layout.sequence(golden.instruction, golden.photo, golden.picture, golden.layout.maskedText());

        assertThat(sequence.ids()).isEqualTo(golden.ints("input_ids"));
        assertThat(golden.layout.prefix(new int[0], golden.photo)).isEqualTo(golden.ints("uncon_text"));
        assertThat(golden.layout.prefix(golden.instruction, null)).isEqualTo(golden.ints("uncon_image"));
        assertThat(golden.layout.length(golden.instruction.length, golden.photo.grid(), golden.picture.grid()))
                .isEqualTo(golden.number("length"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void positionsAreTheReferences(Map.Entry<String, JsonNode> entry) {
        var golden = new Case(entry.getValue());

        Sequence sequence =
                golden.layout.sequence(golden.instruction, golden.photo, golden.picture, golden.layout.maskedText());

        assertThat(sequence.prefixLength()).isEqualTo(golden.number("conditional_prefix_length"));
        assertThat(sequence.imageStart()).isEqualTo(golden.number("image_start"));
        assertThat(sequence.imageEnd()).isEqualTo(golden.number("image_end"));
        assertThat(sequence.textStart()).isEqualTo(golden.number("text_start"));
        assertThat(sequence.textEnd()).isEqualTo(golden.number("text_end"));
        assertThat(sequence.length()).isEqualTo(golden.number("length"));
        assertThat(sequence.imagePositions()).hasSize(golden.number("seq_len"));
        int user = sequence.prefixLength() - 1;
        int photo = user - golden.photo.grid().tokens() - 1;
        List<int[]> segments = List.of(
                new int[] {0, photo - 1},
                new int[] {photo - 1, photo},
                new int[] {photo, user - 1},
                new int[] {user - 1, user},
                new int[] {user, user + 1},
                new int[] {user + 1, user + 2},
                new int[] {user + 2, sequence.imageStart()},
                new int[] {sequence.imageStart(), sequence.imageEnd()},
                new int[] {sequence.imageEnd(), sequence.textStart()},
                new int[] {sequence.textStart(), sequence.textEnd()},
                new int[] {sequence.textEnd(), sequence.length()});
        var expected = new ArrayList<int[]>();
        for (JsonNode segment : golden.json.get("segments")) {
            expected.add(
                    new int[] {segment.get("start").asInt(), segment.get("end").asInt()});
        }
        assertThat(segments).usingRecursiveComparison().isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pictureCodesLieBetweenTheNewlines(Map.Entry<String, JsonNode> entry) {
        var golden = new Case(entry.getValue());

        Sequence sequence =
                golden.layout.sequence(golden.instruction, golden.photo, golden.picture, golden.layout.maskedText());

        int[] rest = IntStream.range(sequence.imageStart(), sequence.imageEnd())
                .filter(i -> sequence.ids()[i] != REAL.special().newline())
                .toArray();
        assertThat(sequence.imagePositions()).isEqualTo(rest);
    }

    /** The reference's prompt ids taken apart, as a caller of the layout would have them. */
    private static final class Case {

        final JsonNode json;
        final SequenceLayout layout;
        final int[] instruction;
        final ImageCodes photo;
        final ImageCodes picture;

        Case(JsonNode json) {
            this.json = json;
            int[] prompt = ints("prompt_ids");
            int systemEnd = indexOf(prompt, REAL.special().systemEnd());
            layout = new SequenceLayout(
                    REAL, Arrays.copyOfRange(prompt, 1, systemEnd), number("text_end") - number("text_start"));
            instruction = Arrays.copyOfRange(prompt, systemEnd + 2, prompt.length - 1);
            photo = codes(grid("input_picture"), prompt.length);
            picture = codes(grid("output_picture"), number("image_start"));
        }

        int[] ints(String name) {
            return Golden.ints(json.get(name));
        }

        int number(String name) {
            return json.get(name).asInt();
        }

        Grid grid(String name) {
            JsonNode picture = json.get(name);
            return new Grid(
                    picture.get("grid_rows").asInt(),
                    picture.get("grid_columns").asInt());
        }

        private ImageCodes codes(Grid grid, int start) {
            int[] ids = ints("input_ids");
            return new ImageCodes(
                    grid,
                    IntStream.range(0, grid.codes())
                            .map(code -> ids[start + grid.token(code)])
                            .map(id -> id == REAL.special().mask() ? ImageCodes.MASKED : id - REAL.firstCode())
                            .toArray());
        }
    }

    private static int indexOf(int[] ids, int id) {
        return IntStream.range(0, ids.length)
                .filter(i -> ids[i] == id)
                .findFirst()
                .orElseThrow();
    }
}

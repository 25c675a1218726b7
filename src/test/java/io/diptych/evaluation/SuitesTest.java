package io.diptych.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.diffusion.Grid;
import io.diptych.studio.InstructionReader;
import io.diptych.studio.Slot;
import io.diptych.studio.Split;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuitesTest {

    private static final Grid GRID = new Grid(16, 16);
    private static final List<Grid> GRIDS = List.of(GRID, new Grid(14, 18));

    @TempDir
    private Path folder;

    @Test
    void theStudiosPromptsAreHeldOutAndLeaveSlotsOpen() {
        var suite = new StudioSuite(1, 60, GRIDS);
        List<Prompt> prompts =
                IntStream.range(0, suite.size()).mapToObj(suite::prompt).toList();

        assertThat(prompts).allSatisfy(prompt -> {
            var slots = prompt.truth().slots();
            assertThat(Split.of(slots.product(), slots.scene(), slots.count()))
                    .isEqualTo(
                            prompt.part().equals(StudioSuite.PRODUCTS)
                                    ? Split.HELD_OUT_PRODUCTS
                                    : Split.HELD_OUT_COMBINATIONS);
            // The colour is the one slot whose word an instruction cannot hold by accident.
            assertThat(InstructionReader.read(prompt.instruction()).color() == null)
                    .isEqualTo(prompt.truth().open().contains(Slot.COLOR));
        });
        assertThat(prompts)
                .filteredOn(p -> p.part().equals(StudioSuite.PRODUCTS))
                .hasSize(15);
        assertThat(prompts).extracting(Prompt::grid).contains(GRIDS.get(0), GRIDS.get(1));
        assertThat(prompts).filteredOn(p -> !p.truth().open().isEmpty()).hasSizeBetween(8, 36);
        assertThat(prompts.stream().flatMap(p -> p.truth().open().stream()))
                .containsAll(EnumSet.of(Slot.COLOR, Slot.COUNT, Slot.LIGHT, Slot.SCENE));
    }

    @Test
    void aPromptIsTheSameInALargerSuiteAndAnotherOneWithAnotherSeed() {
        Prompt prompt = new StudioSuite(1, 10, GRIDS).prompt(7);

        assertThat(new StudioSuite(1, 2_000, GRIDS).prompt(7))
                .usingRecursiveComparison()
                .ignoringFields("photo", "truth.picture")
                .isEqualTo(prompt);
        assertThat(new StudioSuite(2, 10, GRIDS).prompt(7).instruction()).isNotEqualTo(prompt.instruction());
    }

    @Test
    void resultsOfOtherPromptsHaveAnotherIdentity() {
        String identity = new StudioSuite(1, 10, GRIDS).identity();

        assertThat(new StudioSuite(1, 2_000, GRIDS).identity()).isEqualTo(identity);
        assertThat(new StudioSuite(2, 10, GRIDS).identity()).isNotEqualTo(identity);
        assertThat(new StudioSuite(1, 10, List.of(GRID)).identity()).isNotEqualTo(identity);
        // What the prompts look like is in it, too, not only how they are numbered.
        String[] two = {identity, new StudioSuite(2, 10, GRIDS).identity()};
        assertThat(two[0].substring(two[0].indexOf("studio ")))
                .isNotEqualTo(two[1].substring(two[1].indexOf("studio ")));
    }

    @Test
    void wrongRowsOfAFileAreLeftOutAndTold() throws IOException {
        ImageIO.write(
                new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("a.png").toFile());
        Files.writeString(folder.resolve("b.png"), "no picture");
        Path file = Files.writeString(folder.resolve("suite.jsonl"), """
                {"instruction": "A red mug", "photo": "a.png", "id": "mug"}
                {"instruction": "A red mug", "photo": "nowhere.png"}
                {"instruction": "A red mug", "photo": "b.png"}
                {"photo": "a.png"}

                {"instruction": "A red mug", "photo": "a.png", "colour": "red"}
                {"instruction": "A red mug", "photo": "a.png", "id": "mug"}
                {"instruction":
                {"instruction": "too long", "photo": "a.png"}
                {"instruction": "A blue mug", "photo": "a.png", "part": "blue"}
                """);

        var suite = new FileSuite(file, 1, 100, GRID, text -> text.equals("too long") ? "too long" : null);

        assertThat(IntStream.range(0, suite.size()).mapToObj(suite::prompt))
                .extracting(Prompt::id)
                .containsExactly("mug", "line 10");
        assertThat(suite.prompt(1).part()).isEqualTo("blue");
        assertThat(suite.problems()).hasSize(7);
        assertThat(String.join("\n", suite.problems()))
                .contains("suite.jsonl:2: photo: there is no file")
                .contains("suite.jsonl:3: photo: ")
                .contains("suite.jsonl:4: instruction: missing")
                .contains("suite.jsonl:6: colour: no such field")
                .contains("suite.jsonl:7: id: 'mug'")
                .contains("suite.jsonl:8: not a JSON object")
                .contains("suite.jsonl:9: instruction: too long");
    }

    @Test
    void aFileWithoutOnePromptIsNoSuite() throws IOException {
        Path file = Files.writeString(folder.resolve("suite.jsonl"), "\n");

        assertThatThrownBy(() -> new FileSuite(file, 1, 9, GRID, text -> null)).hasMessageContaining("no prompts");
    }
}

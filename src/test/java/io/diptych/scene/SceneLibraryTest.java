package io.diptych.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneLibraryTest {

    @TempDir
    Path folder;

    @Test
    void everyTemplateThatDiptychBringsAlongIsSound() throws Exception {
        SceneLibrary library = new SceneLibrary(List.of());

        assertThat(library.names()).contains("beach-afternoon", "marble-counter", "studio-sweep", "forest-clearing");
        for (String name : library.names()) {
            Scene scene = library.find(name).orElseThrow();
            assertThat(scene.unknownPlaceholders(List.of("title"))).isEmpty();
            assertThat(scene.size().width() % 8 + scene.size().height() % 8).isZero();
        }
    }

    @Test
    void theFirstFolderWins() throws Exception {
        Path own = Files.createDirectories(folder.resolve("own/templates"));
        Path shared = Files.createDirectories(folder.resolve("shared/templates"));
        Files.writeString(own.resolve("snow.yaml"), "{name: snow, instruction: own, size: 8x8}");
        Files.writeString(shared.resolve("snow.yaml"), "{name: snow, instruction: shared, size: 8x8}");
        Files.writeString(shared.resolve("moor.yaml"), "{name: moor, instruction: shared, size: 8x8, takes: 2}");
        SceneLibrary library = new SceneLibrary(List.of(own, shared, folder.resolve("nowhere")));

        assertThat(library.find("snow").orElseThrow().file())
                .isEqualTo(own.resolve("snow.yaml").toString());
        assertThat(library.find("moon")).isEmpty();
        assertThat(library.names()).contains("moor", "snow", "beach-afternoon").doesNotHaveDuplicates();
        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> library.find("moor"))
                .withMessageContaining("moor.yaml:1: takes: is no known field");
    }

    @Test
    void looksBesideTheCampaignFirst() {
        SceneLibrary library = SceneLibrary.beside(folder.resolve("campaign.yaml"));

        assertThat(library.places())
                .containsExactly(folder.resolve("templates").toString(), "templates", "Diptych's own templates");
    }
}

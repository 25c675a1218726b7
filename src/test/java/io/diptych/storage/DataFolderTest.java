package io.diptych.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path temp;

    @Test
    void theSecondProcessIsToldWhoHoldsIt() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        temp.toString(),
                        "--spring.datasource.password=hunter2")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = child.inputReader()) {
            assertThat(output.readLine()).isEqualTo("open");
            assertThatThrownBy(() -> DataFolder.open(temp))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(temp.toString())
                    .hasMessageContaining("process " + child.pid())
                    .hasMessageContaining("--data=DIR")
                    .hasMessageNotContaining("hunter2");
        } finally {
            child.destroyForcibly().waitFor();
        }
        DataFolder.open(temp).close();
    }

    @Test
    void thisProcessDoesNotOpenItTwiceEither() {
        try (DataFolder folder = DataFolder.open(temp)) {
            assertThatThrownBy(() -> DataFolder.open(folder.path()))
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        DataFolder.open(temp).close();
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));

        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--data=DIR");
    }

    static final class Child {
        public static void main(String[] arguments) throws Exception {
            DataFolder.open(Path.of(arguments[0]));
            System.out.println("open");
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}

package io.diptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.model.Bundle;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code diptych train --data}, from the command line. */
class OwnDataCommandTest {

    private static final String ROW =
            "{\"photo\": \"p.png\", \"instruction\": \"one kwillet\", \"picture\": \"x.png\", \"copy\": \"A kwillet.\"}";

    @TempDir
    private Path folder;

    private final Cli cli = new Cli();

    @BeforeEach
    void savePictures() throws IOException {
        save("p.png", 64, Color.RED);
        save("x.png", 128, Color.BLUE);
    }

    @Test
    void aBadRowIsSkippedAndTheExitCodeSaysSo() throws IOException {
        int code = train(ROW, ROW.replace("x.png", "gone.png"), ROW);

        assertThat(cli.err())
                .contains("rows.jsonl:2: picture: gone.png does not exist in the folder of the rows")
                .contains("1 rows to learn from, 1 held out, 1 faults in rows left out")
                .contains("new words (1): kwillet");
        assertThat(code).isEqualTo(2);
        assertThat(cli.out()).contains("held-out rows: text").contains("bundle 'mine', digest");
        try (var tokenizer = Bundle.open(folder.resolve("mine")).tokenizer()) {
            assertThat(tokenizer.encode("kwillet").unknownWords()).isEmpty();
        }
    }

    @Test
    void rowsOfWhichNoneIsUsableAreRefused() throws IOException {
        assertThat(train("{}", "[1]")).isOne();
        assertThat(cli.err())
                .contains("rows.jsonl:1: photo: is missing or empty")
                .contains("rows.jsonl:1: copy: is missing or empty")
                .contains("rows.jsonl:2: is no object")
                .contains("0 rows can be used; at least two are needed");
        assertThat(folder.resolve("mine")).doesNotExist();
    }

    @Test
    void optionsThatDoNotGoTogetherAreWrongUsage() {
        assertThat(cli.run("train", "--out=" + folder.resolve("b"), "--steps=5"))
                .isEqualTo(64);
        assertThat(cli.err()).contains("need --data=FILE");
        assertThat(cli.run("train", "--out=" + folder.resolve("b"), "--data=" + folder.resolve("gone")))
                .isEqualTo(64);
        assertThat(cli.err()).contains("--data: there is no file");
    }

    private int train(String... rows) throws IOException {
        Path data = Files.writeString(folder.resolve("rows.jsonl"), String.join("\n", rows));
        return cli.run(
                "train",
                "--data=" + data,
                "--from=studio-mini",
                "--out=" + folder.resolve("mine"),
                "--work=" + folder.resolve("work"),
                "--steps=1",
                "--studio-share=0");
    }

    private void save(String name, int side, Color color) throws IOException {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(side / 4, side / 4, side / 2, side / 2);
        graphics.dispose();
        ImageIO.write(image, "png", folder.resolve(name).toFile());
    }
}

package io.diptych.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

    @TempDir
    Path directory;

    private Path write() {
        var file = directory.resolve("model.safetensors");
        new SafetensorsWriter()
                .add("half", ElementType.F16, new long[] {3}, () -> FloatBuffer.wrap(new float[] {0.1f, -65504, 1e-7f}))
                .add("full", new long[] {2, 2}, () -> FloatBuffer.wrap(new float[] {1, 2, 3, 4.5f}))
                .metadata("step", "7")
                .write(file);
        return file;
    }

    @Test
    void whatIsWrittenIsRead() {
        var file = SafetensorsFile.open(write());

        assertThat(file.tensors().keySet()).containsExactly("full", "half");
        assertThat(file.tensor("full").shape()).containsExactly(2, 2);
        assertThat(file.tensor("full").floats()).containsExactly(1, 2, 3, 4.5f);
        assertThat(file.tensor("full").offset() % 4).isZero();
        assertThat(file.tensor("half").floats()).containsExactly(0.099975586f, -65504, 1.1920929e-7f);
        assertThat(directory).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void bfloat16IsTheUpperHalfOfAFloat() throws IOException {
        var header = "{\"x\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}";
        var bytes = ByteBuffer.allocate(8 + header.length() + 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length()).put(header.getBytes(StandardCharsets.UTF_8));
        bytes.putShort((short) 0x3fc0).putShort((short) 0xc2f7);
        var file = Files.write(directory.resolve("b.safetensors"), bytes.array());

        assertThat(SafetensorsFile.open(file).tensor("x").floats()).containsExactly(1.5f, -123.5f);
    }

    @Test
    void aTensorOfTheWrongSizeIsNotWritten() {
        var writer = new SafetensorsWriter().add("x", new long[] {3}, () -> FloatBuffer.allocate(2));

        assertThatThrownBy(() -> writer.write(directory.resolve("x.safetensors")))
                .hasMessage("tensor x: shape [3] needs 3 values, got 2");
        assertThat(directory.resolve("x.safetensors")).doesNotExist();
    }

    @Test
    void aTruncatedFileNamesTheTensorThatIsCut() throws IOException {
        var file = write();
        var bytes = Files.readAllBytes(file);

        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        refused(
                file,
                "truncated: tensor half ends at byte " + bytes.length + ", the file at byte " + (bytes.length - 1));
        Files.write(file, Arrays.copyOf(bytes, 20));
        refused(file, "truncated: the header ends at byte");
        Files.write(file, Arrays.copyOf(bytes, 5));
        refused(file, "truncated: a safetensors file has at least 8 bytes, found 5");
        Files.delete(file);
        refused(file, "missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'[1]' | the header is no JSON object",
                "'{\"x\"' | bad JSON header",
                "'{\"x\":{\"dtype\":\"F8\",\"shape\":[1],\"data_offsets\":[0,1]}}' | tensor x: element type 'F8' is not supported",
                "'{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}' | tensor x: data offsets 0..4 do not hold the 8 bytes",
                "'{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}' | tensor x: data offsets -8..0",
            })
    void aBadHeaderIsRefused(String header, String problem) throws IOException {
        var bytes = ByteBuffer.allocate(8 + header.length() + 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length()).put(header.getBytes(StandardCharsets.UTF_8));
        refused(Files.write(directory.resolve("bad.safetensors"), bytes.array()), problem);
    }

    @Test
    void anythingElseIsNoSafetensorsFile() throws IOException {
        refused(
                Files.writeString(directory.resolve("text.safetensors"), "version https://git-lfs.github.com/spec/v1"),
                "not a safetensors file: header length");
    }

    private static void refused(Path file, String problem) {
        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(InvalidCheckpointException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(problem);
    }
}

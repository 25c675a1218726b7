package io.diptych.shoot;

import io.diptych.scene.FileProblem;
import io.diptych.scene.InvalidFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.unit.DataSize;

/** Writes what was sent, up to a limit. */
final class UploadFiles {

    private static final int BUFFER = 1 << 16;

    private UploadFiles() {}

    /** @throws InvalidFileException if it is larger than {@code most} */
    static void copy(Upload upload, Path to, DataSize most) throws IOException, InvalidFileException {
        if (copy(upload.content(), to, most.toBytes()) > most.toBytes()) {
            throw new InvalidFileException(new FileProblem(upload.fileName(), 1, null, tooLarge(most)));
        }
    }

    static String tooLarge(DataSize most) {
        return "is larger than " + most.toMegabytes() + " MB, the most that is taken";
    }

    /** Returns how many bytes there were; one more than {@code most}, or a few, where there are too many. */
    static long copy(InputStream in, Path to, long most) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        try (OutputStream out = Files.newOutputStream(to)) {
            for (int read = in.read(buffer); read >= 0 && total <= most; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                total += read;
            }
        }
        return total;
    }
}

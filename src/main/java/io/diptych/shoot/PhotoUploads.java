package io.diptych.shoot;

import io.diptych.scene.FileProblem;
import io.diptych.scene.InvalidFileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Photos that someone sends, singly or in zip archives, put where the catalog looks for them: in the campaign's folder and
 * below. No name leads out of it, nothing that is no picture is kept, and an archive cannot swell beyond the limits.
 */
final class PhotoUploads {

    private static final Pattern PICTURE =
            Pattern.compile(".*\\.(png|jpe?g|webp|gif|bmp|tiff?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern OUTSIDE = Pattern.compile("^(/|\\\\|[A-Za-z]:).*|(.*[/\\\\])?\\.\\.([/\\\\].*)?");
    private static final int DEEPEST = 10;

    private final Path folder;
    private final UploadLimits limits;
    private long bytes;
    private int count;

    PhotoUploads(Path folder, UploadLimits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    void take(Upload upload) throws IOException, InvalidFileException {
        if (upload.fileName().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            unpack(upload);
        } else {
            String name = upload.fileName().replaceFirst("^.*[/\\\\]", "");
            if (!PICTURE.matcher(name).matches()) {
                throw problem(upload.fileName(), "is no picture; send PNG, JPEG or WebP files, or a zip of them");
            }
            write(upload.fileName(), name, upload.content());
        }
    }

    private void unpack(Upload upload) throws IOException, InvalidFileException {
        int before = count;
        try (ZipInputStream zip =
                new ZipInputStream(new BufferedInputStream(upload.content()), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (OUTSIDE.matcher(name).matches()) {
                    throw problem(
                            upload.fileName(), "has an entry \"" + name + "\" that leads out of it; pack it anew");
                }
                if (!entry.isDirectory() && isWanted(name)) {
                    write(upload.fileName() + "!" + name, name.replace('\\', '/'), zip);
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw problem(upload.fileName(), "is damaged: " + e.getMessage());
        }
        if (count == before) {
            throw problem(upload.fileName(), "is no zip archive with pictures in it");
        }
    }

    /** macOS and editors put more into archives than anyone asked for. */
    private static boolean isWanted(String name) {
        String last = name.replaceFirst("^.*[/\\\\]", "");
        return PICTURE.matcher(last).matches() && !last.startsWith(".") && !name.startsWith("__MACOSX/");
    }

    private void write(String called, String name, InputStream content) throws IOException, InvalidFileException {
        Path file = resolve(called, name);
        if (++count > limits.count()) {
            throw problem(called, "is one photo too many; " + limits.count() + " are taken");
        }
        Files.createDirectories(file.getParent());
        long most = Math.min(limits.photo().toBytes(), limits.photos().toBytes() - bytes);
        long written = UploadFiles.copy(content, file, most);
        bytes += written;
        if (written > limits.photo().toBytes()) {
            throw problem(called, UploadFiles.tooLarge(limits.photo()));
        }
        if (bytes > limits.photos().toBytes()) {
            throw problem(
                    called,
                    "is too much: all photos together may have "
                            + limits.photos().toMegabytes() + " MB");
        }
    }

    private Path resolve(String called, String name) throws InvalidFileException {
        try {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder)
                    || file.equals(folder)
                    || folder.relativize(file).getNameCount() > DEEPEST) {
                throw problem(called, "leads out of the campaign's folder, or too deep into it");
            }
            return file;
        } catch (InvalidPathException e) {
            throw problem(called, "is no file name: " + e.getReason());
        }
    }

    private static InvalidFileException problem(String file, String message) {
        return new InvalidFileException(new FileProblem(file, 1, null, message));
    }
}

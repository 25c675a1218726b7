package io.diptych.console.api;

import io.diptych.shoot.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.DigestUtils;
import org.springframework.web.multipart.MultipartFile;

/** The files of one request, open until it is answered. */
final class Uploads implements AutoCloseable {

    private final List<InputStream> open = new ArrayList<>();

    Upload of(MultipartFile file) throws IOException {
        InputStream in = file.getInputStream();
        open.add(in);
        return new Upload(Objects.requireNonNullElse(file.getOriginalFilename(), ""), in);
    }

    List<Upload> of(@Nullable List<MultipartFile> files) throws IOException {
        List<Upload> uploads = new ArrayList<>();
        for (MultipartFile file : orNone(files)) {
            uploads.add(of(file));
        }
        return uploads;
    }

    /** Tells requests apart: names and contents of their files. Not meant to resist anyone. */
    static List<String> digests(
            MultipartFile first, @Nullable List<MultipartFile> more, @Nullable List<MultipartFile> evenMore)
            throws IOException {
        List<MultipartFile> all = new ArrayList<>(List.of(first));
        all.addAll(orNone(more));
        all.addAll(orNone(evenMore));
        List<String> digests = new ArrayList<>();
        for (MultipartFile file : all) {
            try (InputStream in = file.getInputStream()) {
                digests.add(file.getOriginalFilename() + " " + DigestUtils.md5DigestAsHex(in));
            }
        }
        return digests;
    }

    private static List<MultipartFile> orNone(@Nullable List<MultipartFile> files) {
        return files == null ? List.of() : files;
    }

    @Override
    public void close() throws IOException {
        for (InputStream in : open) {
            in.close();
        }
    }
}

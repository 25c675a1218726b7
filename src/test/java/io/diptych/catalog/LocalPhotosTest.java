package io.diptych.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos come from the catalog's folder and from nowhere else. */
class LocalPhotosTest {

    @TempDir
    Path outside;

    private Path folder;
    private Photos photos;

    @BeforeEach
    void catalogBesideItsPhotos() throws IOException {
        folder = Files.createDirectories(outside.resolve("shop/photos")).getParent();
        Files.write(folder.resolve("photos/red.png"), Pictures.encode(Pictures.twoColors(32, 32), "png"));
        Files.write(outside.resolve("secret.png"), Pictures.encode(Pictures.twoColors(32, 32), "png"));
        photos = Photos.of(folder.resolve("catalog.csv"), null, new RecentPhotoFacts(10));
    }

    @Test
    void readsPhotosInTheFolderAndBelow() throws PhotoException {
        assertThat(photos.fetch("photos/red.png").facts())
                .isEqualTo(photos.look("./photos/../photos\\red.png").orElseThrow());
    }

    @Test
    void readsALinkThatStaysInside() throws Exception {
        Files.createSymbolicLink(folder.resolve("link.png"), Path.of("photos/red.png"));
        assertThat(photos.fetch("link.png").facts().width()).isEqualTo(32);
    }

    @Test
    void refusesPathsThatLeadOut() throws IOException {
        Files.createSymbolicLink(folder.resolve("file-link.png"), outside.resolve("secret.png"));
        Files.createSymbolicLink(folder.resolve("folder-link"), outside);

        for (String location : List.of(
                "../secret.png",
                "photos/../../secret.png",
                "..\\secret.png",
                "file-link.png",
                "folder-link/secret.png")) {
            assertRefused(location)
                    .withMessage(location + " leads out of the catalog's folder " + folder
                            + "; put the photo there or below");
        }
        for (String location : List.of(
                outside.resolve("secret.png").toString(),
                "file:///etc/passwd",
                "FILE:secret.png",
                "C:\\secret.png",
                "\\\\host\\share")) {
            assertRefused(location).withMessageContaining(" is an absolute path; name the photo relative to");
        }
    }

    @Test
    void saysWhenAPhotoIsMissingOrNoFile() {
        assertRefused("gone.png").withMessage("gone.png does not exist in the catalog's folder " + folder);
        assertRefused("photos").withMessage("photos is not a file; name a picture");
        assertRefused("nul\0.png").withMessageContaining("is no file name");
    }

    @Test
    void refusesAFileOverTheLimitWithoutReadingIt() throws IOException {
        try (var file = new java.io.RandomAccessFile(folder.resolve("huge.png").toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        assertRefused("huge.png").withMessageContaining("at most 20.0 MB are read");
    }

    @Test
    void saysThatWebPhotosAreNotReadYet() {
        assertRefused("https://shop.example/red.png")
                .withMessageContaining("https photos are not read yet; save them in a folder");
    }

    @Test
    void readsSavedCopiesOfWebPhotos() throws PhotoException {
        Photos saved = Photos.of(outside.resolve("catalog.csv"), folder.resolve("photos"), new RecentPhotoFacts(10));

        assertThat(saved.look("https://shop.example/files/1/red.png?v=17#x")
                        .orElseThrow()
                        .width())
                .isEqualTo(32);
        assertThatExceptionOfType(PhotoException.class)
                .isThrownBy(() -> saved.fetch("https://shop.example/files/%2e%2e"))
                .withMessageContaining("names no file that could have been saved");
        assertThatExceptionOfType(PhotoException.class)
                .isThrownBy(() -> saved.fetch("https://shop.example/blue.png"))
                .withMessageContaining("blue.png does not exist in the folder of saved photos");
    }

    @Test
    void looksAgainOnlyWhenTheFileHasChanged() throws Exception {
        List<String> asked = new ArrayList<>();
        RecentPhotoFacts memory = new RecentPhotoFacts(10);
        PhotoFactsCache cache = new PhotoFactsCache() {
            @Override
            public Optional<PhotoFacts> find(String location, String version) {
                Optional<PhotoFacts> known = memory.find(location, version);
                asked.add(known.isPresent() ? "known" : "new");
                return known;
            }

            @Override
            public void remember(String location, String version, PhotoFacts facts) {
                memory.remember(location, version, facts);
            }
        };
        LocalPhotos local = new LocalPhotos(folder, PhotoLimits.DEFAULT, cache);
        Path file = folder.resolve("photos/red.png");
        String digest = local.look("photos/red.png").orElseThrow().digest();
        local.look("photos/red.png");
        Files.write(file, Pictures.encode(Pictures.twoColors(32, 48), "png"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));

        assertThat(local.look("photos/red.png").orElseThrow().digest()).isNotEqualTo(digest);
        assertThat(asked).containsExactly("new", "known", "new");
    }

    private ThrowableAssertAlternative<PhotoException> assertRefused(String location) {
        assertThatExceptionOfType(PhotoException.class).isThrownBy(() -> photos.look(location));
        return assertThatExceptionOfType(PhotoException.class).isThrownBy(() -> photos.fetch(location));
    }
}

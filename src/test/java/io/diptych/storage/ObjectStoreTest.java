package io.diptych.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.storage.ObjectStore.Put;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreTest {

    private final ObjectStore store = LocalServers.bucket();

    @Test
    void keepsBytesContentTypeAndMetadata() {
        byte[] bytes = "pixels".getBytes(UTF_8);
        store.put("campaigns/summer/Ü 1/a+b&c.png", bytes, "image/png", Map.of("asset", "a1"));

        StoredObject object = store.get("campaigns/summer/Ü 1/a+b&c.png").orElseThrow();

        assertThat(object.bytes()).isEqualTo(bytes);
        assertThat(object.contentType()).isEqualTo("image/png");
        assertThat(object.metadata()).containsEntry("asset", "a1");
        assertThat(store.head("campaigns/summer/Ü 1/a+b&c.png").orElseThrow().size())
                .isEqualTo(bytes.length);
    }

    @Test
    void sameBytesAgainAreAlreadyThere() {
        assertThat(store.put("k", "one".getBytes(UTF_8), "text/plain")).isEqualTo(Put.CREATED);
        assertThat(store.put("k", "one".getBytes(UTF_8), "text/plain")).isEqualTo(Put.ALREADY_THERE);
    }

    @Test
    void otherBytesNeverReplaceAnObject() {
        store.put("k", "one".getBytes(UTF_8), "text/plain");

        assertThatThrownBy(() -> store.put("k", "two".getBytes(UTF_8), "text/plain"))
                .isInstanceOf(StorageException.Conflict.class)
                .hasMessageContaining("s3://" + store.bucket() + "/k");
        assertThat(store.get("k").orElseThrow().bytes()).asString(UTF_8).isEqualTo("one");
    }

    @Test
    void anObjectWithoutDigestInItsMetadataIsComparedByContent() throws IOException {
        Path file = LocalServers.s3Folder().resolve(store.bucket()).resolve("copied-by-hand");
        Files.writeString(file, "one");

        assertThat(store.put("copied-by-hand", "one".getBytes(UTF_8), "text/plain"))
                .isEqualTo(Put.ALREADY_THERE);
        assertThatThrownBy(() -> store.put("copied-by-hand", "two".getBytes(UTF_8), "text/plain"))
                .isInstanceOf(StorageException.Conflict.class);
    }

    @Test
    void ofManyWritersOneCreates() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Put>> writers = IntStream.range(0, 16)
                    .<Callable<Put>>mapToObj(i -> () -> store.put("raced", "same".getBytes(UTF_8), "text/plain"))
                    .toList();
            List<Put> results = new ArrayList<>();
            for (Future<Put> result : threads.invokeAll(writers)) {
                results.add(result.get());
            }
            assertThat(results).containsOnlyOnce(Put.CREATED).hasSize(16);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void replacesWhatMayBeReplaced() {
        store.replace("contact-sheet.html", "one".getBytes(UTF_8), "text/html");
        store.replace("contact-sheet.html", "two".getBytes(UTF_8), "text/html");

        assertThat(store.get("contact-sheet.html").orElseThrow().bytes())
                .asString(UTF_8)
                .isEqualTo("two");
    }

    @Test
    void writesAFileAsItLies(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("page.html"), "one".repeat(100_000));

        store.replace("contact-sheet.html", file, "text/html; charset=utf-8");

        StoredObject object = store.get("contact-sheet.html").orElseThrow();
        assertThat(object.bytes()).isEqualTo(Files.readAllBytes(file));
        assertThat(object.contentType()).startsWith("text/html");
        assertThat(store.put("contact-sheet.html", Files.readAllBytes(file), "text/html"))
                .as("its digest is known")
                .isEqualTo(Put.ALREADY_THERE);
    }

    @Test
    void listsEveryPageInKeyOrder() throws IOException {
        Path many = Files.createDirectories(
                LocalServers.s3Folder().resolve(store.bucket()).resolve("many"));
        for (int i = 0; i < 1_105; i++) {
            Files.createFile(many.resolve("%04d".formatted(i)));
        }
        store.replace("other", new byte[] {1}, "text/plain");

        assertThat(store.list("many/").map(StoredObject.Entry::key))
                .hasSize(1_105)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsNotThereIsAbsent() {
        store.delete("nothing");

        assertThat(store.get("nothing")).isEmpty();
        assertThat(store.head("nothing")).isEmpty();
        assertThat(store.exists("nothing")).isFalse();
        assertThat(store.list("nothing")).isEmpty();
    }

    @Test
    void deletedObjectsAreGone() {
        store.put("k", new byte[] {1}, "text/plain");
        store.delete("k");

        assertThat(store.exists("k")).isFalse();
    }

    @Test
    void aMissingBucketIsNamed() {
        try (S3Connection connection = S3Connection.to(LocalServers.s3Properties("not-there"))) {
            for (Runnable call : List.<Runnable>of(
                    () -> connection.store().put("k", new byte[] {1}, "text/plain"),
                    () -> connection.store().get("k"),
                    () -> connection.store().list("k").toList())) {
                assertThatThrownBy(call::run)
                        .isInstanceOf(StorageException.BucketMissing.class)
                        .hasMessageContaining("no bucket 'not-there'")
                        .hasMessageContaining("diptych.storage.bucket");
            }
        }
    }

    @Test
    void wrongCredentialsAreNamed() {
        StorageProperties right = LocalServers.s3Properties("diptych");
        StorageProperties wrong =
                new StorageProperties(right.endpoint(), "us-east-1", "diptych", right.accessKey(), "guessed", true);
        try (S3Connection connection = S3Connection.to(wrong)) {
            assertThatThrownBy(() -> connection.store().put("k", new byte[] {1}, "text/plain"))
                    .isInstanceOf(StorageException.AccessDenied.class)
                    .hasMessageContaining("diptych.storage.secret-key")
                    .hasMessageNotContaining("guessed");
            assertThatThrownBy(() -> connection.store().exists("k")).isInstanceOf(StorageException.AccessDenied.class);
        }
    }

    @Test
    void aServerThatIsGoneIsUnreachable() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var properties = new StorageProperties(URI.create("http://127.0.0.1:" + port), null, "b", "a", "s", null);
        try (S3Connection connection = S3Connection.to(properties)) {
            assertThatThrownBy(() -> connection.store().put("k", new byte[] {1}, "text/plain"))
                    .isInstanceOf(StorageException.Unreachable.class)
                    .hasMessageContaining("put s3://b/k")
                    .hasMessageContaining("http://127.0.0.1:" + port)
                    .hasMessageContaining("diptych.storage.endpoint")
                    .matches(e -> ((StorageException) e).passing());
        }
    }

    @Test
    void aServerThatCannotWriteIsRefusing(@TempDir Path folder) throws IOException {
        try (EmbeddedS3 server = EmbeddedS3.start(folder);
                S3Connection connection = S3Connection.to(server, "diptych")) {
            connection.store().createBucket();
            // Stands for a full or read-only disk, which root in a container would not notice by permissions.
            Files.writeString(folder.resolve("diptych/blocked"), "a file where a folder has to be");

            assertThatThrownBy(() -> connection.store().put("blocked/k", new byte[] {1}, "text/plain"))
                    .isInstanceOf(StorageException.Refused.class)
                    .hasMessageContaining("s3://diptych/blocked/k")
                    .hasMessageContaining("disk");
        }
    }

    @Test
    void objectsSurviveARestart(@TempDir Path folder) {
        try (EmbeddedS3 server = EmbeddedS3.start(folder);
                S3Connection connection = S3Connection.to(server, "diptych")) {
            connection.store().put("a/b.png", "bytes".getBytes(UTF_8), "image/png", Map.of("asset", "a1"));
        }
        try (EmbeddedS3 server = EmbeddedS3.start(folder);
                S3Connection connection = S3Connection.to(server, "diptych")) {
            StoredObject object = connection.store().get("a/b.png").orElseThrow();
            assertThat(object.bytes()).asString(UTF_8).isEqualTo("bytes");
            assertThat(object.contentType()).isEqualTo("image/png");
            assertThat(object.metadata()).containsEntry("asset", "a1");
            assertThat(folder.resolve("diptych/a/b.png")).exists();
        }
    }

    @Test
    void anotherBucketOfTheEmbeddedServerIsCreatedOnDemand() {
        ObjectStore other = store.in(store.bucket() + "-other");

        assertThat(other.list("")).isEmpty();
        assertThat(other.exists("k")).isFalse();
        other.delete("k");
        assertThat(LocalServers.s3Folder().resolve(other.bucket()))
                .as("looking creates nothing")
                .doesNotExist();

        assertThat(other.put("k", new byte[] {1}, "text/plain")).isEqualTo(Put.CREATED);
        assertThat(store.exists("k")).isFalse();
    }
}

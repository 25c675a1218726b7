package io.diptych.catalog;

import io.diptych.catalog.PhotoDownload.Answer;
import io.diptych.catalog.PhotoDownload.Validators;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Photos that a catalog names by web address. They are fetched once, into a folder, and asked for again by ETag or date;
 * looking at them (as a plan does) fetches nothing. Addresses of private networks are refused (see {@link PhotoDownload}).
 */
public final class WebPhotos implements PhotoSource, AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String ETAG = "etag";
    private static final String LAST_MODIFIED = "last-modified";
    private static final String ADDRESS = "address";

    private final @Nullable Path folder;
    private final PhotoLimits limits;
    private final @Nullable PhotoDownload download;
    /** Why the last fetch of an address failed, so that a plan can say so without another one. */
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    private WebPhotos(@Nullable Path folder, PhotoLimits limits, @Nullable PhotoDownload download) {
        this.folder = folder;
        this.limits = limits;
        this.download = download;
    }

    /**
     * @param folder where the copies are kept; made with the first
     * @param allowPrivate whether any address and port may be asked: for shops within a company's network
     */
    public static WebPhotos into(Path folder, boolean allowPrivate) {
        return new WebPhotos(
                folder,
                PhotoLimits.DEFAULT,
                new PhotoDownload(
                        InetAddress::getAllByName,
                        address -> allowPrivate || PublicAddresses.contains(address),
                        allowPrivate,
                        PhotoLimits.DEFAULT.bytes(),
                        LONGEST));
    }

    static WebPhotos into(Path folder, PhotoLimits limits, PhotoDownload download) {
        return new WebPhotos(folder, limits, download);
    }

    /** Knows none and fetches none. */
    public static WebPhotos none() {
        return new WebPhotos(null, PhotoLimits.DEFAULT, null);
    }

    @Override
    public boolean reads(String location) {
        String lower = location.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    @Override
    public Optional<PhotoFacts> look(String location) throws PhotoException {
        Optional<Photo> copy = copy(location);
        String failure = failures.get(location);
        if (copy.isEmpty() && failure != null) {
            throw new PhotoException(location, failure);
        }
        return copy.map(Photo::facts);
    }

    /** The copy at hand, fetched where there is none. */
    @Override
    public Photo fetch(String location) throws PhotoException {
        Optional<Photo> copy = copy(location);
        return copy.isPresent() ? copy.get() : update(location, Validators.NONE, null);
    }

    /** Asks whether it has changed, and fetches it if so. Where the web does not answer, the copy at hand will do. */
    @Override
    public Optional<PhotoFacts> ingest(String location) throws PhotoException {
        Optional<Photo> copy = copy(location);
        if (copy.isEmpty()) {
            return Optional.of(update(location, Validators.NONE, null).facts());
        }
        try {
            return Optional.of(
                    update(location, validators(location), copy.get()).facts());
        } catch (PhotoException e) {
            return copy.map(Photo::facts);
        }
    }

    @Override
    public void close() throws IOException {
        if (download != null) {
            download.close();
        }
    }

    private Photo update(String location, Validators known, @Nullable Photo copy) throws PhotoException {
        if (download == null || folder == null) {
            throw new PhotoException(location, "has not been fetched");
        }
        try {
            Answer answer = download.get(location, known);
            if (answer.content() == null && copy != null) {
                failures.remove(location);
                return copy;
            }
            byte[] content = answer.content() == null ? new byte[0] : answer.content();
            Photo photo = Photo.of(location, content, limits);
            keep(location, content, answer.validators());
            failures.remove(location);
            return photo;
        } catch (PhotoException e) {
            failures.put(location, String.valueOf(e.getMessage()).replace(location + " ", ""));
            throw e;
        } catch (IOException e) {
            throw new PhotoException(location, "cannot be kept in " + folder + ": " + e.getMessage());
        }
    }

    private Optional<Photo> copy(String location) throws PhotoException {
        if (folder == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Photo.of(location, Files.readAllBytes(file(folder, location)), limits));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new PhotoException(location, "has a copy that cannot be read: " + e.getMessage());
        }
    }

    private Validators validators(String location) {
        if (folder == null) {
            return Validators.NONE;
        }
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(about(file(folder, location)))) {
            properties.load(in);
        } catch (IOException e) {
            return Validators.NONE;
        }
        return new Validators(properties.getProperty(ETAG), properties.getProperty(LAST_MODIFIED));
    }

    /** The photo first: without what is known about it, it is only fetched once more. */
    private void keep(String location, byte[] content, Validators validators) throws IOException {
        Path place = folder == null ? Path.of("") : folder;
        Files.createDirectories(place);
        Path draft = place.resolve(".new-" + UUID.randomUUID());
        Path file = file(place, location);
        try {
            Files.deleteIfExists(about(file));
            Files.write(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Properties properties = new Properties();
            properties.setProperty(ADDRESS, location);
            if (validators.etag() != null) {
                properties.setProperty(ETAG, validators.etag());
            }
            if (validators.lastModified() != null) {
                properties.setProperty(LAST_MODIFIED, validators.lastModified());
            }
            try (Writer out = Files.newBufferedWriter(draft)) {
                properties.store(out, null);
            }
            Files.move(draft, about(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static Path file(Path folder, String location) {
        return folder.resolve(sha256(location));
    }

    private static Path about(Path file) {
        return file.resolveSibling(file.getFileName() + ".properties");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}

package io.diptych.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Photos in a catalog's folder and below. No path leads out of it: not up, not absolute, not by a symbolic link. */
public final class LocalPhotos implements PhotoSource {

    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:.*", Pattern.DOTALL);
    private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\].*|[a-zA-Z]:[/\\\\].*", Pattern.DOTALL);

    private final Path folder;
    private final String called;
    private final PhotoLimits limits;
    private final PhotoFactsCache cache;

    /** @param folder the folder that the catalog lies in */
    public LocalPhotos(Path folder, PhotoLimits limits, PhotoFactsCache cache) {
        this(folder, "the catalog's folder", limits, cache);
    }

    /** @param called what messages call the folder */
    public LocalPhotos(Path folder, String called, PhotoLimits limits, PhotoFactsCache cache) {
        this.folder = folder;
        this.called = called + " " + folder;
        this.limits = limits;
        this.cache = cache;
    }

    /** Everything without a scheme, and {@code file:} to refuse it. */
    @Override
    public boolean reads(String location) {
        return !SCHEME.matcher(location).matches()
                || location.toLowerCase(Locale.ROOT).startsWith("file:");
    }

    @Override
    public Optional<PhotoFacts> look(String location) throws PhotoException {
        Path file = resolve(location);
        String version = version(location, file);
        Optional<PhotoFacts> known = cache.find(file.toString(), version);
        if (known.isPresent()) {
            return known;
        }
        PhotoFacts facts = read(location, file).facts();
        cache.remember(file.toString(), version, facts);
        return Optional.of(facts);
    }

    @Override
    public Photo fetch(String location) throws PhotoException {
        return read(location, resolve(location));
    }

    private Path resolve(String location) throws PhotoException {
        if (ABSOLUTE.matcher(location).matches() || SCHEME.matcher(location).matches()) {
            throw new PhotoException(location, "is an absolute path; name the photo relative to " + called);
        }
        try {
            Path root = folder.toRealPath();
            Path named = root.resolve(location.replace('\\', '/')).normalize();
            if (!named.startsWith(root)) {
                throw leavesFolder(location);
            }
            Path real = named.toRealPath();
            if (!real.startsWith(root)) {
                throw leavesFolder(location);
            }
            if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
                throw new PhotoException(location, "is not a file; name a picture");
            }
            return real;
        } catch (NoSuchFileException e) {
            throw new PhotoException(location, "does not exist in " + called);
        } catch (InvalidPathException e) {
            throw new PhotoException(location, "is no file name: " + e.getReason());
        } catch (IOException e) {
            throw unreadable(location, e);
        }
    }

    private PhotoException leavesFolder(String location) {
        return new PhotoException(location, "leads out of " + called + "; put the photo there or below");
    }

    private static String version(String location, Path file) throws PhotoException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.size() + " " + attributes.lastModifiedTime().toInstant() + " " + attributes.fileKey();
        } catch (IOException e) {
            throw unreadable(location, e);
        }
    }

    private Photo read(String location, Path file) throws PhotoException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            long size = Files.size(file);
            if (size > limits.bytes()) {
                throw Photo.tooLarge(location, size, limits);
            }
            // One byte more than allowed, should the file have grown meanwhile.
            return Photo.of(location, in.readNBytes(Math.toIntExact(limits.bytes() + 1)), limits);
        } catch (IOException e) {
            throw unreadable(location, e);
        }
    }

    private static PhotoException unreadable(String location, IOException cause) {
        PhotoException exception = new PhotoException(location, "cannot be read: " + cause.getMessage());
        exception.initCause(cause);
        return exception;
    }
}

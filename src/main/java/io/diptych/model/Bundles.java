package io.diptych.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** Finds bundles: by directory, or by the name of one that is embedded in the application. */
public final class Bundles {

    /** The bundle that ships with Diptych. */
    public static final String STUDIO_MINI = "studio-mini";

    private static final String RESOURCES = "bundles/";

    private final ClassLoader resources;

    Bundles(ClassLoader resources) {
        this.resources = resources;
    }

    public Bundles() {
        this(Bundles.class.getClassLoader());
    }

    /**
     * Opens a bundle.
     *
     * @param nameOrPath name of an embedded bundle or a directory
     * @param dataDirectory where embedded bundles are extracted to, below {@code bundles/}
     * @throws InvalidBundleException if there is no such bundle, or it is damaged
     */
    public Bundle resolve(String nameOrPath, Path dataDirectory) {
        if (isEmbedded(nameOrPath)) {
            return embedded(nameOrPath, dataDirectory.resolve("bundles"));
        }
        try {
            var directory = Path.of(nameOrPath);
            if (Files.isDirectory(directory)) {
                return Bundle.open(directory);
            }
        } catch (InvalidPathException e) {
            // Neither a name nor a path: the message below says what would be.
        }
        throw new InvalidBundleException(
                Path.of(nameOrPath.replace('\0', '?')),
                "no bundle: neither a directory nor embedded ("
                        + (isEmbedded(STUDIO_MINI) ? "embedded is " + STUDIO_MINI : "this build embeds none")
                        + "). Name the directory of one: --bundle=DIR");
    }

    /** Whether a bundle of this name is embedded. */
    public boolean isEmbedded(String name) {
        return name.matches("[a-z0-9-]+")
                && resources.getResource(RESOURCES + name + "/" + BundleManifest.FILE) != null;
    }

    /**
     * Extracts an embedded bundle, unless it has been already, and opens it. A damaged copy is replaced. Several processes
     * may do this at once.
     *
     * @param directory the bundle goes into a folder of its own in there
     */
    public Bundle embedded(String name, Path directory) {
        var json = read(name, BundleManifest.FILE);
        var target = directory.resolve(name + "-" + Digests.sha256(json).substring(0, 12));
        var existing = openIfIntact(target);
        return existing != null ? existing : extract(name, json, target);
    }

    private static @Nullable Bundle openIfIntact(Path directory) {
        try {
            return Files.exists(directory) ? Bundle.open(directory) : null;
        } catch (InvalidBundleException e) {
            return null;
        }
    }

    private Bundle extract(String name, byte[] json, Path target) {
        try {
            Files.createDirectories(target.getParent());
            var partial = Files.createTempDirectory(target.getParent(), name + ".partial");
            try {
                var manifest = BundleManifest.parse(Path.of(RESOURCES, name, BundleManifest.FILE), json);
                List<String> files = new ArrayList<>(manifest.files().keySet());
                for (var file : files) {
                    copy(name, file, partial.resolve(file));
                }
                Files.write(partial.resolve(BundleManifest.FILE), json);
                Bundle.open(partial);
                return publish(partial, target);
            } finally {
                FileSystemUtils.deleteRecursively(partial);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bundle " + name + " cannot be extracted to " + target, e);
        }
    }

    private static Bundle publish(Path partial, Path target) throws IOException {
        if (openIfIntact(target) == null) {
            FileSystemUtils.deleteRecursively(target);
        }
        try {
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            // Another process was faster.
        } catch (FileSystemException e) {
            if (openIfIntact(target) == null) {
                throw e;
            }
        }
        return Bundle.open(target);
    }

    private void copy(String name, String file, Path target) throws IOException {
        try (var in = resources.getResourceAsStream(RESOURCES + name + "/" + file)) {
            if (in == null) {
                throw new InvalidBundleException(Path.of(RESOURCES, name, file), "missing in the application");
            }
            Files.copy(in, target);
        }
    }

    private byte[] read(String name, String file) {
        try (var in = resources.getResourceAsStream(RESOURCES + name + "/" + file)) {
            if (in == null) {
                throw new InvalidBundleException(Path.of(RESOURCES, name, file), "no such bundle is embedded");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.diptych.scene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Finds scene templates by name: in folders, the first that has it, and then among those that Diptych brings along. */
public final class SceneLibrary {

    private static final String BUNDLED = "templates/";

    private final List<Path> folders;
    private final PathMatchingResourcePatternResolver resources =
            new PathMatchingResourcePatternResolver(SceneLibrary.class.getClassLoader());

    /** @param folders searched in this order; they need not exist */
    public SceneLibrary(List<Path> folders) {
        this.folders = folders.stream().distinct().toList();
    }

    /** Looks in {@code templates/} beside a campaign file, then in the one of the working directory. */
    public static SceneLibrary beside(Path campaignFile) {
        Path beside = campaignFile.resolveSibling("templates");
        Path working = Path.of("templates");
        return new SceneLibrary(
                beside.toAbsolutePath()
                                .normalize()
                                .equals(working.toAbsolutePath().normalize())
                        ? List.of(beside)
                        : List.of(beside, working));
    }

    /**
     * The scene of a name; empty where there is no such template.
     *
     * @throws InvalidFileException when there is one, with its problems
     */
    public Optional<Scene> find(String name) throws InvalidFileException {
        for (Path folder : folders) {
            Path file = folder.resolve(name + SceneFile.SUFFIX);
            if (Files.exists(file)) {
                return Optional.of(SceneFile.read(file));
            }
        }
        Resource bundled = resources.getResource("classpath:" + BUNDLED + name + SceneFile.SUFFIX);
        if (!bundled.exists()) {
            return Optional.empty();
        }
        try {
            return Optional.of(SceneFile.parse(
                    BUNDLED + name + SceneFile.SUFFIX, bundled.getContentAsString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of the template of a name, whether or not it can be used; empty where there is none. */
    public Optional<String> text(String name) {
        try {
            for (Path folder : folders) {
                Path file = folder.resolve(name + SceneFile.SUFFIX);
                if (Files.exists(file)) {
                    return Optional.of(Files.readString(file));
                }
            }
            Resource bundled = resources.getResource("classpath:" + BUNDLED + name + SceneFile.SUFFIX);
            return bundled.exists()
                    ? Optional.of(bundled.getContentAsString(StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all templates that can be found. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        try {
            for (Path folder : folders) {
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> files = Files.list(folder)) {
                        files.forEach(file -> addName(file.getFileName().toString(), names));
                    }
                }
            }
            for (Resource bundled : resources.getResources("classpath*:" + BUNDLED + "*" + SceneFile.SUFFIX)) {
                addName(String.valueOf(bundled.getFilename()), names);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** Where it looks, for messages. */
    public List<String> places() {
        List<String> places = new ArrayList<>();
        folders.forEach(folder -> places.add(folder.toString()));
        places.add("Diptych's own templates");
        return places;
    }

    private static void addName(String file, SortedSet<String> names) {
        if (file.endsWith(SceneFile.SUFFIX)) {
            names.add(file.substring(0, file.length() - SceneFile.SUFFIX.length()));
        }
    }
}

package io.diptych.shoot;

import io.diptych.campaign.Campaign;
import io.diptych.scene.FileProblem;
import io.diptych.scene.InvalidFileException;
import io.diptych.scene.NearestName;
import io.diptych.scene.Scene;
import io.diptych.scene.SceneFile;
import io.diptych.scene.SceneLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The scene templates of a server: those that Diptych brings along, and people's own, which lie in {@code <data>/templates}.
 * A campaign takes a copy of each own one that it names, so that changing a scene changes no campaign that exists.
 */
@Component
public class Scenes {

    private static final String SUFFIX = ".yaml";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST = 1 << 20;

    private final Path own;

    Scenes(@Value("${diptych.data:diptych-data}") Path data) {
        own = data.toAbsolutePath().normalize().resolve("templates");
    }

    /**
     * A scene template as it is kept.
     *
     * @param own whether people here wrote it; the others cannot be changed
     * @param yaml its text
     * @param scene null where it has {@code problems}
     */
    public record SceneText(
            String name, boolean own, String yaml, @Nullable Scene scene, List<FileProblem> problems) {}

    /** All of them by name, broken ones too. */
    public List<SceneText> list() {
        List<SceneText> scenes = new ArrayList<>();
        for (String name : library().names()) {
            find(name).ifPresent(scenes::add);
        }
        return scenes;
    }

    public Optional<SceneText> find(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return library().text(name).map(yaml -> {
            boolean isOwn = Files.exists(file(name));
            try {
                return new SceneText(name, isOwn, yaml, parse(name, yaml), List.of());
            } catch (InvalidFileException e) {
                return new SceneText(name, isOwn, yaml, null, e.problems());
            }
        });
    }

    /**
     * Reads a template without keeping it.
     *
     * @throws InvalidFileException with every problem, line by line
     */
    public Scene parse(String name, String yaml) throws InvalidFileException {
        return SceneFile.parse(name + SUFFIX, yaml);
    }

    /**
     * Keeps an own template; one of the same name that Diptych brings along is hidden by it.
     *
     * @throws InvalidFileException with every problem, line by line; nothing is kept then
     */
    public SceneText save(String name, String yaml) throws IOException, InvalidFileException {
        requireName(name);
        Scene scene = parse(name, yaml);
        Files.createDirectories(own);
        write(file(name), yaml);
        return new SceneText(name, true, yaml, scene, List.of());
    }

    /** Forgets an own template; says whether there was one. */
    public boolean remove(String name) throws IOException {
        return NAME.matcher(name).matches() && Files.deleteIfExists(file(name));
    }

    /** Copies those of the named scenes that people here wrote. */
    void copyOwn(List<String> names, Path folder) throws IOException {
        for (String name : names) {
            if (NAME.matcher(name).matches() && Files.exists(file(name))) {
                Files.copy(file(name), folder.resolve(name + SUFFIX), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** @throws InvalidFileException if it is no scene template, or not called as its scene is */
    void copyChecked(Upload upload, Path folder) throws IOException, InvalidFileException {
        byte[] bytes = upload.content().readNBytes(LONGEST + 1);
        String called = upload.fileName().replaceFirst("^.*[/\\\\]", "");
        if (bytes.length > LONGEST) {
            throw new InvalidFileException(new FileProblem(called, 1, null, "is too large for a scene template"));
        }
        String yaml = new String(bytes, StandardCharsets.UTF_8);
        Scene scene = SceneFile.parse(called, yaml);
        Files.writeString(folder.resolve(scene.name() + SUFFIX), yaml);
    }

    /** @throws InvalidFileException with the line of each scene that cannot be found */
    void requireKnown(Campaign campaign) throws InvalidFileException {
        SceneLibrary library = SceneLibrary.beside(campaign.file());
        List<FileProblem> problems = new ArrayList<>();
        for (Campaign.SceneName scene : campaign.scenes()) {
            if (library.find(scene.name()).isEmpty()) {
                problems.add(new FileProblem(
                        campaign.file().toString(),
                        scene.line(),
                        "scenes",
                        "there is no scene \"" + scene.name() + "\""
                                + NearestName.hint(library.names(), scene.name())));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidFileException(problems);
        }
    }

    private SceneLibrary library() {
        return new SceneLibrary(List.of(own, Path.of("templates")));
    }

    private Path file(String name) {
        return own.resolve(name + SUFFIX);
    }

    private static void requireName(String name) throws InvalidFileException {
        if (!NAME.matcher(name).matches() || name.length() > 63) {
            throw new InvalidFileException(new FileProblem(
                    name, 1, "name", "is \"" + name + "\"; use lower-case letters, digits and hyphens, at most 63"));
        }
    }

    /** A reader never sees half of it. */
    private static void write(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(".new-" + UUID.randomUUID());
        try {
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}

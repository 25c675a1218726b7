package io.diptych.campaign;

import io.diptych.campaign.Campaign.CatalogPlace;
import io.diptych.campaign.Campaign.Delivery;
import io.diptych.campaign.Campaign.Keep;
import io.diptych.campaign.Campaign.SceneName;
import io.diptych.campaign.Campaign.Scoring;
import io.diptych.scene.FileProblem;
import io.diptych.scene.InvalidFileException;
import io.diptych.scene.PictureSize;
import io.diptych.scene.YamlFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads campaign files. */
public final class CampaignFile {

    private static final String SCHEMA = "schemas/campaign.schema.json";

    private final Path path;
    private final YamlFile yaml;
    private final JsonNode values;

    private CampaignFile(Path path, YamlFile yaml) throws InvalidFileException {
        this.path = path;
        this.yaml = yaml;
        this.values = yaml.check(SCHEMA);
    }

    /**
     * Reads a campaign. Its paths are relative to the folder it lies in. Scenes are not looked for yet.
     *
     * @throws InvalidFileException with every problem of the file
     */
    public static Campaign read(Path file) throws InvalidFileException {
        return new CampaignFile(file, YamlFile.read(file)).campaign();
    }

    private Campaign campaign() throws InvalidFileException {
        JsonNode deliver = values.path("deliver");
        return new Campaign(
                values.get("name").asString(),
                path,
                catalog(values.get("catalog")),
                scenes(values.get("scenes")),
                variants(values.path("variants")),
                values.path("takes").asInt(1),
                new Scoring(
                        Keep.valueOf(values.path("keep").asString("all").toUpperCase(Locale.ROOT)),
                        values.path("waypoints").asInt(Scoring.DEFAULT.waypoints())),
                values.path("seed").asLong(0),
                deliver.isMissingNode()
                        ? Delivery.AS_CONFIGURED
                        : new Delivery(
                                text(deliver, "bucket"), deliver.path("prefix").asString("")));
    }

    private CatalogPlace catalog(JsonNode catalog) throws InvalidFileException {
        Path file = resolve("/catalog/path", catalog.get("path").asString());
        if (!Files.isRegularFile(file)) {
            throw new InvalidFileException(yaml.problem("/catalog/path", "there is no file " + file));
        }
        Path photos = null;
        if (catalog.has("photos")) {
            photos = resolve("/catalog/photos", catalog.get("photos").asString());
            if (!Files.isDirectory(photos)) {
                throw new InvalidFileException(yaml.problem("/catalog/photos", "there is no folder " + photos));
            }
        }
        return new CatalogPlace(file, text(catalog, "format"), photos);
    }

    private Path resolve(String pointer, String relative) throws InvalidFileException {
        try {
            return path.resolveSibling(relative);
        } catch (InvalidPathException e) {
            throw new InvalidFileException(yaml.problem(pointer, "is no file name: " + e.getReason()));
        }
    }

    private List<SceneName> scenes(JsonNode names) {
        List<SceneName> scenes = new ArrayList<>();
        for (JsonNode name : names) {
            scenes.add(new SceneName(name.asString(), yaml.line("/scenes/" + scenes.size())));
        }
        return scenes;
    }

    private List<Variant> variants(JsonNode entries) throws InvalidFileException {
        List<Variant> variants = new ArrayList<>();
        List<FileProblem> problems = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (JsonNode entry : entries) {
            String size = text(entry, "size");
            Variant variant = new Variant(
                    entry.get("channel").asString(),
                    size == null ? null : PictureSize.parse(size),
                    text(entry, "locale"));
            if (!labels.add(variant.label())) {
                problems.add(yaml.problem(
                        "/variants/" + variants.size(),
                        "\"%s\" is there already; give each variant a channel or a locale of its own"
                                .formatted(variant.label())));
            }
            variants.add(variant);
        }
        if (!problems.isEmpty()) {
            throw new InvalidFileException(problems);
        }
        return variants.isEmpty() ? List.of(Variant.DEFAULT) : variants;
    }

    private static @Nullable String text(JsonNode object, String field) {
        return object.has(field) ? object.get(field).asString() : null;
    }
}

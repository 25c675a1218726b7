package io.diptych.shoot;

import io.diptych.campaign.Campaign;
import io.diptych.campaign.CampaignFile;
import io.diptych.catalog.CatalogException;
import io.diptych.catalog.Catalogs;
import io.diptych.scene.FileProblem;
import io.diptych.scene.InvalidFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** The folders of campaigns that people made here: {@code <data>/campaigns/<name>}, each with its file and all uploads. */
@Component
class CampaignFolders {

    private static final String FILE = "campaign.yaml";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]+");

    private final Path root;
    private final Scenes scenes;
    private final Catalogs catalogs;
    private final UploadLimits limits;

    CampaignFolders(
            @Value("${diptych.data:diptych-data}") Path data, Scenes scenes, Catalogs catalogs, UploadLimits limits) {
        root = data.toAbsolutePath().normalize().resolve("campaigns");
        this.scenes = scenes;
        this.catalogs = catalogs;
        this.limits = limits;
    }

    /** Writes and checks everything beside its place, then moves it there; returns the campaign's file. */
    Path create(NewCampaign campaign) throws IOException, InvalidFileException {
        requireName(campaign.name());
        Files.createDirectories(root);
        Path draft = Files.createDirectory(root.resolve(".new-" + UUID.randomUUID()));
        try {
            write(campaign, draft);
            check(draft);
            Path folder = root.resolve(campaign.name());
            if (Files.exists(folder)) {
                throw new CampaignStateException("There is a folder " + folder + " already; choose another name");
            }
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            return folder.resolve(FILE);
        } finally {
            FileSystemUtils.deleteRecursively(draft);
        }
    }

    /** The new one takes the old one's name, since the campaign's file has it. */
    void replaceCatalog(Campaign campaign, Upload catalog) throws IOException, InvalidFileException {
        Path old = campaign.catalog().path().toAbsolutePath().normalize();
        if (!old.startsWith(root)) {
            throw new CampaignStateException("Campaign " + campaign.name() + " was not created here; change " + old);
        }
        Path draft = Files.createDirectory(root.resolve(".new-" + UUID.randomUUID()));
        try {
            Path written = draft.resolve(catalogName(catalog.fileName()));
            UploadFiles.copy(catalog, written, limits.catalog());
            checkCatalog(written, null);
            Files.move(written, old, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            FileSystemUtils.deleteRecursively(draft);
        }
    }

    void remove(String name) throws IOException {
        FileSystemUtils.deleteRecursively(root.resolve(name));
    }

    private static void requireName(String name) throws InvalidFileException {
        if (name.length() > 63 || !NAME.matcher(name).matches()) {
            throw new InvalidFileException(new FileProblem(
                    FILE, 1, "name", "is \"" + name + "\"; use lower-case letters, digits and hyphens, at most 63"));
        }
    }

    private void write(NewCampaign campaign, Path folder) throws IOException, InvalidFileException {
        String catalog = catalogName(campaign.catalog().fileName());
        UploadFiles.copy(campaign.catalog(), folder.resolve(catalog), limits.catalog());
        Path templates = Files.createDirectory(folder.resolve("templates"));
        scenes.copyOwn(campaign.scenes(), templates);
        for (Upload scene : campaign.ownScenes()) {
            scenes.copyChecked(scene, templates);
        }
        PhotoUploads photos = new PhotoUploads(folder, limits);
        for (Upload photo : campaign.photos()) {
            photos.take(photo);
        }
        Files.writeString(folder.resolve(FILE), yaml(campaign, catalog));
    }

    /** Its problems name files as the sender knows them. */
    private void check(Path folder) throws IOException, InvalidFileException {
        try {
            Campaign campaign = CampaignFile.read(folder.resolve(FILE));
            scenes.requireKnown(campaign);
            checkCatalog(campaign.catalog().path(), campaign.catalog().format());
        } catch (InvalidFileException e) {
            List<FileProblem> problems = new ArrayList<>();
            for (FileProblem problem : e.problems()) {
                problems.add(new FileProblem(
                        problem.file().replace(folder + "/", ""),
                        problem.line(),
                        problem.field(),
                        problem.message().replace(folder + "/", "")));
            }
            throw new InvalidFileException(problems);
        }
    }

    private void checkCatalog(Path catalog, @Nullable String format) throws IOException, InvalidFileException {
        try {
            catalogs.open(catalog, format).close();
        } catch (CatalogException e) {
            String message = String.valueOf(e.getMessage())
                    .replaceFirst("^.*?" + Pattern.quote(catalog.getFileName().toString()) + "(:\\d+)?: ?", "");
            throw new InvalidFileException(new FileProblem(catalog.getFileName().toString(), 1, null, message));
        }
    }

    /** The sender's own, so that messages name a file that they know; but nothing that is a path, or one of our names. */
    private static String catalogName(String sent) {
        String last = UNSAFE.matcher(sent.replaceFirst("^.*[/\\\\]", ""))
                .replaceAll("-")
                .replaceFirst("^[.-]+", "");
        if (last.isEmpty() || last.length() > 100) {
            return "catalog.csv";
        }
        return last.toLowerCase(Locale.ROOT).matches("campaign\\.ya?ml|templates") ? "catalog-" + last : last;
    }

    private static String yaml(NewCampaign campaign, String catalog) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", campaign.name());
        Map<String, Object> place = new LinkedHashMap<>();
        place.put("path", catalog);
        values.put("catalog", place);
        values.put("scenes", campaign.scenes());
        if (!campaign.variants().isEmpty()) {
            values.put(
                    "variants",
                    campaign.variants().stream().map(CampaignFolders::variant).toList());
        }
        values.put("takes", campaign.takes());
        values.put("keep", campaign.keep().name().toLowerCase(Locale.ROOT));
        if (campaign.waypoints() != null) {
            values.put("waypoints", campaign.waypoints());
        }
        values.put("seed", campaign.seed() == null ? 0L : campaign.seed());
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .build())
                .dumpToString(values);
    }

    private static Map<String, Object> variant(NewCampaign.NewVariant variant) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("channel", variant.channel());
        if (variant.size() != null) {
            values.put("size", variant.size());
        }
        if (variant.locale() != null) {
            values.put("locale", variant.locale());
        }
        return values;
    }
}

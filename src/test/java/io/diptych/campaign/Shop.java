package io.diptych.campaign;

import io.diptych.catalog.Catalogs;
import io.diptych.catalog.Photos;
import io.diptych.catalog.RecentPhotoFacts;
import io.diptych.scene.InvalidFileException;
import io.diptych.scene.SceneLibrary;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** A folder with a campaign, its catalog, photos and templates. */
final class Shop {

    static final ModelIdentity MODEL = new ModelIdentity("b".repeat(64), "1");

    static final String HEADER = "Handle,Title,Option1 Name,Option1 Value,Image Src\n";

    final Path folder;

    Shop(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("templates"));
        file("templates/sand.yaml", """
                name: sand
                instruction: Place {count} {title} on the sand
                defaults: {count: one}
                size: 128x128
                """);
        file("templates/paint.yaml", """
                name: paint
                instruction: >
                  Place the {title} on paint
                  that is {color}
                size: 112x144
                """);
        photo("watch.png", Color.RED);
        photo("bag.png", Color.BLUE);
        file("catalog.csv", HEADER + "watch,Watch,Color,red,watch.png\nbag,Bag,Color,blue,bag.png\n");
    }

    void file(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    void photo(String name, Color color) throws IOException {
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 1024; i++) {
            image.setRGB(i % 32, i / 32, color.getRGB());
        }
        ImageIO.write(image, "png", folder.resolve(name).toFile());
    }

    Path campaignFile(String yaml) throws IOException {
        file("campaign.yaml", yaml);
        return folder.resolve("campaign.yaml");
    }

    Campaign campaign(String... lines) throws IOException, InvalidFileException {
        return CampaignFile.read(
                campaignFile("name: summer\ncatalog: {path: catalog.csv}\n" + String.join("\n", lines) + "\n"));
    }

    Planner planner() {
        return planner(MODEL);
    }

    Planner planner(ModelIdentity model) {
        return new Planner(
                Catalogs.ofKnownFormats(),
                SceneLibrary.beside(folder.resolve("campaign.yaml")),
                Photos.of(folder.resolve("catalog.csv"), null, new RecentPhotoFacts(100)),
                model);
    }

    List<PlanEntry> entries(Campaign campaign) throws IOException {
        return entries(planner(), campaign);
    }

    static List<PlanEntry> entries(Planner planner, Campaign campaign) throws IOException {
        List<PlanEntry> entries = new ArrayList<>();
        try (Plan plan = planner.plan(campaign)) {
            plan.forEachRemaining(entries::add);
        }
        return entries;
    }

    List<Shot> shots(Campaign campaign) throws IOException {
        return shots(entries(campaign));
    }

    static List<Shot> shots(List<PlanEntry> entries) {
        return entries.stream()
                .filter(Shot.class::isInstance)
                .map(Shot.class::cast)
                .toList();
    }

    List<String> skipped(Campaign campaign) throws IOException {
        return entries(campaign).stream()
                .filter(SkippedRow.class::isInstance)
                .map(each -> each.toString().replace(folder + "/", ""))
                .toList();
    }

    List<String> problems(Campaign campaign) throws IOException {
        try (Plan plan = planner().plan(campaign)) {
            return plan.problems().stream()
                    .map(each -> each.toString().replace(folder + "/", ""))
                    .toList();
        }
    }
}

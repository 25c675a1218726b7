package io.diptych.shoot;

import io.diptych.campaign.Campaign;
import io.diptych.campaign.CampaignFile;
import io.diptych.scene.InvalidFileException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A campaign on disk for the golden tiny bundle: drawn photos, two scenes of different sizes. */
public final class SmallCampaign {

    private final Path folder;
    private final String name;
    private int products;
    private int takes = 1;
    private String keep = "all";
    private long seed = 42;
    private String scenes = "desk, window";
    private String deliver;

    public SmallCampaign(Path folder, String name) {
        this.folder = folder;
        this.name = name;
        deliver = "{bucket: " + name + "}";
        scene("desk", "64x64", "w40 {title} w41 w42");
        scene("window", "96x64", "w50 w51 {title} , w52");
    }

    public SmallCampaign products(int count) {
        products = count;
        for (int i = 0; i < count; i++) {
            photo("photo-" + i + ".png", i);
        }
        StringBuilder catalog = new StringBuilder();
        for (int i = 0; i < count; i++) {
            catalog.append("{\"sku\": \"sku-%d\", \"title\": \"w%d w%d\", \"photo\": \"photo-%d.png\"}\n"
                    .formatted(i, 60 + i, 100 + i, i));
        }
        return catalog(catalog.toString());
    }

    /** JSON Lines. */
    public SmallCampaign catalog(String lines) {
        return write("catalog.jsonl", lines);
    }

    public SmallCampaign takes(int count) {
        takes = count;
        return this;
    }

    /** {@code all} or {@code best}. */
    public SmallCampaign keep(String value) {
        keep = value;
        return this;
    }

    public SmallCampaign seed(long value) {
        seed = value;
        return this;
    }

    /** YAML, such as {@code {bucket: summer}}; empty for none. */
    public SmallCampaign deliver(String value) {
        deliver = value;
        return this;
    }

    public SmallCampaign scenes(String names) {
        scenes = names;
        return this;
    }

    public SmallCampaign scene(String sceneName, String size, String instruction) {
        return scene(sceneName, size, instruction, 4);
    }

    public SmallCampaign scene(String sceneName, String size, String instruction, int steps) {
        return write("templates/" + sceneName + ".yaml", """
                name: %s
                mode: edit
                instruction: "%s"
                size: %s
                sampler: {text-steps: %d, image-steps: 3, image-guidance: 1.5}
                """.formatted(sceneName, instruction, size, steps));
    }

    /** A drawing on white; each number gives another one. */
    public SmallCampaign photo(String file, int number) {
        BufferedImage image = new BufferedImage(120, 90, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 120, 90);
        graphics.setColor(new Color(40 + number * 13 % 200, 30 + number * 71 % 200, 20 + number * 37 % 200));
        graphics.fillOval(20 + number % 20, 10, 50 + number % 30, 60);
        // Campaigns of other names have other photos, and so other shot keys.
        image.setRGB(60, 40, name.hashCode() & 0xFFFFFF);
        graphics.dispose();
        try {
            ImageIO.write(image, "png", folder.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public SmallCampaign write(String file, String content) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path file() {
        write("campaign.yaml", """
                name: %s
                catalog: {path: catalog.jsonl}
                scenes: [%s]
                takes: %d
                keep: %s
                seed: %d
                %s
                """.formatted(
                        name, scenes, takes, keep, seed, deliver.isEmpty() ? "" : "deliver: " + deliver));
        return folder.resolve("campaign.yaml");
    }

    public Campaign campaign() {
        try {
            return CampaignFile.read(file());
        } catch (InvalidFileException e) {
            throw new IllegalStateException(e);
        }
    }

    public int shots() {
        return products * scenes.split(",").length * takes;
    }
}

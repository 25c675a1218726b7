package io.diptych.shoot;

import io.diptych.campaign.Campaign;
import io.diptych.campaign.Frame;
import io.diptych.campaign.ModelIdentity;
import io.diptych.campaign.Plan;
import io.diptych.campaign.ShotKey;
import io.diptych.scene.Placeholder;
import io.diptych.scene.Scene;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A digest of everything that a run is planned from: campaign, scenes, catalog, bundle. A run that died is resumed only
 * if this is still the same; otherwise a new one is planned, and what was recorded already is found by its keys.
 */
final class Definition {

    private final MessageDigest digest = sha256();

    private Definition() {}

    static String digest(Campaign campaign, Plan plan, ModelIdentity model) throws IOException {
        Definition definition = new Definition();
        definition.add("campaign", campaign.name());
        definition.add("takes", campaign.takes());
        definition.add("scoring", campaign.scoring());
        definition.add("seed", campaign.seed());
        definition.add("deliver", campaign.delivery());
        definition.add("format", campaign.catalog().format());
        definition.add("photos", campaign.catalog().photos());
        for (Frame frame : plan.frames()) {
            definition.add(frame, model);
        }
        plan.problems().forEach(problem -> definition.add("problem", problem));
        definition.add(campaign.catalog().path());
        return HexFormat.of().formatHex(definition.digest.digest());
    }

    /** The shot key of an empty instruction holds what the frame decides, the bundle too. */
    private void add(Frame frame, ModelIdentity model) {
        Scene scene = frame.scene();
        Map<String, String> holes = scene.placeholders().stream()
                .map(Placeholder::name)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), name -> "{" + name + "}"));
        add("frame", frame.number());
        add("label", frame.label());
        add("settings", ShotKey.of("", "", frame, model).hex());
        add("instruction", scene.fill(holes));
        add("defaults", new TreeMap<>(scene.defaults()));
    }

    private void add(String name, Object value) {
        digest.update((name + "=" + value + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void add(Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}

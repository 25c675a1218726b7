package io.diptych.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.scene.InvalidFileException;
import io.diptych.scene.PictureSize;
import io.diptych.scene.SceneFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys and seeds are stored for ever: these numbers must never change. */
class ShotKeyTest {

    private static final String PHOTO = "a".repeat(64);
    private static final String SCENE = "{name: sand, instruction: x, size: 128x144, sampler: {image-guidance: 2.5}}";
    private static final Variant STORY = new Variant("story", null, "de-CH");

    @Test
    void theEncodingIsAsDocumented() throws InvalidFileException {
        assertThat(ShotKey.encoding("Zeig é", PHOTO, frame(SCENE, Variant.DEFAULT), Shop.MODEL))
                .isEqualTo("""
                diptych shot key 1
                instruction=7:Zeig é
                photo=64:%s
                mode=4:edit
                size=7:128x144
                channel=7:default
                locale-
                schedule=8:parallel
                text-steps=2:24
                image-steps=2:18
                text-guidance=7:0x0.0p0
                image-guidance=7:0x1.4p1
                text-temperature=7:0x0.0p0
                image-temperature=7:0x1.0p0
                confidence-noise=7:0x1.0p0
                sampler=1:1
                bundle=64:%s
                """.formatted(PHOTO, "b".repeat(64)));
    }

    @Test
    void keysAndSeedsStayTheSame() throws InvalidFileException {
        ShotKey key = ShotKey.of("Zeig é", PHOTO, frame(SCENE, Variant.DEFAULT), Shop.MODEL);

        assertThat(key.hex()).isEqualTo("6970ce1919254708146732e9e3c8c19b3eea90271683df8f8d3188c9cde88152");
        assertThat(key.key8()).isEqualTo(key.hex().substring(0, 8));
        assertThat(Take.of(42, key, 1)).isEqualTo(new Take(1, -7698862636861567015L));
        assertThat(Take.of(42, key, 2)).isEqualTo(new Take(2, 7153448329408531165L));
        assertThat(Take.of(-1, key, 1)).isEqualTo(new Take(1, 8727485368929124184L));
    }

    @Test
    void everythingThatChangesThePictureChangesTheKey() throws InvalidFileException {
        Frame frame = frame(SCENE, STORY);
        List<ShotKey> keys = List.of(
                ShotKey.of("a", PHOTO, frame, Shop.MODEL),
                ShotKey.of("b", PHOTO, frame, Shop.MODEL),
                ShotKey.of("a", "c".repeat(64), frame, Shop.MODEL),
                ShotKey.of("a", PHOTO, frame(SCENE.replace("size:", "mode: place, size:"), STORY), Shop.MODEL),
                ShotKey.of("a", PHOTO, frame(SCENE.replace("128x144", "144x128"), STORY), Shop.MODEL),
                ShotKey.of("a", PHOTO, frame(SCENE.replace("2.5", "2.25"), STORY), Shop.MODEL),
                ShotKey.of("a", PHOTO, frame(SCENE.replace("image-g", "text-g"), STORY), Shop.MODEL),
                ShotKey.of(
                        "a", PHOTO, frame(SCENE.replace("image-guidance: 2.5", "text-steps: 23"), STORY), Shop.MODEL),
                ShotKey.of("a", PHOTO, frame(SCENE, new Variant("shop", null, "de-CH")), Shop.MODEL),
                ShotKey.of("a", PHOTO, frame(SCENE, new Variant("story", null, null)), Shop.MODEL),
                ShotKey.of("a", PHOTO, frame(SCENE, new Variant("story", new PictureSize(8, 8), "de-CH")), Shop.MODEL),
                ShotKey.of("a", PHOTO, frame, new ModelIdentity("c".repeat(64), "1")),
                ShotKey.of("a", PHOTO, frame, new ModelIdentity("b".repeat(64), "2")));

        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void whatDoesNotChangeThePictureDoesNotChangeTheKey() throws InvalidFileException {
        ShotKey key = ShotKey.of("a", PHOTO, frame(SCENE, STORY), Shop.MODEL);

        assertThat(ShotKey.of("a", PHOTO, new Frame(7, frame(SCENE, STORY).scene(), STORY), Shop.MODEL))
                .as("the frame's number")
                .isEqualTo(key);
        assertThat(ShotKey.of("a", PHOTO, frame(SCENE.replace("sand", "dune"), STORY), Shop.MODEL))
                .as("the scene's name")
                .isEqualTo(key);
        assertThat(ShotKey.of("a", PHOTO, frame(SCENE.replace("2.5", "2.50, text-steps: 24"), STORY), Shop.MODEL))
                .as("a default that is written out")
                .isEqualTo(key);
        assertThat(ShotKey.of(
                        "a", PHOTO, frame(SCENE, new Variant("story", new PictureSize(128, 144), "de-CH")), Shop.MODEL))
                .as("the scene's own size in the variant")
                .isEqualTo(key);
    }

    private static Frame frame(String yaml, Variant variant) throws InvalidFileException {
        String name = yaml.contains("dune") ? "dune" : "sand";
        return new Frame(0, SceneFile.parse(name + ".yaml", yaml), variant);
    }
}

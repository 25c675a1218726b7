package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diptych.diffusion.Grid;
import io.diptych.diffusion.ImageCodes;
import io.diptych.diffusion.Vocabulary;
import io.diptych.export.ElementType;
import io.diptych.export.ExportOptions;
import io.diptych.export.Exporter;
import io.diptych.export.ModelCard;
import io.diptych.export.SafetensorsWriter;
import io.diptych.model.Bundle;
import io.diptych.model.CopyCasing;
import io.diptych.model.Domain;
import io.diptych.model.ModelClock;
import io.diptych.model.PixelSize;
import io.diptych.model.SequenceSizes;
import io.diptych.model.SessionSettings;
import io.diptych.studio.Split;
import io.diptych.studio.Studio;
import io.diptych.studio.StudioVocabulary;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A shop's own rows: what is learnt from them, and what is said of those that are no use. */
class OwnDataTrainingTest {

    private static final DenoiserConfig TINY = new DenoiserConfig(32, 2, 2, 2, 64, 1000, 1e-5f, 1024 + 512, 1024, 512);
    private static final VqConfig PICTURES = new VqConfig(List.of(8, 8, 8, 8), 1, 4, 4, 512);

    @TempDir
    private static Path shared;

    private static Bundle start;

    @TempDir
    private Path directory;

    @BeforeAll
    static void exportAStart() throws IOException {
        var checkpoint = shared.resolve("checkpoint");
        Files.createDirectories(checkpoint.resolve("vqvae"));
        var tokens = new StudioTokens();
        tokens.write(checkpoint);
        var special = tokens.vocabulary().special();
        var json = JsonMapper.shared();
        json.writeValue(checkpoint.resolve("config.json").toFile(), TINY.toLlada(special.mask(), special.eos()));
        json.writeValue(checkpoint.resolve("vqvae/config.json").toFile(), PICTURES.toDiffusers());
        try (var manager = PyTorch.manager()) {
            var pictures = new SafetensorsWriter();
            VqNetwork.initialise(PICTURES, manager, 3).addTo(pictures, "");
            pictures.write(checkpoint.resolve("vqvae/diffusion_pytorch_model.safetensors"));
            var denoiser = new SafetensorsWriter();
            DenoiserInitialiser.initialise(TINY, RandomCodebook.of(512), manager, 1)
                    .addTo(denoiser, "");
            denoiser.write(checkpoint.resolve("model.safetensors"));
        }
        new ModelCard(
                        "tiny",
                        "Apache-2.0",
                        new Domain(StudioVocabulary.words(), List.of("hat"), List.of("beach")),
                        null,
                        new SequenceSizes(
                                "",
                                32,
                                new PixelSize(64, 64),
                                List.of(new Grid(8, 8), new Grid(7, 9)),
                                40,
                                CopyCasing.SENTENCES))
                .write(checkpoint);
        start = Exporter.export(
                checkpoint, shared.resolve("start"), ExportOptions.DEFAULT.withWeights(ElementType.F16));
    }

    @Test
    void fiftyRowsAreLearntAndTheirWordsCanBeWritten() throws IOException {
        var data = rows(50);
        Files.writeString(data, "{\"photo\": \"photo-0.png\"}\n", java.nio.file.StandardOpenOption.APPEND);
        try (var training = OwnDataTraining.prepare(plan(data, 60))) {
            assertThat(training.problems())
                    .hasSize(3)
                    .allSatisfy(problem -> assertThat(problem.line()).isEqualTo(51));
            assertThat(training.rowsLearnt()).isEqualTo(45);
            assertThat(training.rowsHeldOut()).isEqualTo(5);
            assertThat(training.newWords()).containsExactly("acme", "kwillet");
            assertThat(training.wordsLeftOut()).isEmpty();

            var report = training.run(progress -> {});

            assertThat(report.after().text()).isLessThan(report.before().text() * 0.8);
            assertThat(report.after().image()).isLessThan(report.before().image());
            assertThat(report.better()).isTrue();
            var bundle = report.bundle();
            try (var tokenizer = bundle.tokenizer()) {
                var ids = tokenizer.encode("An Acme kwillet.");
                assertThat(ids.unknownWords()).isEmpty();
                assertThat(bundle.vocabulary().allowsText(ids.ids()[1])).isTrue();
                assertThat(tokenizer.decode(ids.ids())).isEqualTo("An acme kwillet.");
            }
            assertThat(likeliestThirdWords(bundle)).contains("kwillet");
            var manifest = bundle.manifest();
            assertThat(manifest.domain().vocabulary()).contains("acme", "kwillet", "hat");
            assertThat(manifest.domain().products()).contains("kwillet", "hat");
            assertThat(manifest.training().data()).startsWith("50 own rows, 5 of them held out");
            assertThat(bundle.directory().resolve(Bundle.IMAGE_CODEC_WEIGHTS))
                    .hasSameBinaryContentAs(start.directory().resolve(Bundle.IMAGE_CODEC_WEIGHTS));
            assertThat(ImageIO.read(directory
                                    .resolve("work/own-data/own-data-before-after.png")
                                    .toFile())
                            .getHeight())
                    .isGreaterThan(200);
        }
    }

    @Test
    void aRunThatWasKilledGoesOnAndEndsTheSame() throws IOException {
        var data = rows(8);
        OwnDataReport whole;
        try (var training = OwnDataTraining.prepare(plan(data, 12).withStudioShare(0))) {
            whole = training.run(progress -> {});
        }
        var again = new OwnDataPlan(
                data,
                start,
                directory.resolve("again"),
                directory.resolve("again-work"),
                12,
                0.02,
                7,
                8,
                2,
                0,
                0.1,
                0,
                Duration.ZERO);
        try (var training = OwnDataTraining.prepare(again)) {
            assertThatThrownBy(() -> training.run(progress -> {
                        throw new IllegalStateException("killed at step " + progress.step());
                    }))
                    .hasMessage("killed at step 10");
        }
        var steps = new ArrayList<Long>();
        try (var training = OwnDataTraining.prepare(again)) {
            var report = training.run(progress -> steps.add(progress.step()));

            // libtorch may round its sums differently from run to run.
            assertThat(report.before().total()).isCloseTo(whole.before().total(), within(1e-3));
            assertThat(report.after().step()).isEqualTo(whole.after().step());
            assertThat(report.after().total()).isCloseTo(whole.after().total(), within(1e-3));
            assertThat(steps).containsExactly(10L, 12L);
            assertThat(Files.readAllLines(directory.resolve("again-work/own-data/own-data-losses.jsonl")))
                    .hasSize(2);
        }
        try (var training = OwnDataTraining.prepare(elsewhere(again.withSteps(30)))) {
            assertThatThrownBy(() -> training.run(progress -> {}))
                    .hasMessageContaining("holds a run with other settings: steps was 12, now it is 30")
                    .hasMessageContaining("name another --work");
        }
    }

    @Test
    void whereThereIsNoRoomTheWordsOfMostRowsWin() {
        var words = StudioVocabulary.words().size();
        var special = start.vocabulary().special();
        var roomForTwo = Vocabulary.of(special, 15 + words + 2, 512);
        var photo = ImageCodes.masked(new Grid(8, 8));
        var rows = Stream.of("Zig hat.", "Zag hat!", "zag zog zog zog", "zog zig ZAG")
                .map(copy -> new OwnRow(1, "a hat", copy, null, photo, photo, ""))
                .toList();
        try (var tokenizer = start.tokenizer()) {
            var file = new TokenizerFile(start.directory().resolve(Bundle.TOKENIZER));
            var found = NewWords.of(rows, tokenizer, file, roomForTwo);

            assertThat(found.ids()).containsExactly(Map.entry("zag", 15 + words), Map.entry("zig", 15 + words + 1));
            assertThat(found.leftOut()).containsExactly("zog", "!");
            assertThat(found.addedTo(roomForTwo).allowsText(15 + words)).isTrue();
        }
    }

    @Test
    void everyFaultIsNamedWithItsLineAndField() throws IOException {
        save("ok.png", 64, 64);
        save("small.png", 40, 40);
        save("wide.png", 640, 64);
        Files.writeString(directory.resolve("text.png"), "no picture");
        Files.writeString(directory.getParent().resolve("outside.png"), "x");
        var ok = "\"photo\": \"ok.png\", \"instruction\": \"one hat\", \"picture\": \"ok.png\", \"copy\": \"A hat.\"";
        var data = directory.resolve("rows.jsonl");
        Files.writeString(
                data,
                String.join(
                        "\n",
                        "{" + ok + "}",
                        "{" + ok,
                        "",
                        "{" + ok.replace("\"one hat\"", "7") + "}",
                        "{" + ok.replace("\"photo\": \"ok.png\"", "\"photo\": \"../outside.png\"") + "}",
                        "{" + ok.replace("\"photo\": \"ok.png\"", "\"photo\": \"text.png\"") + "}",
                        "{" + ok.replace("\"picture\": \"ok.png\"", "\"picture\": \"wide.png\"") + "}",
                        "{" + ok.replace("\"picture\": \"ok.png\"", "\"picture\": \"small.png\"") + "}",
                        "{" + ok.replace("A hat.", "hat ".repeat(40)) + "}",
                        "{" + ok.replace("\"picture\": \"ok.png\"", "\"picture\": \"gone.png\"") + "}"));

        assertThatThrownBy(() -> OwnDataTraining.prepare(plan(data, 5)))
                .isInstanceOfSatisfying(OwnDataException.class, refused -> {
                    assertThat(refused)
                            .hasMessage(
                                    data
                                            + ": 1 rows can be used; at least two are needed, one to learn from and one to judge by");
                    var said = refused.problems().stream()
                            .map(problem -> problem.toString().replace(data + ":", ""))
                            .toList();
                    assertThat(said).hasSize(8);
                    assertThat(said.get(0)).startsWith("2: is not JSON at column");
                    assertThat(said.get(1))
                            .startsWith("4: instruction: is no text: 7; say what was asked for, such as");
                    assertThat(said.get(2)).startsWith("5: photo: ../outside.png leads out of the folder of the rows");
                    assertThat(said.get(3)).startsWith("6: photo: text.png holds text; a photo is a PNG");
                    assertThat(said.get(4))
                            .isEqualTo("7: picture: wide.png has 640 x 64 pixels, and 87 % would have to be cut off for"
                                    + " the nearest shape, 72x56; crop it to one of [64x64, 72x56]");
                    assertThat(said.get(5))
                            .isEqualTo("8: picture: small.png has only 40 x 40 pixels; a picture of this shape has at"
                                    + " least 64x64");
                    assertThat(said.get(6))
                            .isEqualTo("9: copy: has 40 words and marks; this model takes at most 39, so shorten it");
                    assertThat(said.get(7))
                            .startsWith("10: picture: gone.png does not exist in the folder of the rows");
                });
    }

    /** The five words, of some hundreds, that a bundle's denoiser finds likeliest after "An Acme". */
    private static List<String> likeliestThirdWords(Bundle bundle) {
        try (var tokenizer = bundle.tokenizer();
                var denoiser = bundle.logitsDenoiser(new SessionSettings(1), new ModelClock())) {
            int[] copy = new int[bundle.manifest().sequence().copyLength()];
            Arrays.fill(copy, bundle.vocabulary().special().mask());
            System.arraycopy(tokenizer.encode("An Acme").ids(), 0, copy, 0, 2);
            var sequence = bundle.sequenceLayout(tokenizer)
                    .sequence(
                            tokenizer.encode("Acme kwillet, beach please").ids(),
                            null,
                            ImageCodes.masked(new Grid(8, 8)),
                            copy);
            var logits = denoiser.logits(sequence.ids(), 1, sequence.length(), new int[1]);
            int row = (sequence.textStart() + 2) * logits.vocabulary();
            return bundle.vocabulary().textIds().stream()
                    .boxed()
                    .filter(id -> id != bundle.vocabulary().special().eos())
                    .sorted(Comparator.comparing(id -> -logits.values().get(row + id)))
                    .limit(5)
                    .map(id -> tokenizer.decode(new int[] {id}).toLowerCase(Locale.ROOT))
                    .toList();
        }
    }

    private OwnDataPlan elsewhere(OwnDataPlan plan) {
        return new OwnDataPlan(
                plan.data(),
                start,
                directory.resolve("third"),
                plan.work(),
                plan.steps(),
                plan.rate(),
                plan.seed(),
                plan.rows(),
                plan.threads(),
                plan.studioShare(),
                plan.heldOut(),
                plan.shown(),
                plan.snapshotEvery());
    }

    private OwnDataPlan plan(Path data, long steps) {
        return new OwnDataPlan(
                data,
                start,
                directory.resolve("bundle"),
                directory.resolve("work"),
                steps,
                0.02,
                7,
                8,
                2,
                0.25,
                0.1,
                1,
                Duration.ofHours(1));
    }

    /** Drawn hats that the shop calls kwillets, by Acme. */
    private Path rows(int count) throws IOException {
        var studio = new Studio();
        var lines = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var sample = studio.sample(i, Split.TRAIN, 64, 64);
            ImageIO.write(
                    sample.photo(),
                    "png",
                    directory.resolve("photo-" + i + ".png").toFile());
            ImageIO.write(
                    sample.picture(),
                    "png",
                    directory.resolve("picture-" + i + ".png").toFile());
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("photo", "photo-" + i + ".png");
            row.put(
                    "instruction",
                    "Acme kwillet, " + sample.slots().scene().name().toLowerCase(Locale.ROOT) + " please");
            row.put("picture", "picture-" + i + ".png");
            row.put("copy", "An Acme kwillet. " + sample.copy().replaceAll("(?s)^(.{0,90})\\s.*", "$1"));
            row.put("product", "Kwillet");
            lines.add(JsonMapper.shared().writeValueAsString(row));
        }
        return Files.writeString(directory.resolve("rows.jsonl"), String.join("\n", lines) + "\n");
    }

    private void save(String name, int width, int height) throws IOException {
        ImageIO.write(
                new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB),
                "png",
                directory.resolve(name).toFile());
    }
}

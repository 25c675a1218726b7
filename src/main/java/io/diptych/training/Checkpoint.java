package io.diptych.training;

import io.diptych.export.ModelCard;
import io.diptych.model.CopyCasing;
import io.diptych.model.Domain;
import io.diptych.model.PixelSize;
import io.diptych.model.SequenceSizes;
import io.diptych.model.TrainingRun;
import io.diptych.studio.Product;
import io.diptych.studio.Scene;
import io.diptych.studio.StudioSample;
import io.diptych.studio.StudioVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The checkpoint of a training, in the Hugging Face layout. */
final class Checkpoint {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final TrainingPlan plan;

    Checkpoint(TrainingPlan plan) throws IOException {
        this.plan = plan;
        Files.createDirectories(directory().resolve("vqvae"));
    }

    Path directory() {
        return plan.work().resolve("checkpoint");
    }

    Path pictureModel() {
        return directory().resolve("vqvae/diffusion_pytorch_model.safetensors");
    }

    Path denoiser() {
        return directory().resolve("model.safetensors");
    }

    /** Writes all that stands beside the weights. */
    void describe() {
        var tokens = new StudioTokens();
        var special = tokens.vocabulary().special();
        tokens.write(directory());
        JSON.writeValue(
                directory().resolve("config.json"), TrainingPlan.DENOISER.toLlada(special.mask(), special.eos()));
        JSON.writeValue(directory().resolve("vqvae/config.json"), TrainingPlan.VQ.toDiffusers());
        new ModelCard("studio-mini", "Apache-2.0", domain(), trainingRun(), sizes()).write(directory());
    }

    private static Domain domain() {
        return new Domain(
                StudioVocabulary.words(),
                Arrays.stream(Product.values())
                        .map(product -> product.noun().singular())
                        .sorted()
                        .toList(),
                Arrays.stream(Scene.values())
                        .map(scene -> scene.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private TrainingRun trainingRun() {
        return new TrainingRun(
                plan.seed(),
                plan.denoiserSteps(),
                "drawn studio scenes around the MIT-licensed Fluent emoji, by diptych train",
                null,
                plan.settings());
    }

    private static SequenceSizes sizes() {
        return new SequenceSizes(
                "",
                StudioTokens.INSTRUCTION_LENGTH,
                new PixelSize(StudioSample.PHOTO_PX, StudioSample.PHOTO_PX),
                Grids.ALL,
                StudioTokens.COPY_LENGTH,
                CopyCasing.SENTENCES);
    }
}

package io.diptych.diffusion;

import io.diptych.diffusion.ReferenceRequest.Remasking;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** One recorded run of the reference's {@code generate_ti2ti}. */
public record GoldenRun(String name, JsonNode json, SafeTensors tensors) {

    public static final List<String> NAMES = List.of(
            "a",
            "b",
            "c",
            "d",
            "e-inpainting",
            "e-outpainting",
            "f",
            "f-noguide",
            "g-short-prompt",
            "h-gqa",
            "i-random-remask");

    public static GoldenRun load(String name) {
        String path = "llada-tiny/generate-" + name;
        return new GoldenRun(name, Golden.json(path + ".json"), new SafeTensors(path + ".safetensors"));
    }

    /** Folder of the weights, below {@code golden/}. */
    public String model() {
        return json.get("model").asString();
    }

    public Grid grid() {
        return new Grid(json.get("grid").get(0).asInt(), json.get("grid").get(1).asInt());
    }

    public ReferenceRequest request() {
        JsonNode arguments = json.get("arguments");
        return new ReferenceRequest(
                Golden.ints(json.get("input_ids")),
                Golden.ints(json.get("uncon_text")),
                Golden.ints(json.get("uncon_image")),
                arguments.get("text_start").asInt(),
                arguments.get("text_end").asInt(),
                arguments.get("image_start").asInt(),
                grid(),
                arguments.get("text_steps").asInt(),
                arguments.get("timesteps").asInt(),
                arguments.get("cfg_scale").asDouble(),
                arguments.get("cfg_img").asDouble(),
                arguments.get("text_temperature").asDouble(),
                arguments.get("temperature").asDouble(),
                arguments.get("remasking").asString().equals("random") ? Remasking.RANDOM : Remasking.LOW_CONFIDENCE);
    }

    /** The recorded draws; asking for one that the reference did not make fails. */
    public ReferenceDraws draws() {
        return new ReferenceDraws() {

            @Override
            public float[] textUniforms(int step, int textLength, int vocabulary) {
                return recorded(step, "text_uniform");
            }

            @Override
            public float[] textConfidences(int step, int textLength) {
                return recorded(step, "text_confidence_uniform");
            }

            @Override
            public float[] imageUniforms(int step, int codes) {
                return recorded(step, "image_uniform");
            }

            @Override
            public float[] confidenceNormals(int step, int codes) {
                return recorded(step, "confidence_normal");
            }

            @Override
            public int[] leftOverCodes(int count, int codebook) {
                return Golden.ints(json.get("final").get("random_codes_for_them"));
            }

            private float[] recorded(int step, String what) {
                return tensors.get("step%03d.%s".formatted(step, what));
            }
        };
    }

    JsonNode step(int step) {
        return json.get("steps").get(step);
    }

    int steps() {
        return json.get("steps").size();
    }

    int[] imagePositions() {
        return Golden.ints(json.get("image_positions"));
    }

    /** The picture's codes in a sequence. */
    ImageCodes picture(int[] sequence, Vocabulary vocabulary) {
        return new ImageCodes(
                grid(),
                IntStream.of(imagePositions())
                        .map(position -> sequence[position])
                        .map(id -> id == vocabulary.special().mask() ? ImageCodes.MASKED : id - vocabulary.firstCode())
                        .toArray());
    }
}

package io.diptych.provenance;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON beside a picture: the ledger's facts in a fixed order, with the texts. Left out is what differs from one
 * rendering of the same bytes to the next: worker, batch and times.
 */
final class Sidecar {

    private Sidecar() {}

    static byte[] write(AssetRecord asset, AssetTexts texts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", 1);
        json.put("asset", asset.id().toString());
        json.put("shot", shot(asset.take()));
        json.put("inputs", inputs(asset.take().inputs(), texts.source()));
        json.put("environment", environment(asset.rendering().environment()));
        json.put("outputs", outputs(asset, texts));
        json.put("objects", objects(asset.objects()));
        if (asset.waypointScores() != null) {
            json.put("waypointScores", new TreeMap<>(asset.waypointScores()));
        }
        return (new String(Json.pretty(json), StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> shot(Take take) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("campaign", take.shot().campaign());
        json.put("sku", take.shot().sku());
        json.put("scene", take.shot().scene());
        json.put("variant", take.shot().variant());
        json.put("key", take.shot().key());
        json.put("take", take.number());
        json.put("seed", take.seed());
        return json;
    }

    private static Map<String, Object> inputs(Inputs inputs, Source source) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", source.title());
        json.put("instruction", source.instruction());
        json.put("instructionSha256", inputs.instructionDigest());
        json.put("photo", source.photoReference());
        json.put("photoSha256", inputs.photoDigest());
        json.put("mode", inputs.mode());
        json.put("bundle", inputs.bundle());
        json.put("bundleSha256", inputs.bundleDigest());
        json.put("sampler", new TreeMap<>(inputs.sampler()));
        return json;
    }

    private static Map<String, Object> environment(Environment environment) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("executionProvider", environment.executionProvider());
        json.put("device", environment.device());
        json.put("instructionSet", environment.instructionSet());
        json.put("onnxRuntime", environment.onnxRuntime());
        json.put("java", environment.java());
        return json;
    }

    private static Map<String, Object> outputs(AssetRecord asset, AssetTexts texts) {
        Outputs outputs = asset.outputs();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("copy", texts.copy());
        json.put("width", outputs.width());
        json.put("height", outputs.height());
        json.put("digitalSourceType", asset.take().sourceType());
        json.put("generator", asset.take().generator());
        json.put("pngSha256", outputs.png());
        json.put("pixelsSha256", outputs.pixels());
        json.put("codesSha256", outputs.codes());
        json.put("textIdsSha256", outputs.textIds());
        json.put("copySha256", outputs.copy());
        return json;
    }

    private static Map<String, Object> objects(ObjectKeys keys) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("bucket", keys.bucket());
        json.put("png", keys.png());
        json.put("sidecar", keys.sidecar());
        json.put("copy", keys.copy());
        return json;
    }
}

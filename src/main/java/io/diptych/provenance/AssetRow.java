package io.diptych.provenance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An asset as a row of table {@code asset}. */
final class AssetRow {

    private static final Set<String> JSON = Set.of("sampler", "batch", "waypoint_scores");

    private AssetRow() {}

    /** With a named parameter for each column; does nothing where the take is there already. */
    static String insert(Set<String> columns) {
        return "INSERT INTO asset (" + String.join(", ", columns) + ") VALUES ("
                + columns.stream()
                        .map(column -> JSON.contains(column) ? "CAST(:" + column + " AS jsonb)" : ":" + column)
                        .collect(Collectors.joining(", "))
                + ") ON CONFLICT DO NOTHING";
    }

    static Map<String, @Nullable Object> columns(AssetRecord asset) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        Take take = asset.take();
        row.put("asset_id", asset.id().value());
        row.put("campaign", take.shot().campaign());
        row.put("shot_key", take.shot().key());
        row.put("sku", take.shot().sku());
        row.put("scene", take.shot().scene());
        row.put("variant", take.shot().variant());
        row.put("take", take.number());
        row.put("take_seed", take.seed());

        Inputs inputs = take.inputs();
        row.put("mode", inputs.mode());
        row.put("instruction_digest", inputs.instructionDigest());
        row.put("photo_digest", inputs.photoDigest());
        row.put("bundle", inputs.bundle());
        row.put("bundle_digest", inputs.bundleDigest());
        row.put("sampler", Json.write(inputs.sampler()));

        Rendering rendering = asset.rendering();
        Environment environment = rendering.environment();
        row.put("batch", Json.write(rendering.batch()));
        row.put("worker", rendering.worker());
        row.put("execution_provider", environment.executionProvider());
        row.put("device", environment.device());
        row.put("instruction_set", environment.instructionSet());
        row.put("onnx_runtime", environment.onnxRuntime());
        row.put("java_runtime", environment.java());
        row.put("started_at", utc(rendering.startedAt()));
        row.put("finished_at", utc(rendering.finishedAt()));
        row.put("model_micros", rendering.modelTime().toNanos() / 1_000);

        Outputs outputs = asset.outputs();
        row.put("width", outputs.width());
        row.put("height", outputs.height());
        row.put("png_digest", outputs.png());
        row.put("pixel_digest", outputs.pixels());
        row.put("codes_digest", outputs.codes());
        row.put("text_ids_digest", outputs.textIds());
        row.put("copy_digest", outputs.copy());
        row.put("source_type", take.sourceType());
        row.put("generator", take.generator());

        ObjectKeys objects = asset.objects();
        row.put("bucket", objects.bucket());
        row.put("png_key", objects.png());
        row.put("sidecar_key", objects.sidecar());
        row.put("copy_key", objects.copy());
        row.put("waypoint_scores", asset.waypointScores() == null ? null : Json.write(asset.waypointScores()));
        return row;
    }

    static AssetRecord read(ResultSet row, int number) throws SQLException {
        Shot shot = new Shot(
                row.getString("campaign"),
                row.getString("shot_key"),
                row.getString("sku"),
                row.getString("scene"),
                row.getString("variant"));
        Inputs inputs = new Inputs(
                row.getString("mode"),
                row.getString("instruction_digest"),
                row.getString("photo_digest"),
                row.getString("bundle"),
                row.getString("bundle_digest"),
                Json.read(row.getString("sampler")));
        Take take = new Take(
                shot,
                row.getInt("take"),
                row.getLong("take_seed"),
                inputs,
                row.getString("source_type"),
                row.getString("generator"));
        String scores = row.getString("waypoint_scores");
        return new AssetRecord(
                take, rendering(row), outputs(row), objects(row), scores == null ? null : Json.read(scores));
    }

    private static Rendering rendering(ResultSet row) throws SQLException {
        return new Rendering(
                Json.read(row.getString("batch")),
                row.getString("worker"),
                new Environment(
                        row.getString("execution_provider"),
                        row.getString("device"),
                        row.getString("instruction_set"),
                        row.getString("onnx_runtime"),
                        row.getString("java_runtime")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("finished_at", OffsetDateTime.class).toInstant(),
                Duration.ofNanos(row.getLong("model_micros") * 1_000));
    }

    private static Outputs outputs(ResultSet row) throws SQLException {
        return new Outputs(
                row.getInt("width"),
                row.getInt("height"),
                row.getString("png_digest"),
                row.getString("pixel_digest"),
                row.getString("codes_digest"),
                row.getString("text_ids_digest"),
                row.getString("copy_digest"));
    }

    private static ObjectKeys objects(ResultSet row) throws SQLException {
        return new ObjectKeys(
                row.getString("bucket"),
                row.getString("png_key"),
                row.getString("sidecar_key"),
                row.getString("copy_key"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

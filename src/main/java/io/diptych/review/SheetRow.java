package io.diptych.review;

import io.diptych.provenance.AssetId;
import io.diptych.provenance.ObjectKeys;
import io.diptych.review.ShownRuns.ShownRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of a contact sheet. */
final class SheetRow {

    static final String COLUMNS = """
            shot.run, shot.number, shot.sku, shot.title, shot.line, shot.take, shot.contenders, shot.instruction,
            shot.photo, shot.seed, shot.reason as failure, frame.scene, frame.variant,
            asset.asset_id, asset.bucket, asset.png_key, asset.sidecar_key, asset.copy_key, asset.width, asset.height,
            asset.alignment, asset.drifted, review.version, review.state, review.reason, review.reviewer,
            review.reviewed_at,\s""" + SheetSql.STATE + " as shown_state ";

    private SheetRow() {}

    static SheetShot shot(ResultSet row, Map<Long, ShownRun> runs) throws SQLException {
        ShownRun run = runOf(row, runs);
        return new SheetShot(
                new SheetCursor(row.getInt("number"), run.id()),
                run.retake(),
                row.getString("sku"),
                row.getString("title"),
                row.getLong("line"),
                row.getString("scene"),
                row.getString("variant"),
                row.getInt("take"),
                row.getInt("contenders"),
                row.getString("instruction"),
                row.getString("photo"),
                ShownState.valueOf(row.getString("shown_state")),
                row.getString("failure"),
                print(row, run));
    }

    static ApprovedAsset approved(ResultSet row, Map<Long, ShownRun> runs) throws SQLException {
        return new ApprovedAsset(
                id(row),
                row.getString("sku"),
                row.getString("scene"),
                row.getString("variant"),
                row.getInt("take"),
                objects(row, runOf(row, runs)),
                row.getObject("alignment", Double.class),
                row.getString("reviewer"),
                Objects.requireNonNull(ReviewRow.instant(row, "reviewed_at")));
    }

    private static SheetShot.@Nullable Print print(ResultSet row, ShownRun run) throws SQLException {
        if (row.getObject("asset_id") == null) {
            return null;
        }
        return new SheetShot.Print(
                id(row),
                objects(row, run),
                row.getInt("width"),
                row.getInt("height"),
                row.getLong("seed"),
                row.getObject("alignment", Double.class),
                row.getBoolean("drifted"),
                row.getString("copy"),
                ReviewRow.status(row, 0));
    }

    private static ShownRun runOf(ResultSet row, Map<Long, ShownRun> runs) throws SQLException {
        return Objects.requireNonNull(runs.get(row.getLong("run")));
    }

    private static AssetId id(ResultSet row) throws SQLException {
        return new AssetId(row.getObject("asset_id", UUID.class));
    }

    /** The asset may have been recorded for another campaign, at another place; this run has its own objects. */
    private static ObjectKeys objects(ResultSet row, ShownRun run) throws SQLException {
        return new ObjectKeys(
                        row.getString("bucket"),
                        row.getString("png_key"),
                        row.getString("sidecar_key"),
                        row.getString("copy_key"))
                .at(run.place());
    }
}

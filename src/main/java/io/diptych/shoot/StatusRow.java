package io.diptych.shoot;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a campaign's status of a row of {@link CampaignTable}. */
final class StatusRow {

    private static final String INTERRUPTED = "It was interrupted. Start it, and it goes on from where it was";

    private StatusRow() {}

    static CampaignStatus read(ResultSet row) throws SQLException {
        String file = row.getString("file");
        long run = row.getLong("id");
        boolean hasRun = !row.wasNull();
        long shots = row.getLong("shots");
        CampaignState state = hasRun ? state(row, shots) : CampaignState.DRAFT;
        return new CampaignStatus(
                row.getString("name"),
                file == null ? null : Path.of(file),
                row.getString("created_by"),
                Objects.requireNonNull(instant(row, "created_at")),
                state,
                state == CampaignState.STOPPED
                        ? Objects.requireNonNullElse(row.getString("trouble"), INTERRUPTED)
                        : null,
                hasRun ? run : null,
                new ShotTotals(shots, shots - row.getLong("to_render"), row.getLong("done"), row.getLong("failed")),
                row.getLong("skipped"),
                instant(row, "started_at"),
                instant(row, "ended_at"));
    }

    private static CampaignState state(ResultSet row, long shots) throws SQLException {
        return switch (CampaignRun.State.valueOf(row.getString("state"))) {
            case FINISHED -> CampaignState.FINISHED;
            case CANCELLED -> CampaignState.CANCELLED;
            case SUPERSEDED -> CampaignState.DRAFT;
            case OPEN -> {
                if (row.getBoolean("halted")) {
                    yield row.getString("trouble") == null ? CampaignState.PAUSED : CampaignState.STOPPED;
                }
                // What a server was asked for goes on as soon as a server is there; a command's run only by a command.
                if (row.getBoolean("held") || row.getString("requested_by") != null) {
                    yield shots == 0 ? CampaignState.PLANNING : CampaignState.RUNNING;
                }
                yield CampaignState.STOPPED;
            }
        };
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

package io.diptych.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The columns of table {@code review}, wherever they are joined to. */
final class ReviewRow {

    private ReviewRow() {}

    static ReviewStatus status(ResultSet row, int number) throws SQLException {
        String state = row.getString("state");
        return state == null
                ? ReviewStatus.NONE
                : new ReviewStatus(
                        ReviewState.valueOf(state),
                        row.getString("reason"),
                        row.getString("reviewer"),
                        instant(row, "reviewed_at"),
                        row.getInt("version"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

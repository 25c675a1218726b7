package io.diptych.shoot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Streams planned shots into the shot list with COPY: a million of them pass through a fixed buffer. Belongs to the
 * transaction of its connection.
 */
final class ShotListWriter implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final long run;
    private final PGCopyOutputStream copy;
    private final StringBuilder row = new StringBuilder(512);
    private int number;

    ShotListWriter(Connection connection, long run) throws SQLException {
        this.run = run;
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        copy = new PGCopyOutputStream(
                copies.copyIn("copy shot (run, number, sku, title, line, frame, take, instruction, photo, photo_digest,"
                        + " shot_key, seed, contenders, state, asset) from stdin"),
                BUFFER);
    }

    /** To be rendered. */
    void writeOpen(PlannedShot shot) {
        write(shot, "OPEN", null);
    }

    /** Recorded before, with all its objects. */
    void writeExisting(PlannedShot shot, UUID asset) {
        write(shot, "EXISTING", asset);
    }

    /** Recorded before, but objects are gone: to be rendered with the same bytes. */
    void writeRestore(PlannedShot shot, UUID asset) {
        write(shot, "OPEN", asset);
    }

    private void write(PlannedShot shot, String state, @Nullable UUID asset) {
        row.setLength(0);
        row.append(run).append('\t').append(number++);
        text(shot.sku());
        text(shot.title());
        row.append('\t').append(shot.line());
        row.append('\t').append(shot.frame());
        row.append('\t').append(shot.take());
        text(shot.instruction());
        text(shot.photo());
        text(shot.photoDigest());
        text(shot.shotKey());
        row.append('\t').append(shot.seed());
        row.append('\t').append(shot.contenders());
        row.append('\t').append(state);
        row.append('\t').append(asset == null ? "\\N" : asset.toString()).append('\n');
        try {
            copy.write(row.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shots written so far. */
    int count() {
        return number;
    }

    @Override
    public void close() throws IOException {
        copy.close();
    }

    /** COPY's text format: tabs and line ends separate, backslashes escape. Postgres cannot store NUL. */
    private void text(String value) {
        row.append('\t');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> row.append("\\\\");
                case '\t' -> row.append("\\t");
                case '\n' -> row.append("\\n");
                case '\r' -> row.append("\\r");
                case '\0' -> row.append('\uFFFD');
                default -> row.append(c);
            }
        }
    }
}

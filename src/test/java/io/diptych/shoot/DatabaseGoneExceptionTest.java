package io.diptych.shoot;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseGoneExceptionTest {

    @Test
    void aBrokenConnectionIsFoundBehindWhatFailedForIt() {
        assertThat(gone(new SQLException("I/O error", "08006"))).isNotNull();
        assertThat(gone(new SQLException("terminating", "57P01"))).isNotNull();
        assertThat(gone(new SQLException("Connection is closed")))
                .as("the pool, of a rollback")
                .isNotNull();
    }

    @Test
    void otherFailuresAreWhatTheyAre() {
        assertThat(gone(new SQLException("duplicate key", "23505"))).isNull();
        assertThat(DatabaseGoneException.in(new IllegalStateException("x"), "summer"))
                .isNull();
    }

    private static DatabaseGoneException gone(SQLException cause) {
        return DatabaseGoneException.in(new RuntimeException("Unable to rollback", cause), "summer");
    }
}

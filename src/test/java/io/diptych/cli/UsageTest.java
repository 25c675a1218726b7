package io.diptych.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class UsageTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** The application class is one that can't start: what is tested here must answer without it. */
    private int run(String... args) {
        CommandLine commandLine = DiptychCommand.commandLine(Void.class);
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(args);
    }

    @Test
    void noCommandIsWrongUsage() {
        assertThat(run()).isEqualTo(64);
        assertThat(err.toString()).contains("Usage: diptych");
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        assertThat(run("--colour")).isEqualTo(64);
        assertThat(err.toString()).contains("--colour").contains("--help");
    }

    @Test
    void helpIsAnsweredWithoutTheApplication() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Usage: diptych");
    }
}

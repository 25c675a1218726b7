package io.diptych.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs the command line in this process and keeps what it prints. */
final class Cli {

    private final Class<?> application;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    /** For commands that must answer without the Spring context: this application cannot start. */
    Cli() {
        this(Void.class);
    }

    Cli(Class<?> application) {
        this.application = application;
    }

    int run(String... args) {
        out = new StringWriter();
        err = new StringWriter();
        CommandLine commandLine = DiptychCommand.commandLine(application);
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(args);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}

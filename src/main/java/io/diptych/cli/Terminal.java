package io.diptych.cli;

import java.io.Console;
import java.io.IOException;
import java.lang.reflect.Method;
import org.jline.terminal.TerminalBuilder;

/** Whether a person looks at the output, and how wide it is. */
final class Terminal {

    private static final int USUAL_WIDTH = 80;

    private Terminal() {}

    /** True if input and output are a terminal. */
    static boolean interactive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Since Java 22 there is a console even where there is no terminal; it says so itself.
            Method isTerminal = Console.class.getMethod("isTerminal");
            return (boolean) isTerminal.invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** In columns. */
    static int width() {
        // Left to itself, JLine takes Ctrl-C away from Java, and the process dies with its database still running.
        try (var terminal =
                TerminalBuilder.builder().nativeSignals(false).dumb(true).build()) {
            return terminal.getWidth() > 0 ? terminal.getWidth() : USUAL_WIDTH;
        } catch (IOException e) {
            return USUAL_WIDTH;
        }
    }
}

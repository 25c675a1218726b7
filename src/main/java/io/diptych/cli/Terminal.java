package io.diptych.cli;

import java.io.Console;
import java.lang.reflect.Method;

/** Whether a person looks at the output. */
final class Terminal {

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
}

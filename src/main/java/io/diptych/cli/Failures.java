package io.diptych.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells why a command failed in one message; the stack trace is for the log. */
final class Failures implements IExecutionExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        log.error("{} failed", command.getCommandSpec().qualifiedName(), failure);
        // Ctrl-C closes the database under a command's feet; what it then complains of is no news.
        command.getErr()
                .println("diptych: "
                        + (isShuttingDown() ? "stopped; the same command goes on from here" : message(failure)));
        return ExitCode.FAILED;
    }

    private static boolean isShuttingDown() {
        Thread probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /**
     * The message a person can act on. Spring wraps what went wrong in a bean, a step or a proxy; the innermost cause
     * knows what it was. Programming errors (no message of their own) keep their class name.
     */
    static String message(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause && isWrapper(cause)) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        boolean programmingError = cause instanceof NullPointerException
                || cause instanceof ClassCastException
                || cause instanceof IndexOutOfBoundsException
                || cause instanceof Error;
        if (message == null || message.isBlank()) {
            return cause.getClass().getName();
        }
        return programmingError ? cause.getClass().getName() + ": " + message : message;
    }

    private static boolean isWrapper(Throwable failure) {
        String name = failure.getClass().getName();
        return name.startsWith("org.springframework.")
                || failure instanceof java.util.concurrent.ExecutionException
                || failure instanceof java.lang.reflect.InvocationTargetException
                || failure instanceof java.util.concurrent.CompletionException;
    }
}

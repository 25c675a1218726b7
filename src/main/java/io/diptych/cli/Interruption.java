package io.diptych.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ctrl-C, SIGTERM or a closed terminal while a campaign is shot.
 *
 * <p>Left to the JVM, they take model, database and object store away at the same moment from a render that uses them all,
 * and ONNX Runtime then crashes the process. So the run is asked to end instead, everything is closed in order, and only
 * then the process exits. A second signal ends it at once.
 *
 * <p>A shutdown hook could not do that: ONNX Runtime has one of its own, and hooks run side by side. {@code sun.misc.Signal}
 * draws a warning from the compiler, but every JDK exports it (module {@code jdk.unsupported}, JEP 260).
 */
final class Interruption implements AutoCloseable {

    /** A terminal's window that is closed sends HUP. Windows has no HUP. */
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");
    /** What the last step of the model and the last deliveries may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PrintWriter err;
    private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private Runnable stop = () -> {};
    private int exitCode;

    private Interruption(PrintWriter err) {
        this.err = err;
    }

    /** Takes the signals until it is closed. */
    static Interruption watch(PrintWriter err) {
        Interruption interruption = new Interruption(err);
        for (String name : SIGNALS) {
            try {
                Signal signal = new Signal(name);
                interruption.before.put(signal, Signal.handle(signal, interruption::received));
            } catch (IllegalArgumentException e) {
                // This system does not know the signal, or was told to keep it from Java (-Xrs).
            }
        }
        return interruption;
    }

    /** Names what ends the run in good order; it is called at once if a signal has come already. */
    synchronized void endBy(Runnable stopping) {
        stop = stopping;
        if (exitCode != 0) {
            stop.run();
        }
    }

    /** 128 and the signal's number, as shells have it; 0 where none has come. */
    synchronized int exitCode() {
        return exitCode;
    }

    /** The run has ended, and all that it used is closed. */
    @Override
    public void close() {
        before.forEach(Signal::handle);
        ended.countDown();
    }

    private void received(Signal signal) {
        int code = 128 + signal.getNumber();
        if (!begin(code)) {
            halt(code);
        }
        try {
            if (!ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                halt(code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says whether this is the first signal. */
    private synchronized boolean begin(int code) {
        if (exitCode != 0) {
            return false;
        }
        exitCode = code;
        stop.run();
        return true;
    }

    private void halt(int code) {
        err.println("diptych: ended at once; every shot that was recorded is kept, and the same command goes on from"
                + " there");
        err.flush();
        Runtime.getRuntime().halt(code);
    }
}

package io.diptych.cli;

/** What a command's exit code says to the script that called it. An interrupted run has 128 and the signal's number. */
final class ExitCode {

    /** Everything that was asked for is done. */
    static final int DONE = 0;
    /** A shot or the whole run failed. */
    static final int FAILED = 1;
    /** Done, but rows of the catalog were skipped. */
    static final int ROWS_SKIPPED = 2;
    /** Wrong usage: an unknown option, a missing argument, a file that does not exist ({@code EX_USAGE}). */
    static final int USAGE = 64;

    private ExitCode() {}
}

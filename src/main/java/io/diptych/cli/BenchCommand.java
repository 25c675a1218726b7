package io.diptych.cli;

import picocli.CommandLine.Command;

/** {@code diptych bench}: figures about this machine and a bundle, for people who work on Diptych. */
@Command(
        name = "bench",
        hidden = true,
        description = "Measures what a bundle costs on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = BenchTakesCommand.class)
final class BenchCommand {}

package io.diptych.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code diptych}: the command that holds all others. */
@Command(
        name = "diptych",
        description = "Photographs products in bulk: for every product and scene a picture and its copy.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            PlanCommand.class,
            ShootCommand.class,
            ServeCommand.class,
            ReplayCommand.class,
            VerifyCommand.class,
            ExportCommand.class,
            EvaluateCommand.class,
            TrainCommand.class,
            BenchCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeOnInvalidInput = ExitCode.USAGE,
        exitCodeOnExecutionException = ExitCode.FAILED,
        sortOptions = false)
public final class DiptychCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    private DiptychCommand() {}

    /** No command named: that is wrong usage, answered with what there is. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    /** Runs the command that {@code args} name; {@code application} is what a command starts when it needs the Spring context. */
    public static int execute(Class<?> application, String... args) {
        // Until a context says where the log goes, libraries must not write to the console.
        LoggingSystem.get(DiptychCommand.class.getClassLoader()).beforeInitialize();
        return commandLine(application).execute(args);
    }

    static CommandLine commandLine(Class<?> application) {
        CommandLine commandLine = new CommandLine(new DiptychCommand(), factory(application));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler(DiptychCommand::wrongUsage);
        commandLine.setExecutionExceptionHandler(new Failures());
        return commandLine;
    }

    private static IFactory factory(Class<?> application) {
        ApplicationStarter starter = new ApplicationStarter(application);
        IFactory plain = CommandLine.defaultFactory();
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                for (var constructor : type.getDeclaredConstructors()) {
                    if (constructor.getParameterCount() == 1
                            && constructor.getParameterTypes()[0] == ApplicationStarter.class) {
                        return type.cast(constructor.newInstance(starter));
                    }
                }
                return plain.create(type);
            }
        };
    }

    private static int wrongUsage(CommandLine.ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("diptych: " + wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }
}

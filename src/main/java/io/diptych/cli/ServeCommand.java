package io.diptych.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code diptych serve}. */
@Command(
        name = "serve",
        description =
                "Starts the web console, the API and one worker, and serves until it is stopped by Ctrl-C or SIGTERM:"
                        + " then what is rendered is still recorded, and the next start goes on.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Stopped in good order.", "1:It could not start.", "64:Wrong usage."})
final class ServeCommand implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65_535;

    private final ApplicationStarter starter;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Where it listens; 0 for any free port (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            defaultValue = "localhost",
            description = "What it listens on: 0.0.0.0 for all of this machine's networks (default: ${DEFAULT-VALUE}).")
    private String address = "localhost";

    @Option(names = "--no-worker", description = "Renders nothing itself; other processes on the same database do.")
    private boolean noWorker;

    @Mixin
    private ModelOptions model = new ModelOptions();

    ServeCommand(ApplicationStarter starter) {
        this.starter = starter;
    }

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new ParameterException(spec.commandLine(), "--port is " + port + "; it must be 0 to " + HIGHEST_PORT);
        }
        model.requireBundle();
        PrintWriter out = spec.commandLine().getOut();
        CountDownLatch asked = new CountDownLatch(1);
        try (Interruption interruption = Interruption.watch(spec.commandLine().getErr())) {
            interruption.endBy(asked::countDown);
            try (var application = start()) {
                out.println("Diptych is ready: http://" + host() + ":"
                        + application.getEnvironment().getProperty("local.server.port") + "  (Ctrl-C ends it)");
                out.flush();
                asked.await();
                out.println("Ending: pictures under way are still recorded");
                out.flush();
            }
        }
        return ExitCode.DONE;
    }

    private ConfigurableApplicationContext start() {
        List<String> properties = new ArrayList<>(model.properties());
        DataOptions.add(properties, "spring.main.web-application-type", "servlet");
        DataOptions.add(properties, "spring.main.lazy-initialization", false);
        DataOptions.add(properties, "server.port", port);
        DataOptions.add(properties, "server.address", address);
        DataOptions.add(properties, "diptych.shoot.worker", !noWorker);
        try {
            return starter.start(properties);
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof PortInUseException taken) {
                    throw new IllegalStateException("Port " + taken.getPort()
                            + " is in use by another program. Stop it, or listen elsewhere: --port=N, or --port=0 for"
                            + " any free one");
                }
            }
            throw e;
        }
    }

    private String host() {
        return address.equals("0.0.0.0") || address.equals("::") ? "localhost" : address;
    }
}

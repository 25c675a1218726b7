package io.diptych.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code diptych serve}. */
@Command(
        name = "serve",
        description = "Starts the web console, the API and one worker, and serves until it is stopped.")
final class ServeCommand implements Callable<Integer> {

    private final ApplicationStarter starter;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Where it listens (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Mixin
    private ModelOptions model = new ModelOptions();

    ServeCommand(ApplicationStarter starter) {
        this.starter = starter;
    }

    @Override
    public Integer call() throws Exception {
        model.requireBundle();
        List<String> properties = new ArrayList<>(model.properties());
        DataOptions.add(properties, "spring.main.web-application-type", "servlet");
        DataOptions.add(properties, "spring.main.lazy-initialization", false);
        DataOptions.add(properties, "server.port", port);
        CountDownLatch closed = new CountDownLatch(1);
        try (var application = starter.start(properties)) {
            application.addApplicationListener((ApplicationListener<ContextClosedEvent>) event -> closed.countDown());
            spec.commandLine()
                    .getOut()
                    .println("Diptych is ready: http://localhost:"
                            + application.getEnvironment().getProperty("local.server.port"));
            spec.commandLine().getOut().flush();
            closed.await();
        }
        return ExitCode.DONE;
    }
}

package io.diptych.cli;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the Spring context (database, object store, jobs) for the commands that need it, and only for these. */
final class ApplicationStarter {

    private final Class<?> application;

    ApplicationStarter(Class<?> application) {
        this.application = application;
    }

    /** {@code properties} as {@code --name=value}. The caller closes the context. */
    ConfigurableApplicationContext start(List<String> properties) {
        SpringApplication spring = new SpringApplication(application);
        // A failing start is told once, by the command that asked for it.
        spring.setLogStartupInfo(true);
        return spring.run(properties.toArray(String[]::new));
    }
}

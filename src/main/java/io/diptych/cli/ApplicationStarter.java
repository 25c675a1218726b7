package io.diptych.cli;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/** Starts the Spring context (database, object store, jobs) for the commands that need it, and only for these. */
final class ApplicationStarter {

    private final Class<?> application;

    ApplicationStarter(Class<?> application) {
        this.application = application;
    }

    /** What is configured for the application, without starting it: by its own files, the working directory's, variables. */
    static Environment configuration() {
        StandardEnvironment environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return environment;
    }

    /** {@code properties} as {@code --name=value}. The caller closes the context. */
    ConfigurableApplicationContext start(List<String> properties) {
        SpringApplication spring = new SpringApplication(application);
        // A failing start is told once, by the command that asked for it.
        spring.setLogStartupInfo(true);
        return spring.run(properties.toArray(String[]::new));
    }
}

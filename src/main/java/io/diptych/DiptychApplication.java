package io.diptych;

import io.diptych.cli.DiptychCommand;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The one application: a command line that starts the Spring context for the commands that need it. */
@SpringBootApplication
public class DiptychApplication {

    public static void main(String[] args) {
        System.exit(DiptychCommand.execute(DiptychApplication.class, args));
    }
}

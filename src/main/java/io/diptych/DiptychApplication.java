package io.diptych;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The one application: every command of the launcher runs inside it. */
@SpringBootApplication
public class DiptychApplication {

    public static void main(String[] args) {
        SpringApplication.run(DiptychApplication.class, args);
    }
}

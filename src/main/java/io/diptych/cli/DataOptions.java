package io.diptych.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where database, objects and the log of the local default live; shared by every command that needs them. */
final class DataOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "diptych-data",
            description =
                    "Folder of the embedded database, the embedded object store and the log (default: ./${DEFAULT-VALUE}).")
    Path data = Path.of("diptych-data");

    /** The same as Spring properties, which win over every other source. */
    List<String> properties() {
        List<String> properties = new ArrayList<>();
        add(properties, "diptych.data", data.toAbsolutePath().normalize());
        return properties;
    }

    /** Whether there is a database that can be looked into: an embedded one from an earlier run, or a configured one. */
    boolean hasDatabase() {
        return Files.isDirectory(data.resolve("postgres"))
                || ApplicationStarter.configuration().containsProperty("spring.datasource.url");
    }

    /** Whether an embedded server has kept something in the folder. */
    boolean isUsed() {
        return Files.isDirectory(data.resolve("postgres")) || Files.isDirectory(data.resolve("s3"));
    }

    static void add(List<String> properties, String name, @Nullable Object value) {
        if (value != null) {
            properties.add("--" + name + "=" + value);
        }
    }
}

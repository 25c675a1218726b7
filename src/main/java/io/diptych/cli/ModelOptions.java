package io.diptych.cli;

import io.diptych.model.Bundles;
import io.diptych.model.InvalidBundleException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The model that a command renders with. */
final class ModelOptions {

    @Option(
            names = "--bundle",
            paramLabel = "BUNDLE",
            defaultValue = Bundles.STUDIO_MINI,
            description = "Directory of a bundle, or the name of one that Diptych brings along (default:"
                    + " ${DEFAULT-VALUE}).")
    String bundle = Bundles.STUDIO_MINI;

    @Mixin
    DataOptions data = new DataOptions();

    List<String> properties() {
        List<String> properties = data.properties();
        DataOptions.add(properties, "diptych.bundle", bundle);
        return properties;
    }

    /**
     * Looks at the bundle before anything is made for it.
     *
     * @throws InvalidBundleException if it is missing or damaged
     */
    void requireBundle() {
        new Bundles().resolve(bundle, data.data);
    }
}

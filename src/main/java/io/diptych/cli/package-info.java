/** The commands of {@code diptych}. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "catalog",
            "scene",
            "diffusion",
            "model",
            "export",
            "studio",
            "training",
            "campaign",
            "storage",
            "provenance",
            "shoot"
        })
package io.diptych.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** The commands of {@code diptych}. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "campaign",
            "diffusion",
            "evaluation",
            "export",
            "model",
            "provenance",
            "scene",
            "shoot",
            "studio",
            "training"
        })
package io.diptych.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** The REST API and the web console, and who may do what. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "campaign",
            "catalog",
            "delivery",
            "model",
            "provenance",
            "review",
            "scene",
            "shoot",
            "storage"
        })
package io.diptych.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

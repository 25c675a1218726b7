/**
 * Scene templates: an instruction with placeholders, a picture size, sampler settings. Files are YAML, checked against a
 * JSON Schema; every mistake is reported with file, line, field and what would be right. {@link
 * io.diptych.scene.YamlFile} does that for campaign files, too.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.diptych.scene;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

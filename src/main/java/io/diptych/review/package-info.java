/** What people decided about assets: approved, rejected and why, delivered; who and when. */
@NullMarked
@ApplicationModule(allowedDependencies = {"campaign", "provenance"})
package io.diptych.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

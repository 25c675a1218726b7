/**
 * Product catalogs and product photos. A catalog is read row by row, a bad row becomes a {@link
 * io.diptych.catalog.RowProblem} and the rest goes on. Photos come from untrusted places: bytes and pixels are limited
 * before anything is decoded, and no path leads out of the catalog's folder.
 *
 * <p>Another catalog format is one class: a {@link io.diptych.catalog.CatalogFormat}. Another place for photos, too: a
 * {@link io.diptych.catalog.PhotoSource}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.diptych.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

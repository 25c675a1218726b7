package io.diptych.shoot;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How photos are fetched that catalogs name by web address.
 *
 * @param allowPrivate also from private networks and any port; for shops that are in one
 */
@ConfigurationProperties("diptych.photos")
record PhotoSettings(boolean allowPrivate) {}

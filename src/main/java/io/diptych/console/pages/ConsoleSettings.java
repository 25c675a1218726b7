package io.diptych.console.pages;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the console tells about costs.
 *
 * @param gpuHourPrice of one worker's hour; null to show hours only
 */
@ConfigurationProperties("diptych.console")
record ConsoleSettings(
        @Nullable BigDecimal gpuHourPrice,
        @DefaultValue("EUR") String currency) {}

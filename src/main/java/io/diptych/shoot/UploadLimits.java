package io.diptych.shoot;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What someone may send for a campaign.
 *
 * @param catalog bytes of a catalog
 * @param photo bytes of one photo
 * @param photos bytes of all photos of a campaign, unpacked
 * @param count of photos of a campaign
 */
@ConfigurationProperties("diptych.upload")
public record UploadLimits(
        @DefaultValue("200MB") DataSize catalog,
        @DefaultValue("32MB") DataSize photo,
        @DefaultValue("4GB") DataSize photos,
        @DefaultValue("100000") int count) {}

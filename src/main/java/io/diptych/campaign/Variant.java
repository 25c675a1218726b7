package io.diptych.campaign;

import io.diptych.scene.PictureSize;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign multiplies its scenes by.
 *
 * @param channel what the pictures are for
 * @param size in place of the scene's; null for the scene's
 * @param locale language of the copy, a BCP 47 tag; null for the bundle's own
 */
public record Variant(
        String channel,
        @Nullable PictureSize size,
        @Nullable String locale) {

    /** The one variant of a campaign that names none. */
    public static final Variant DEFAULT = new Variant("default", null, null);

    /** Names the variant within its campaign, in file names too: {@code story}, {@code story-de-ch}. */
    public String label() {
        return locale == null ? channel : channel + "-" + locale.toLowerCase(Locale.ROOT);
    }
}

package io.diptych.shoot;

import io.diptych.campaign.Campaign;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as someone asks for it.
 *
 * @param scenes names of scene templates: those that Diptych brings along, own ones, or {@code ownScenes}
 * @param ownScenes scene templates that come with the campaign
 * @param photos pictures, or zip archives of pictures, that the catalog names
 * @param variants none for the scenes' own sizes
 * @param waypoints null for the default
 * @param seed null for 0
 */
public record NewCampaign(
        String name,
        Upload catalog,
        List<String> scenes,
        List<Upload> ownScenes,
        List<Upload> photos,
        List<NewVariant> variants,
        int takes,
        Campaign.Keep keep,
        @Nullable Integer waypoints,
        @Nullable Long seed) {

    /**
     * @param size such as {@code 96x168}; null for the scene's
     * @param locale null for the bundle's own
     */
    public record NewVariant(
            String channel, @Nullable String size, @Nullable String locale) {}

    public NewCampaign {
        scenes = List.copyOf(scenes);
        ownScenes = List.copyOf(ownScenes);
        photos = List.copyOf(photos);
        variants = List.copyOf(variants);
    }

    /** With one take of each shot and all else left to the defaults. */
    public static NewCampaign of(String name, Upload catalog, List<String> scenes) {
        return new NewCampaign(
                name, catalog, scenes, List.of(), List.of(), List.of(), 1, Campaign.Keep.ALL, null, null);
    }
}

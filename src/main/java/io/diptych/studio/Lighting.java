package io.diptych.studio;

/**
 * How a scene lights its products.
 *
 * @param key colour of the light, 0xRRGGBB
 * @param keyStrength 0..1, how much it brightens the lit side
 * @param shade colour of the side away from the light and of shadows
 * @param shadeStrength 0..1
 * @param shadow 0..1, density of the cast shadow
 * @param shadowLength of the cast shadow, in product heights
 * @param rim 0..1, the bright edge on the lit side
 * @param reflection 0..1, how much the ground mirrors
 */
record Lighting(
        int key,
        double keyStrength,
        int shade,
        double shadeStrength,
        double shadow,
        double shadowLength,
        double rim,
        double reflection) {}

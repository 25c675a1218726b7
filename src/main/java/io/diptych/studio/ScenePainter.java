package io.diptych.studio;

/** Paints the surroundings of the products. Light comes from the left, see {@link SceneCanvas}. */
interface ScenePainter {

    /** Everything behind and below the products: ground from half of the height down to the bottom. */
    void paint(SceneCanvas canvas, Slots slots);

    /** What is nearer than the products; nothing by default. */
    default void paintForeground(SceneCanvas canvas) {}

    Lighting lighting();
}

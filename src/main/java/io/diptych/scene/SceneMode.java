package io.diptych.scene;

/** What happens to the product's own pixels. */
public enum SceneMode {
    /** The model draws the product anew within the scene. */
    EDIT,
    /** The photo's product stays as it is, the model draws what is around it. */
    PLACE
}

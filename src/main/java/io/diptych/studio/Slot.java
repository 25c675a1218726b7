package io.diptych.studio;

/** What an instruction may leave open, so that the picture decides and the copy says it. */
public enum Slot {
    COUNT,
    COLOR,
    SCENE,
    BACKDROP,
    LIGHT
}

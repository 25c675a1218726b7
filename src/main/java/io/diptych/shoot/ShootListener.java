package io.diptych.shoot;

/** Told how a run goes, on the thread that watches it; about once a second, or as soon as shots end. */
public interface ShootListener {

    ShootListener NONE = new ShootListener() {};

    /** The shot list is planned. */
    default void planned(ShotTotals totals) {}

    /** Some shots ended. */
    default void progressed(ShotTotals totals) {}
}

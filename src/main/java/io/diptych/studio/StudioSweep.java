package io.diptych.studio;

import java.util.Objects;

/** Seamless paper in the colour asked for, one soft lamp. */
final class StudioSweep implements ScenePainter {

    @Override
    public void paint(SceneCanvas c, Slots slots) {
        int paper = Objects.requireNonNull(slots.backdrop()).rgb();
        int bright = Pixels.mix(paper, 0xffffff, 0.28), deep = Pixels.mix(paper, 0x20202c, 0.16);
        double bend = c.vary(0.52, 0.60);
        c.band(0, bend, deep, paper);
        c.band(bend, 1, paper, Pixels.mix(paper, bright, 0.6), paper);
        c.outOfFocus(0.08, b -> b.block(-0.2, 1.2, bend - 0.03, bend + 0.05, 0, deep, 0.4));
        c.glow(c.vary(0.16, 0.26), c.vary(0.24, 0.34), 0.66, Pixels.mix(paper, 0xffffff, 0.8), 0.75);
        c.glow(0.3, 0.82, 0.62, 0.26, Pixels.mix(paper, 0xffffff, 0.75), 0.62);
        c.wash(0.4, 0.45, Pixels.mix(paper, 0x181828, 0.75), 0, 1.05, 0.7, Pixels.mix(paper, 0x181828, 0.75), 0.42);
    }

    @Override
    public Lighting lighting() {
        return new Lighting(0xffffff, 0.28, 0x1f1b2b, 0.32, 0.66, 0.9, 0.4, 0.10);
    }
}

package io.diptych.studio;

/** A pale marble counter in a bright kitchen, the window on the lit side. */
final class MarbleCounter implements ScenePainter {

    @Override
    public void paint(SceneCanvas c, Slots slots) {
        double edge = c.vary(0.44, 0.50);
        c.band(0, edge, 0xcfd6d9, 0xb4bfc4);
        c.outOfFocus(0.035, b -> {
            b.block(-0.1, 0.34, -0.1, edge - 0.10, 0.02, 0xf6fbff, 1);
            b.block(0.13, 0.155, -0.1, edge - 0.10, 0, 0xb9c6cc, 1);
            b.block(-0.1, 0.34, 0.13, 0.15, 0, 0xb9c6cc, 1);
            b.block(0.62, 1.1, 0.06, 0.10, 0, 0x8d7a68, 1);
            double jar = b.vary(0.68, 0.74);
            b.block(jar, jar + 0.09, -0.06, 0.06, 0.02, 0xe9e2d6, 1);
            b.block(jar + 0.13, jar + 0.2, -0.02, 0.06, 0.02, 0x7f9c8b, 1);
            double pot = b.vary(0.84, 0.9);
            b.glow(pot, edge - 0.22, 0.14, 0x5f8a63, 1);
            b.glow(pot - 0.05, edge - 0.26, 0.09, 0x7fae78, 1);
            b.block(pot - 0.06, pot + 0.06, edge - 0.15, edge + 0.02, 0.02, 0xd9d3ca, 1);
        });
        c.glow(0.1, 0.12, 0.75, 0xffffff, 0.75);
        c.band(edge, 1, 0xe4e4e6, 0xf3f2f0, 0xdad9dc);
        c.outOfFocus(0.012, b -> {
            for (int i = 0; i < 4; i++) {
                double x = -0.2 + 0.34 * i + b.vary(-0.08, 0.08), lean = b.vary(0.25, 0.5);
                b.curve(
                        b.vary(0.009, 0.02),
                        0x7d828e,
                        0.6,
                        x,
                        edge,
                        x + lean * 0.2,
                        edge + 0.16,
                        x + lean * 0.6,
                        edge + 0.28,
                        x + lean,
                        edge + 0.36,
                        x + lean * 1.1,
                        1.05);
                b.curve(
                        0.008,
                        0x9c9286,
                        0.5,
                        x + lean * 0.6,
                        edge + 0.28,
                        x + lean * 0.4,
                        edge + 0.4,
                        x + lean * 0.1,
                        1.05);
            }
        });
        c.band(edge, edge + 0.012, 0xffffff, 0xf0f0f1);
        c.wash(0, 0.6, 0xfff6e6, 0.42, 0.75, 0.8, 0xfff6e6, 0);
        c.glow(0.22, 0.72, 0.55, 0.22, 0xffffff, 0.6);
        c.wash(0.45, 0.6, 0x3d4656, 0, 1.05, 0.85, 0x3d4656, 0.36);
    }

    @Override
    public Lighting lighting() {
        return new Lighting(0xfffaf0, 0.30, 0x2c3342, 0.34, 0.72, 0.85, 0.45, 0.24);
    }
}

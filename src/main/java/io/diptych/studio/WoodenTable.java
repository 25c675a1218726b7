package io.diptych.studio;

/** A warm plank table in a café, lamps out of focus behind. */
final class WoodenTable implements ScenePainter {

    @Override
    public void paint(SceneCanvas c, Slots slots) {
        double edge = c.vary(0.43, 0.49);
        c.band(0, edge, 0x4d3326, 0x6b4630);
        c.outOfFocus(0.05, b -> {
            b.glow(0.0, 0.1, 0.55, 0xffc272, 0.95);
            b.block(0.42, 0.47, -0.1, edge, 0, 0x3a251b, 0.9);
            b.block(0.7, 1.1, edge - 0.2, edge + 0.05, 0.03, 0x3a241a, 1);
            b.block(0.78, 0.9, edge - 0.38, edge - 0.14, 0.03, 0x4c6650, 0.9);
        });
        for (int i = 0; i < 7; i++) {
            c.bokeh(
                    i / 6.5 + c.vary(-0.05, 0.05),
                    c.vary(0.04, edge - 0.12),
                    c.vary(0.035, 0.075),
                    c.chance(0.5) ? 0xffd08a : 0xffb25e,
                    0.62 - 0.06 * i);
        }
        int light = Pixels.mix(0xc98a52, 0xd49a5c, c.vary(0, 1)), dark = Pixels.mix(0x8f5a31, 0x9a5f33, c.vary(0, 1));
        c.band(edge, 1, dark, light, Pixels.mix(light, dark, 0.45));
        double vanish = c.vary(0.42, 0.58);
        for (int i = -4; i < 5; i++) {
            double near0 = 0.5 + i * 0.27, near1 = near0 + 0.27;
            double far0 = vanish + (near0 - 0.5) * 0.45, far1 = vanish + (near1 - 0.5) * 0.45;
            c.polygon(
                    Math.floorMod(i * 5, 3) == 0 ? 0x5e3416 : 0xf0bd80,
                    c.vary(0.06, 0.2),
                    far0,
                    edge,
                    far1,
                    edge,
                    near1,
                    1.01,
                    near0,
                    1.01);
            c.curve(0.004, 0x4f2c14, 0.55, near0, 1.01, (near0 + far0) / 2, (1 + edge) / 2, far0, edge);
        }
        c.outOfFocus(0.012, b -> {
            for (int i = 0; i < 7; i++) {
                double near = b.vary(-0.3, 1.3), far = vanish + (near - 0.5) * 0.45;
                b.curve(b.vary(0.006, 0.014), 0x6b3f1e, 0.26, near, 1.05, near + b.vary(-0.08, 0.08), 0.8, far, edge);
            }
        });
        c.band(edge, edge + 0.012, 0xe0ad74, 0xb87c48);
        c.glow(0.12, 0.70, 0.62, 0.26, 0xffdca0, 0.62);
        c.wash(0.4, 0.6, 0x25120a, 0, 1.05, 0.8, 0x25120a, 0.55);
    }

    @Override
    public Lighting lighting() {
        return new Lighting(0xffd9a0, 0.32, 0x24120a, 0.42, 0.82, 0.85, 0.55, 0.07);
    }
}

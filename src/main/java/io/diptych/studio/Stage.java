package io.diptych.studio;

/** A theatre: red curtain, polished boards, one spotlight from the side. */
final class Stage implements ScenePainter {

    @Override
    public void paint(SceneCanvas c, Slots slots) {
        double edge = c.vary(0.53, 0.57);
        int folds = 7;
        double width = 1.0 / folds, shift = c.vary(-0.5, 0) * width;
        for (int i = 0; i <= folds; i++) {
            double x = i * width + shift;
            c.column(x, x + width * 0.52, 0, edge, 0x6d0f1e, 0xc22a38);
            c.column(x + width * 0.5, x + width * 1.02, 0, edge, 0xc22a38, 0x6d0f1e);
        }
        c.outOfFocus(0.05, b -> {
            b.block(-0.1, 1.1, -0.1, 0.06, 0, 0x2c0510, 0.85);
            b.block(-0.1, 1.1, edge - 0.07, edge + 0.1, 0, 0x26040c, 0.75);
        });
        c.band(edge, 1, 0x4a2415, 0x7c4423, 0x5a2d18);
        for (int i = 0; i < 4; i++) {
            double y = edge + 0.035 + 0.035 * i * (i + 1);
            c.stroke(0.003, 0x2c130a, 0.6, y, y);
        }
        c.wash(0.3, 0.4, 0x0c0208, 0.1, 1.05, 0.8, 0x0c0208, 0.68);
        double pool = c.vary(0.44, 0.50);
        c.outOfFocus(
                0.03,
                b -> b.polygon(
                        new double[] {-0.1, -0.1, 0.10, -0.1, pool + 0.40, 0.82, pool - 0.42, 0.86},
                        0.0,
                        0,
                        0xfff3d0,
                        0.6,
                        pool,
                        0.85,
                        0xfff0c8,
                        0.10));
        c.glow(pool - 0.04, 0.82, 0.56, 0.19, 0xffe3ae, 0.92);
        c.glow(0.0, 0.0, 0.30, 0xfff6e0, 0.8);
    }

    @Override
    public Lighting lighting() {
        return new Lighting(0xfff0cc, 0.36, 0x180410, 0.46, 0.85, 0.9, 0.7, 0.20);
    }
}

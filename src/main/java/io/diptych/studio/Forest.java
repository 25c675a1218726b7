package io.diptych.studio;

/** A clearing: mist between trunks, sun through the leaves, moss in front. */
final class Forest implements ScenePainter {

    @Override
    public void paint(SceneCanvas c, Slots slots) {
        double edge = c.vary(0.50, 0.55);
        c.band(0, edge, 0x9fc98a, 0xd8eab0, 0xbfd796);
        c.outOfFocus(0.03, b -> trunks(b, edge, 7, 0.02, 0x93b184, 0.9));
        c.glow(0.05, 0.08, 0.7, 0xfffbd0, 0.9);
        c.outOfFocus(0.022, b -> {
            trunks(b, edge + 0.02, 4, 0.035, 0x4f6f4c, 0.95);
            for (int i = 0; i < 8; i++) {
                b.glow(i / 7.0, b.vary(-0.06, 0.08), b.vary(0.12, 0.2), 0.12, i < 3 ? 0x8fc257 : 0x3f7a3c, 0.9);
            }
        });
        c.ridge(1, 0x5f8f3e, 0x3f6b2f, edge, edge + 0.02, edge - 0.01, edge + 0.03, edge);
        c.outOfFocus(0.03, b -> {
            for (int i = 0; i < 9; i++) {
                double x = i / 8.0;
                b.glow(x, edge + 0.005, b.vary(0.05, 0.09), 0.05, i < 4 ? 0x7fb34b : 0x3f7034, 0.95);
            }
        });
        c.ridge(1, 0x7aa546, 0x4a7a33, edge + 0.11, edge + 0.07, edge + 0.10, edge + 0.06, edge + 0.09);
        c.outOfFocus(0.03, b -> {
            for (int i = 0; i < 5; i++) {
                b.glow(b.vary(0, 1), b.vary(edge + 0.14, 1), 0.2, 0.05, b.chance(0.5) ? 0x96bd58 : 0x3d682c, 0.45);
            }
        });
        for (int i = 0; i < 3; i++) {
            double x = -0.05 + 0.2 * i + c.vary(-0.03, 0.03);
            c.polygon(
                    new double[] {x - 0.1, -0.02, x + 0.02, -0.02, x + 0.52, 0.95, x + 0.26, 0.95},
                    x,
                    0,
                    0xfffbd2,
                    0.5,
                    x + 0.35,
                    0.9,
                    0xfffbd2,
                    0);
        }
        c.glow(0.14, 0.78, 0.62, 0.26, 0xf4f7a8, 0.62);
        c.wash(0.4, 0.5, 0x0f2415, 0, 1.05, 0.85, 0x0f2415, 0.55);
    }

    private static void trunks(SceneCanvas b, double foot, int count, double girth, int rgb, double alpha) {
        for (int i = 0; i < count; i++) {
            double x = (i + 0.5) / count + b.vary(-0.06, 0.06), w = girth * b.vary(0.7, 1.3);
            b.block(x - w, x + w, -0.1, foot, 0, rgb, alpha);
            b.block(x - w, x - w * 0.4, -0.1, foot, 0, 0xf2f4b8, 0.3);
        }
    }

    @Override
    public void paintForeground(SceneCanvas c) {
        c.outOfFocus(0.035, b -> {
            for (int i = 0; i < 5; i++) {
                b.curve(0.02, 0x1f4526, 0.85, 1.06, 1.06, 0.98 - 0.03 * i, 0.9, 0.80 + 0.05 * i, 0.86 - 0.035 * i);
            }
        });
    }

    @Override
    public Lighting lighting() {
        return new Lighting(0xfdf7b8, 0.32, 0x10240f, 0.40, 0.80, 0.9, 0.6, 0.0);
    }
}

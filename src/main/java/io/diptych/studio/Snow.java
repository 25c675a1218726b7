package io.diptych.studio;

/** Fresh snow before firs and mountains, flakes in the air. */
final class Snow implements ScenePainter {

    @Override
    public void paint(SceneCanvas c, Slots slots) {
        double edge = c.vary(0.48, 0.53);
        c.band(0, edge, 0x8fb9e6, 0xc6def5, 0xf6ead9);
        c.glow(0.06, 0.2, 0.62, 0xfff3dc, 0.95);
        c.outOfFocus(0.012, b -> {
            double peak = b.vary(0.6, 0.74);
            b.polygon(0xa9c3e2, 1, 0.15, edge, peak - 0.17, edge - 0.22, peak, edge - 0.38, 1.15, edge);
            b.polygon(
                    0xf7fbff,
                    1,
                    peak - 0.17,
                    edge - 0.22,
                    peak,
                    edge - 0.38,
                    peak - 0.02,
                    edge - 0.2,
                    peak - 0.09,
                    edge - 0.16);
            b.polygon(0x87a5cf, 1, peak, edge - 0.38, 1.15, edge, peak - 0.05, edge);
        });
        c.outOfFocus(0.012, b -> {
            for (int i = 0; i < 9; i++) {
                double x = i / 8.0 + b.vary(-0.04, 0.04),
                        h = b.vary(0.14, 0.28) + 0.08 * Math.abs(x - 0.5),
                        w = h * 0.34;
                double foot = edge + 0.03;
                for (int k = 0; k < 3; k++) {
                    double y = foot - h * k * 0.27, s = 1 - k * 0.25;
                    b.polygon(0x3f6a80, 1, x - w * s, y, x, y - h * 0.5, x + w * s, y);
                    b.polygon(0xe9f3fc, 0.8, x - w * s, y, x, y - h * 0.5, x - w * 0.1 * s, y - h * 0.12);
                }
            }
        });
        c.ridge(1, 0xeaf3fd, 0xd3e3f5, edge + 0.01, edge - 0.01, edge + 0.025, edge, edge + 0.02);
        c.ridge(1, 0xffffff, 0xd6e4f5, edge + 0.07, edge + 0.12, edge + 0.08, edge + 0.11, edge + 0.06);
        c.outOfFocus(0.04, b -> {
            for (int i = 0; i < 4; i++) {
                double y = edge + 0.14 + 0.1 * i;
                b.stroke(
                        0.022,
                        0x9dbce4,
                        0.4,
                        y + b.vary(-0.03, 0.03),
                        y + b.vary(-0.03, 0.03),
                        y + b.vary(-0.03, 0.03));
            }
        });
        c.glow(0.12, 0.75, 0.62, 0.28, 0xfff4e0, 0.8);
        c.wash(0.4, 0.5, 0x4a6ea8, 0, 1.05, 0.85, 0x4a6ea8, 0.46);
    }

    @Override
    public void paintForeground(SceneCanvas c) {
        for (int i = 0; i < 9; i++) {
            c.glow(c.vary(0, 1), c.vary(0, 0.9), c.vary(0.012, 0.03), 0xffffff, 0.85);
        }
    }

    @Override
    public Lighting lighting() {
        return new Lighting(0xfff6e6, 0.28, 0x2a4676, 0.34, 0.75, 0.95, 0.5, 0.05);
    }
}

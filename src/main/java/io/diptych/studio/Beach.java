package io.diptych.studio;

/** Sand, surf and a low sun over the sea. */
final class Beach implements ScenePainter {

    @Override
    public void paint(SceneCanvas c, Slots slots) {
        double horizon = c.vary(0.33, 0.39), shore = c.vary(0.49, 0.53);
        c.band(0, horizon, 0x58b0ea, 0x9fd6f2, 0xfbe7c6);
        c.outOfFocus(0.03, b -> {
            for (int i = 0; i < 3; i++) {
                double x = b.vary(0.25, 1), y = b.vary(0.05, horizon - 0.14);
                b.glow(x, y, 0.2, 0.05, 0xffffff, 0.9);
                b.glow(x + 0.1, y - 0.02, 0.1, 0.05, 0xffffff, 0.9);
            }
        });
        c.glow(0.1, horizon - 0.17, 0.6, 0xfff0c0, 0.9);
        c.glow(0.1, horizon - 0.17, 0.12, 0xffffff, 1);
        double island = c.vary(0.66, 0.8);
        c.outOfFocus(
                0.012,
                b -> b.ridge(
                        horizon,
                        0x7fa9b8,
                        0x93bcc4,
                        horizon + 0.03,
                        horizon + 0.03,
                        horizon + 0.02,
                        horizon - 0.02,
                        horizon - island * 0.09,
                        horizon - 0.035,
                        horizon + 0.02));
        c.band(horizon, shore + 0.06, 0x2b8fc4, 0x36b3cf, 0x8adfdc);
        c.glow(0.12, (horizon + shore) / 2, 0.34, 0.07, 0xfff6d8, 0.85);
        double[] surf = {shore + 0.02, shore - 0.01, shore + 0.025, shore, shore + 0.03};
        c.ridge(1, 0xd9b582, 0xf0d6a2, surf);
        c.ridge(1, 0xeccb92, 0xe9c78c, raised(surf, 0.055));
        c.outOfFocus(0.01, b -> {
            b.stroke(0.011, 0xffffff, 0.95, surf);
            b.stroke(0.006, 0xffffff, 0.45, raised(surf, -0.035));
        });
        c.outOfFocus(0.03, b -> {
            for (int i = 0; i < 4; i++) {
                double y = shore + 0.12 + 0.11 * i;
                b.stroke(
                        0.02,
                        0xc99b5e,
                        0.20,
                        y + b.vary(-0.02, 0.02),
                        y + b.vary(-0.02, 0.02),
                        y + b.vary(-0.02, 0.02),
                        y);
                b.stroke(0.018, 0xfff0cc, 0.35, y - 0.03, y - 0.03 + b.vary(-0.02, 0.02), y - 0.03, y - 0.03);
            }
        });
        c.glow(0.1, 0.75, 0.7, 0.34, 0xfff3cd, 0.6);
        c.wash(0.45, 0.5, 0x7a5530, 0, 1.05, 0.85, 0x6a4a3a, 0.38);
    }

    private static double[] raised(double[] heights, double by) {
        double[] result = heights.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] += by;
        }
        return result;
    }

    @Override
    public void paintForeground(SceneCanvas c) {
        c.outOfFocus(0.014, b -> {
            frond(b, 0.60, 0.045, 0.03, 0x2c7a50);
            frond(b, 0.66, 0.17, 0.05, 0x37905a);
            frond(b, 0.77, 0.27, 0.05, 0x2c7a50);
            frond(b, 0.90, 0.32, 0.045, 0x236b47);
        });
    }

    /** A palm leaf hanging in from the corner opposite to the sun. */
    private static void frond(SceneCanvas b, double tipX, double tipY, double width, int rgb) {
        double x = 1.06, y = -0.07, midX = (x + tipX) / 2, midY = Math.min(y, tipY) * 0.3 + tipY * 0.28;
        b.polygon(rgb, 1, x, y, midX + width * 0.5, midY - width, tipX, tipY, midX - width * 0.1, midY + width * 0.7);
    }

    @Override
    public Lighting lighting() {
        return new Lighting(0xfff2c8, 0.32, 0x4a3430, 0.32, 0.75, 1.0, 0.5, 0.0);
    }
}

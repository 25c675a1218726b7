package io.diptych.studio;

/** Dunes at sunset. */
final class Desert implements ScenePainter {

    @Override
    public void paint(SceneCanvas c, Slots slots) {
        double far = c.vary(0.36, 0.42), sun = c.vary(0.12, 0.2);
        c.band(0, far + 0.1, 0x8f5f9c, 0xe9826b, 0xffc070, 0xffe0a0);
        c.glow(sun, far - 0.08, 0.65, 0xfff0b0, 0.9);
        c.glow(sun, far - 0.08, 0.16, 0xffffff, 0.6);
        c.bokeh(sun, far - 0.08, 0.085, 0xfff6d8, 1);
        c.outOfFocus(0.012, b -> {
            double mesa = b.vary(0.62, 0.72);
            b.polygon(
                    0xb5667a,
                    1,
                    mesa - 0.16,
                    far + 0.06,
                    mesa - 0.1,
                    far - 0.1,
                    mesa + 0.08,
                    far - 0.1,
                    mesa + 0.14,
                    far + 0.06);
            b.polygon(
                    0xc77a7c,
                    1,
                    mesa + 0.1,
                    far + 0.06,
                    mesa + 0.16,
                    far - 0.05,
                    mesa + 0.3,
                    far - 0.05,
                    mesa + 0.36,
                    far + 0.06);
        });
        dune(c, far + 0.03, 0xf0a562, 0xd98a50, 0xa8573f, c.vary(0.55, 0.7), 0.07);
        dune(c, far + 0.10, 0xf5b56a, 0xe29650, 0xb3603c, c.vary(0.25, 0.4), 0.08);
        c.ridge(1, 0xf6bc74, 0xdd9150, 0.55, 0.52, 0.54, 0.51, 0.53);
        c.outOfFocus(0.03, b -> {
            for (int i = 0; i < 5; i++) {
                double y = 0.59 + 0.09 * i;
                b.stroke(0.014, 0xb5683a, 0.34, y, y + b.vary(-0.03, 0.03), y + b.vary(-0.03, 0.03), y - 0.02);
                b.stroke(0.012, 0xffe0a6, 0.4, y - 0.025, y - 0.025 + b.vary(-0.02, 0.02), y - 0.03, y - 0.04);
            }
        });
        c.glow(0.1, 0.74, 0.65, 0.28, 0xffeab4, 0.68);
        c.wash(0.4, 0.5, 0x4a1f38, 0, 1.05, 0.85, 0x4a1f38, 0.48);
    }

    /** A dune with its crest at {@code x}: bright towards the sun, dark behind the crest. */
    private static void dune(SceneCanvas c, double y, int top, int foot, int dark, double x, double height) {
        c.ridge(1, top, foot, y + height, y + height * 0.4, y, y + height * 0.5, y + height);
        c.polygon(
                new double[] {
                    x,
                    y - height * 0.3,
                    x + 0.5,
                    y + height * 1.4,
                    x - 0.05,
                    y + height * 1.6,
                    x - 0.02,
                    y + height * 0.5
                },
                x,
                y,
                dark,
                0.9,
                x + 0.2,
                y + height * 1.5,
                dark,
                0.2);
        c.polygon(
                new double[] {
                    x,
                    y - height * 0.3,
                    x - 0.4,
                    y + height * 1.2,
                    x - 0.05,
                    y + height * 1.6,
                    x - 0.02,
                    y + height * 0.5
                },
                x,
                y,
                top,
                1,
                x - 0.2,
                y + height * 1.5,
                foot,
                0.6);
    }

    @Override
    public Lighting lighting() {
        return new Lighting(0xffe0a0, 0.34, 0x431a30, 0.38, 0.80, 1.1, 0.6, 0.0);
    }
}

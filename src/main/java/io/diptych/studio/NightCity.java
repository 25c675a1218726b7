package io.diptych.studio;

/** A roof at night, wet from rain, the lights of the city out of focus. */
final class NightCity implements ScenePainter {

    private static final int[] LIGHTS = {0xffc46b, 0xff7fb0, 0x6fd6ff, 0xffe2a8, 0xb58bff};

    @Override
    public void paint(SceneCanvas c, Slots slots) {
        double edge = c.vary(0.50, 0.54);
        c.band(0, edge, 0x101a44, 0x2f3a7c, 0x8a5a9a);
        c.glow(0.0, edge, 0.7, 0xff9f8f, 0.6);
        c.outOfFocus(0.012, b -> skyline(b, edge, 0.20, 0x55508f, 0.12, false));
        c.glow(0.1, edge, 0.8, 0.25, 0xd98ab0, 0.45);
        c.outOfFocus(0.007, b -> skyline(b, edge, 0.10, 0x1b1d47, 0.19, true));
        for (int i = 0; i < 9; i++) {
            double x = i / 8.0 + c.vary(-0.04, 0.04);
            c.bokeh(
                    x,
                    edge - c.vary(0.02, 0.12),
                    c.vary(0.02, 0.045),
                    LIGHTS[(int) c.vary(0, LIGHTS.length)],
                    c.vary(0.5, 0.85));
        }
        c.glow(-0.02, 0.24, 0.5, 0xff8ac0, 0.62);
        c.band(edge, 1, 0x1c1a3e, 0x2b2852, 0x15142f);
        c.outOfFocus(0.035, b -> {
            for (int i = 0; i < 6; i++) {
                b.glow(
                        i / 5.0 + b.vary(-0.06, 0.06),
                        b.vary(edge + 0.06, edge + 0.2),
                        0.05,
                        0.2,
                        LIGHTS[(int) b.vary(0, LIGHTS.length)],
                        0.5);
            }
        });
        c.band(edge, edge + 0.025, 0x6a5f9e, 0x2a2753);
        c.glow(0.1, 0.78, 0.65, 0.28, 0xff9ccb, 0.72);
        c.wash(0.4, 0.6, 0x04040f, 0, 1.05, 0.85, 0x04040f, 0.62);
    }

    private static void skyline(SceneCanvas b, double edge, double top, int rgb, double step, boolean windows) {
        for (double x = b.vary(-0.12, -0.04); x < 1.1; x += step) {
            double w = step * b.vary(0.62, 0.9), y = top + b.vary(0, 0.2);
            b.block(x, x + w, y, edge + 0.05, 0, rgb, 1);
            for (double wy = y + 0.035; windows && wy < edge - 0.04; wy += 0.075) {
                for (double wx = x + 0.018; wx < x + w - 0.034; wx += 0.058) {
                    if (b.chance(0.62)) {
                        b.block(wx, wx + 0.034, wy, wy + 0.04, 0, b.chance(0.8) ? 0xffcf7d : 0x9fd8ff, 0.95);
                    }
                }
            }
        }
    }

    @Override
    public Lighting lighting() {
        return new Lighting(0xff9fd0, 0.36, 0x0b0a26, 0.50, 0.85, 0.8, 0.9, 0.30);
    }
}

package io.diptych.studio;

/** An oak shelf on a painted wall, with books and a plant beside the products. */
final class Shelf implements ScenePainter {

    private static final int[] WALLS = {0x7f9c94, 0x8a9bb0, 0xa9988a};
    private static final int[] SPINES = {0xc8604c, 0xe7c46a, 0x3f6f80, 0xefe5d4, 0x6b8a5a};

    @Override
    public void paint(SceneCanvas c, Slots slots) {
        int wall = WALLS[(int) c.vary(0, WALLS.length)];
        double back = c.vary(0.53, 0.56), front = 0.93;
        c.band(0, back, Pixels.mix(wall, 0xffffff, 0.05), Pixels.mix(wall, 0xffffff, 0.22));
        c.glow(0.05, 0.3, 0.75, 0xfff5df, 0.7);
        c.outOfFocus(0.05, b -> b.block(-0.1, 1.1, 0.08, 0.17, 0, 0x20242a, 0.5));
        c.band(-0.01, 0.07, 0xb98a58, 0xa87746);
        c.band(0.07, 0.095, 0x7d5330, 0x6d4626);
        c.outOfFocus(0.016, b -> {
            double x = 0.84;
            for (int i = 0; i < 5; i++) {
                double w = b.vary(0.045, 0.07), top = back - b.vary(0.24, 0.33);
                b.block(
                        x,
                        x + w,
                        top,
                        back + 0.03,
                        0.006,
                        Pixels.mix(SPINES[(i + (int) b.vary(0, 2)) % 5], 0x2a2a30, 0.18),
                        1);
                x += w + 0.004;
            }
            double pot = b.vary(0.07, 0.10);
            for (int i = 0; i < 5; i++) {
                b.curve(
                        0.017,
                        i % 2 == 0 ? 0x5f9a55 : 0x7fb765,
                        1,
                        pot,
                        back - 0.1,
                        pot + (i - 2) * 0.03,
                        back - 0.25,
                        pot + (i - 2) * 0.065,
                        back - 0.27 + Math.abs(i - 2) * 0.05);
            }
            b.block(pot - 0.065, pot + 0.065, back - 0.12, back + 0.03, 0.012, 0xe9dfd0, 1);
            b.block(pot + 0.01, pot + 0.065, back - 0.12, back + 0.03, 0.012, 0xb7a792, 0.6);
        });
        c.band(back, front, 0xb07c48, 0xd9a86e);
        c.outOfFocus(0.012, b -> {
            for (int i = 0; i < 4; i++) {
                double y = back + 0.05 + i * 0.09;
                b.stroke(0.007, 0x8a5a2f, 0.3, y, y + b.vary(-0.02, 0.02), y + b.vary(-0.02, 0.02), y);
            }
            b.block(-0.1, 1.1, back - 0.02, back + 0.03, 0, 0x4a2f1a, 0.5);
        });
        c.band(front, front + 0.012, 0xf2c890, 0xe0b27a);
        c.band(front + 0.012, 1.01, 0x9c6a3c, 0x6e4726);
        c.glow(0.15, 0.74, 0.6, 0.22, 0xfff0cc, 0.62);
        c.wash(0.4, 0.5, 0x1d1a20, 0, 1.05, 0.75, 0x1d1a20, 0.48);
    }

    @Override
    public Lighting lighting() {
        return new Lighting(0xfff1d6, 0.30, 0x251a16, 0.38, 0.75, 0.8, 0.45, 0.06);
    }
}

package io.diptych.studio;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** Paints whole scene pictures and product photos, at twice the size and then averaged down. */
final class PicturePainter {

    private static final int CELL_PX = StudioSample.CELL_PX;

    /** The longer side of a product, in pictures and in photos of the usual size. */
    private static final double PRODUCT_PX = 0.8 * StudioSample.PHOTO_PX;

    private final ProductArt art = new ProductArt();

    /** A picture and the cells, row by row, that products cover. */
    record Painted(BufferedImage picture, BitSet productCells) {}

    Painted picture(Slots slots, long seed, int w, int h) {
        if (w <= 0 || h <= 0 || w % CELL_PX != 0 || h % CELL_PX != 0) {
            throw new IllegalArgumentException(
                    "width and height must be multiples of " + CELL_PX + ", were " + w + "x" + h);
        }
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + 77);
        BufferedImage large = new BufferedImage(2 * w, 2 * h, BufferedImage.TYPE_INT_RGB);
        ScenePainter painter = slots.scene().painter();
        SceneCanvas canvas = SceneCanvas.on(large, slots.light(), random);
        painter.paint(canvas, slots);
        Sprite sprite = art.sprite(slots.product(), slots.color(), 2 * PRODUCT_PX);
        List<Arrangement> places = Arrangement.of(slots.count(), w / CELL_PX, h / CELL_PX, random);
        BitSet covered = new ProductPlacer(large, sprite, painter.lighting(), slots.light())
                .place(places, height(sprite, 2 * PRODUCT_PX), 2 * CELL_PX);
        painter.paintForeground(canvas);
        canvas.dispose();
        return new Painted(Pixels.halved(large), covered);
    }

    /**
     * The product on white, in the middle, with a soft contact shadow.
     *
     * @param size of the product relative to the usual one
     * @param dx shift to the right, as a fraction of the side
     * @param dy shift down
     */
    BufferedImage photo(Product product, ProductColor color, int px, double size, double dx, double dy) {
        int side = 2 * px;
        BufferedImage large = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = large.createGraphics();
        Pixels.quality(g);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, side, side);
        double longer = PRODUCT_PX / StudioSample.PHOTO_PX * size * side;
        Sprite sprite = art.sprite(product, color, longer);
        double height = height(sprite, longer), cell = (double) side * CELL_PX / StudioSample.PHOTO_PX;
        double x = side * (0.5 + dx), base = Math.rint((side * 0.49 + height / 2) / cell) * cell + side * dy;
        SceneCanvas floor = SceneCanvas.on(large, LightSide.LEFT, new Random(0));
        double foot = (sprite.footLeft() + sprite.footRight() - 1) / 2 * height * sprite.aspect();
        double reach = (sprite.footRight() - sprite.footLeft()) / 2 * height * sprite.aspect() + side * 0.07;
        floor.glow((x + foot) / side, base / side, reach / side, 0.045, 0x3a3f4c, 0.5);
        floor.dispose();
        BufferedImage image = sprite.imageFor(height);
        double scale = height / image.getHeight();
        g.drawImage(
                image, new AffineTransform(scale, 0, 0, scale, x - height * sprite.aspect() / 2, base - height), null);
        g.dispose();
        return Pixels.halved(large);
    }

    private static double height(Sprite sprite, double longer) {
        return sprite.aspect() > 1 ? longer / sprite.aspect() : longer;
    }
}

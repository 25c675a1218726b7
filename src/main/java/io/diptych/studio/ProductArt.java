package io.diptych.studio;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.net.URL;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Renders product art at a few sizes, in every colour, and remembers it. Thread-safe. */
final class ProductArt {

    /** Sprite sizes in px; a picture is drawn from the smallest one that is not enlarged. */
    private static final int[] SIZES = {192, 448, 1088};

    private record Key(Product product, ProductColor color, int size) {}

    private final Map<Key, Sprite> sprites = new ConcurrentHashMap<>();
    private final Map<Product, BufferedImage> rendered = new ConcurrentHashMap<>();

    /** A sprite whose longer side is at least {@code px} (up to 1,088 px). */
    Sprite sprite(Product product, ProductColor color, double px) {
        int size = SIZES[SIZES.length - 1];
        for (int candidate : SIZES) {
            if (candidate >= px) {
                size = candidate;
                break;
            }
        }
        if (size == SIZES[SIZES.length - 1]) {
            // 5 MB each and only wanted for catalog photos: not worth keeping
            return paint(render(product, size), product, color);
        }
        return sprites.computeIfAbsent(new Key(product, color, size), k -> {
            BufferedImage large = rendered.computeIfAbsent(product, p -> render(p, 2 * SIZES[0]));
            return k.size == SIZES[0]
                    ? paint(Pixels.halved(large), product, color)
                    : paint(render(product, k.size), product, color);
        });
    }

    private static Sprite paint(BufferedImage art, Product product, ProductColor color) {
        BufferedImage trimmed = Pixels.trimmed(art);
        Repainting.repaint(trimmed, product.paintedParts(), color.paint());
        return Sprite.of(trimmed);
    }

    private static BufferedImage render(Product product, int size) {
        URL url = ProductArt.class.getResource(product.resource());
        if (url == null) {
            throw new IllegalStateException("no art on the class path: " + product.resource());
        }
        SVGDocument document = new SVGLoader().load(url);
        if (document == null) {
            throw new IllegalStateException("not a readable SVG: " + product.resource());
        }
        // filters inside of the art are rasterised without antialiasing: small art is drawn at twice its size
        int scale = size == SIZES[SIZES.length - 1] ? 1 : 2;
        int drawn = scale * size;
        BufferedImage image = new BufferedImage(drawn, drawn, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        Pixels.quality(g);
        document.render((Component) null, g, new ViewBox(0, 0, drawn, drawn));
        g.dispose();
        return scale == 2 ? Pixels.halved(image) : image;
    }
}

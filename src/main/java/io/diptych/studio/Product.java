package io.diptych.studio;

import static io.diptych.studio.PaintedParts.everything;
import static io.diptych.studio.PaintedParts.hue;
import static io.diptych.studio.PaintedParts.neutral;
import static io.diptych.studio.PaintedParts.vivid;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** The products that the studio has art for. The art of held-out ones is never in a training sample. */
public enum Product {
    HANDBAG("handbags", everything()),
    BACKPACK("backpacks", hue(12, 38)),
    WATCH("watches", hue(270, 50).chroma(0.09, 1)),
    CAMERA("cameras", neutral().lightness(0, 0.62).rows(0.40, 0.86)),
    CHAIR("chairs", everything()),
    TEAPOT("teapots", vivid()),
    GUITAR("guitars", hue(14, 34)),
    CANDLE("candles", everything().rows(0.37, 1)),
    BULB("bulbs", hue(80, 45).chroma(0.07, 1)),
    FOOTBALL("footballs", hue(258, 40).chroma(0.09, 1)),
    CROWN("crowns", hue(68, 34)),
    LIPSTICK("lipsticks", hue(10, 36).rows(0, 0.62)),
    UMBRELLA("umbrellas", hue(298, 34).chroma(0.07, 1).rows(0, 0.62)),
    CLOCK("clocks", hue(14, 34)),
    TEDDY("teddies", hue(58, 40)),
    GIFT("gifts", hue(84, 30), ProductColor.RED),
    PURSE("purses", hue(10, 38)),
    HAT("hats", neutral().chroma(0, 0.09)),
    CAP("caps", vivid()),
    DRESS("dresses", hue(256, 42)),
    SHIRT("shirts", vivid()),
    RADIO("radios", neutral().lightness(0.55, 1).rows(0.28, 1), ProductColor.BLACK),
    SUITCASE("suitcases", hue(248, 42)),
    BOOT("boots", hue(70, 24).chroma(0.10, 1)),
    SNEAKER("sneakers", everything()),
    HEEL("heels", hue(14, 40)),
    BOOK("books", hue(14, 40)),
    BOTTLE("bottles", everything()),
    CONTROLLER("controllers", hue(290, 40).chroma(0.04, 1)),
    BASKET("baskets", everything()),
    DRUM("drums", hue(8, 34).chroma(0.10, 1)),
    LANTERN("lanterns", hue(40, 40).chroma(0.08, 1)),
    TELEPHONE("telephones", hue(10, 38)),
    VASE("vases", everything()),
    SKATE("skates", vivid()),
    BUCKET("buckets", hue(245, 45)),
    MIRROR("mirrors", hue(75, 38).chroma(0.09, 1)),
    HEADSET("headsets", neutral());

    /** First held-out product; those after it are held out as well. */
    private static final Product FIRST_HELD_OUT = TELEPHONE;

    private final String plural;
    private final PaintedParts paintedParts;
    private final List<ProductColor> colors;

    Product(String plural, PaintedParts paintedParts, ProductColor... unsuitable) {
        this.plural = plural;
        this.paintedParts = paintedParts;
        EnumSet<ProductColor> suitable = EnumSet.allOf(ProductColor.class);
        suitable.removeAll(Arrays.asList(unsuitable));
        this.colors = List.copyOf(suitable);
    }

    /** Its own name, for instance "handbag", "handbags". */
    public Noun noun() {
        return new Noun(name().toLowerCase(Locale.ROOT), plural);
    }

    public boolean heldOut() {
        return compareTo(FIRST_HELD_OUT) >= 0;
    }

    /** The colours that this product's art can take. */
    public List<ProductColor> colors() {
        return colors;
    }

    public static List<Product> trained() {
        return Arrays.stream(values()).filter(p -> !p.heldOut()).toList();
    }

    public static List<Product> allHeldOut() {
        return Arrays.stream(values()).filter(Product::heldOut).toList();
    }

    PaintedParts paintedParts() {
        return paintedParts;
    }

    String resource() {
        return "/studio/" + name().toLowerCase(Locale.ROOT) + ".svg";
    }
}

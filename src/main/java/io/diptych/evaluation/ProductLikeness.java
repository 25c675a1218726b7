package io.diptych.evaluation;

import io.diptych.model.Pixels;
import java.util.stream.IntStream;

/**
 * How much the product of a photo is to be found in a picture: the mean difference of a colour channel (0..1) over the
 * product's pixels, at the place on the grid of picture codes where it is least. Pixels of the photo count as product if
 * they are neither near white nor a grey shadow; what would lie outside of the picture counts as wholly different.
 *
 * <p>Compares pixels at the photo's size: for the studio, whose products have in pictures about the size that they have
 * in photos.
 */
final class ProductLikeness {

    /** The mean difference that pictures of another product have, from {@code docs/studio-mini.md}. */
    static final double OTHER_PRODUCT = 0.242;

    private static final int CELL_PX = 8;
    /** How far the photo may reach over the picture's edge. */
    private static final int OVERLAP_PX = 16;

    private static final double OUTSIDE = 0.5;
    /** So that a product which a true render hides does not make every picture perfect, or none. */
    private static final double LEAST_RANGE = 0.05;

    private ProductLikeness() {}

    /**
     * 100 for a picture that is at least as near to the photo as the true render is, 0 for one as far from it as pictures
     * of other products are on average; linear in between.
     */
    static double score(Pixels photo, Pixels picture, Pixels trueRender) {
        double best = difference(photo, trueRender);
        double range = Math.max(LEAST_RANGE, OTHER_PRODUCT - best);
        return 100 * Math.min(1, Math.max(0, 1 - (difference(photo, picture) - best) / range));
    }

    static double difference(Pixels photo, Pixels picture) {
        int[] product = product(photo);
        double best = 1;
        for (int dy = -OVERLAP_PX; dy + photo.height() <= picture.height() + OVERLAP_PX; dy += CELL_PX) {
            for (int dx = -OVERLAP_PX; dx + photo.width() <= picture.width() + OVERLAP_PX; dx += CELL_PX) {
                best = Math.min(best, difference(photo, product, picture, dx, dy, best));
            }
        }
        return best;
    }

    private static double difference(Pixels photo, int[] product, Pixels picture, int dx, int dy, double best) {
        float[] from = photo.values(), to = picture.values();
        int plane = photo.width() * photo.height(), target = picture.width() * picture.height();
        double sum = 0, most = best * 3 * product.length;
        for (int i : product) {
            int x = i % photo.width() + dx, y = i / photo.width() + dy;
            if (x < 0 || y < 0 || x >= picture.width() || y >= picture.height()) {
                sum += 3 * OUTSIDE;
            } else {
                int at = y * picture.width() + x;
                for (int c = 0; c < 3; c++) {
                    float value = Math.min(1, Math.max(0, to[c * target + at]));
                    sum += Math.abs(from[c * plane + i] - value);
                }
            }
            if (sum > most) {
                return best;
            }
        }
        return product.length == 0 ? best : sum / 3 / product.length;
    }

    private static int[] product(Pixels photo) {
        int plane = photo.width() * photo.height();
        float[] v = photo.values();
        return IntStream.range(0, plane)
                .filter(i -> {
                    float low = Math.min(v[i], Math.min(v[plane + i], v[2 * plane + i]));
                    float high = Math.max(v[i], Math.max(v[plane + i], v[2 * plane + i]));
                    boolean shadow = high - low < 12 / 255f && low > 150 / 255f;
                    return low < 225 / 255f && !shadow;
                })
                .toArray();
    }
}

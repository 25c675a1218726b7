package io.diptych.catalog;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Java takes gray levels with transparency, or of 16 bits, for linear light and brightens them when it draws them; files
 * hold them with the same gamma as colors.
 */
final class GrayLevels {

    private GrayLevels() {}

    /** A gray picture with its levels unchanged in RGB; any other picture as it is. */
    static BufferedImage asRgb(BufferedImage image) {
        if (image.getColorModel().getColorSpace().getType() != ColorSpace.TYPE_GRAY
                || image.getColorModel() instanceof IndexColorModel) {
            return image;
        }
        Raster raster = image.getRaster();
        boolean alpha = image.getColorModel().hasAlpha() && raster.getNumBands() > 1;
        int levelBits = image.getColorModel().getComponentSize(0);
        int alphaBits = alpha ? image.getColorModel().getComponentSize(1) : 0;
        BufferedImage rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int level = toByte(raster.getSample(x, y, 0), levelBits);
                int opacity = alpha ? toByte(raster.getSample(x, y, 1), alphaBits) : 0xFF;
                rgb.setRGB(x, y, opacity << 24 | level << 16 | level << 8 | level);
            }
        }
        return rgb;
    }

    private static int toByte(int sample, int bits) {
        return bits == 8 ? sample : Math.round(sample * 255f / ((1 << bits) - 1));
    }
}

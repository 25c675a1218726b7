package io.diptych.scene;

/** Width and height of a picture in pixels. */
public record PictureSize(int width, int height) {

    public PictureSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture has at least one pixel, not " + width + "x" + height);
        }
    }

    /** @param text such as {@code 128x144}: width, then height */
    public static PictureSize parse(String text) {
        int x = text.indexOf('x');
        if (x < 1) {
            throw new IllegalArgumentException("\"" + text + "\" is no size; such as 128x128");
        }
        return new PictureSize(Integer.parseInt(text.substring(0, x)), Integer.parseInt(text.substring(x + 1)));
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}

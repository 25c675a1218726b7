package io.diptych.catalog;

/** A photo that cannot be used. The message begins with the photo's location and says what would be right. */
public class PhotoException extends Exception {

    private static final long serialVersionUID = 1L;

    public PhotoException(String location, String message) {
        super(location + " " + message);
    }
}

package io.diptych.catalog;

import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/** JPEG decoders fill the rest of a cut-off picture with gray and only warn. */
final class TruncationListener implements IIOReadWarningListener {

    private boolean seen;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        seen |= warning.toLowerCase(Locale.ROOT).contains("premature end");
    }

    boolean seen() {
        return seen;
    }
}

package io.diptych.catalog;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Local copies of photos that a catalog names by their web address: the one of {@code
 * https://shop.example/files/watch.jpg?v=3} is the file {@code watch.jpg} of one folder. So a shop's export can be shot
 * as it is.
 */
public final class SavedPhotos implements PhotoSource {

    private final Path folder;
    private final LocalPhotos files;

    public SavedPhotos(Path folder, PhotoLimits limits, PhotoFactsCache cache) {
        this.folder = folder;
        this.files = new LocalPhotos(folder, "the folder of saved photos", limits, cache);
    }

    @Override
    public boolean reads(String location) {
        String lower = location.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    @Override
    public Optional<PhotoFacts> look(String location) throws PhotoException {
        return files.look(fileName(location));
    }

    @Override
    public Photo fetch(String location) throws PhotoException {
        return files.fetch(fileName(location));
    }

    private String fileName(String location) throws PhotoException {
        try {
            String path = Optional.ofNullable(new URI(location.replace(" ", "%20")).getPath())
                    .orElse("");
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
                return name;
            }
        } catch (URISyntaxException e) {
            throw new PhotoException(location, "is no web address: " + e.getReason());
        }
        throw new PhotoException(location, "names no file that could have been saved in " + folder);
    }
}

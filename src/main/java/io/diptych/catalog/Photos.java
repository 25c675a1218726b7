package io.diptych.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every place that the photos of one catalog come from: each photo is read by the first source that reads its kind. */
public final class Photos implements PhotoSource {

    private final List<PhotoSource> sources;

    public Photos(List<? extends PhotoSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /**
     * The sources of a catalog: its folder, and copies of what it names by web address.
     *
     * @param catalog the catalog file
     * @param saved the folder with the copies; null where there are none
     */
    public static Photos of(Path catalog, @Nullable Path saved, PhotoFactsCache cache) {
        return of(catalog, saved, cache, null);
    }

    /**
     * The same, and the web.
     *
     * @param web what a catalog names by address, and has no copy of in {@code saved}; null to read none
     */
    public static Photos of(Path catalog, @Nullable Path saved, PhotoFactsCache cache, @Nullable WebPhotos web) {
        List<PhotoSource> sources = new ArrayList<>();
        sources.add(new LocalPhotos(catalog.toAbsolutePath().getParent(), PhotoLimits.DEFAULT, cache));
        if (saved != null) {
            sources.add(new SavedPhotos(saved, PhotoLimits.DEFAULT, cache));
        }
        if (web != null) {
            sources.add(web);
        }
        return new Photos(sources);
    }

    @Override
    public boolean reads(String location) {
        return sources.stream().anyMatch(source -> source.reads(location));
    }

    @Override
    public Optional<PhotoFacts> look(String location) throws PhotoException {
        return source(location).look(location);
    }

    @Override
    public Optional<PhotoFacts> ingest(String location) throws PhotoException {
        return source(location).ingest(location);
    }

    @Override
    public Photo fetch(String location) throws PhotoException {
        return source(location).fetch(location);
    }

    private PhotoSource source(String location) throws PhotoException {
        for (PhotoSource source : sources) {
            if (source.reads(location)) {
                return source;
            }
        }
        String scheme = location.substring(0, location.indexOf(':'));
        throw new PhotoException(
                location,
                "cannot be fetched: " + scheme
                        + " photos are not read yet; save them in a folder and name it in the campaign's catalog.photos,"
                        + " or name files in the catalog's folder");
    }
}

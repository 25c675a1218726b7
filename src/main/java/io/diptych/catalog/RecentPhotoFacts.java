package io.diptych.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers in memory, for as long as the process lives, the photos used last. Safe for use by several threads. */
public final class RecentPhotoFacts implements PhotoFactsCache {

    private record Versioned(String version, PhotoFacts facts) {}

    private final Map<String, Versioned> recent;

    /** @param capacity how many photos to remember */
    public RecentPhotoFacts(int capacity) {
        recent = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Versioned> eldest) {
                return size() > capacity;
            }
        };
    }

    @Override
    public synchronized Optional<PhotoFacts> find(String location, String version) {
        return Optional.ofNullable(recent.get(location))
                .filter(known -> known.version().equals(version))
                .map(Versioned::facts);
    }

    @Override
    public synchronized void remember(String location, String version, PhotoFacts facts) {
        recent.put(location, new Versioned(version, facts));
    }
}

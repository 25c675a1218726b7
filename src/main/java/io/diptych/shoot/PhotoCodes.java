package io.diptych.shoot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Codes of the photos encoded last, by the photo's digest: a product comes back once for every scene and take. */
final class PhotoCodes {

    private static final int MOST = 64;

    private final Map<String, int[]> codes = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, int[]> eldest) {
            return size() > MOST;
        }
    };

    int[] get(String digest, Supplier<int[]> encode) {
        int[] known = codes.get(digest);
        if (known == null) {
            known = encode.get();
            codes.put(digest, known);
        }
        return known;
    }
}

package io.diptych.campaign;

import java.util.Collection;
import java.util.Set;

/** Knows which assets are recorded already. */
public interface ExistingAssets {

    /** An asset exists once for each of these. */
    record Key(ShotKey shot, long seed) {}

    /** Nothing exists. */
    ExistingAssets NONE = wanted -> Set.of();

    /**
     * Those of the wanted assets that exist.
     *
     * @param wanted at most some thousands
     */
    Set<Key> among(Collection<Key> wanted);

    /**
     * Those of the wanted shots whose one take has been chosen by these rules, and exists.
     *
     * @param wanted at most some thousands
     */
    default Set<ShotKey> chosen(Collection<ShotKey> wanted, Contest contest) {
        return Set.of();
    }
}

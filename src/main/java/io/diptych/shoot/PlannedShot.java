package io.diptych.shoot;

import io.diptych.campaign.Take;

/**
 * A take of a shot on its way into the shot list, or several of which one will be kept.
 *
 * @param line line of the catalog that the product begins at
 * @param frame number of the frame (scene × variant) within the run
 * @param take from 1; of several the first, or the kept one once it is known
 * @param instruction filled in for this product
 * @param photo where the product photo lies: an absolute path
 * @param photoDigest SHA-256 of the photo's bytes, hex
 * @param shotKey SHA-256 of everything that changes the picture, hex
 * @param seed derived from campaign seed, shot key and take
 * @param contenders takes of which one will be kept, the first ones of the shot; 1 where there is no choice
 */
record PlannedShot(
        String sku,
        String title,
        long line,
        int frame,
        int take,
        String instruction,
        String photo,
        String photoDigest,
        String shotKey,
        long seed,
        int contenders) {

    /** The one that is left. */
    PlannedShot chosen(Take chosen) {
        return taken(chosen.number(), chosen.seed());
    }

    /** A take that is known already, whatever else was tried for it. */
    PlannedShot taken(int number, long itsSeed) {
        return new PlannedShot(sku, title, line, frame, number, instruction, photo, photoDigest, shotKey, itsSeed, 1);
    }
}

package io.diptych.shoot;

/**
 * One take of a shot on its way into the shot list.
 *
 * @param line line of the catalog that the product begins at
 * @param frame number of the frame (scene × variant) within the run
 * @param take from 1
 * @param instruction filled in for this product
 * @param photo where the product photo lies: an absolute path
 * @param photoDigest SHA-256 of the photo's bytes, hex
 * @param shotKey SHA-256 of everything that changes the picture, hex
 * @param seed derived from campaign seed, shot key and take
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
        long seed) {}

package io.diptych.campaign;

/**
 * One attempt at a shot.
 *
 * @param number from 1
 * @param seed all randomness of the take comes from it
 */
public record Take(int number, long seed) {

    /**
     * The take of a shot. Its seed is the first eight bytes, most significant first, of the SHA-256 of the lines {@code
     * diptych take seed 1}, campaign seed, shot key and number, each ended by a line feed, numbers in decimal digits.
     */
    public static Take of(long campaignSeed, ShotKey shot, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("takes are numbered from 1, not " + number);
        }
        return new Take(
                number,
                ShotKey.firstEightBytes(
                        "diptych take seed 1\n" + campaignSeed + "\n" + shot.hex() + "\n" + number + "\n"));
    }
}

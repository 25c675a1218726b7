package io.diptych.shoot;

/**
 * A product's shots on the contact sheet. They lie together in the shot list: planning goes product by product.
 *
 * @param first number of its first shot
 * @param last number of its last shot
 * @param failed how many of them failed
 */
record ShownProduct(int first, int last, int failed) {

    int shots() {
        return last - first + 1;
    }
}

package io.diptych.delivery;

import java.io.IOException;
import java.io.OutputStream;

/** How a delivery is written: the plain zip, and a class for each marketplace that wants it otherwise. */
interface DeliveryFormat {

    /** Writes the delivery as it is read, so that it may be of any size. Leaves {@code out} open. */
    void write(Delivery delivery, DeliveredAssets assets, OutputStream out) throws IOException;
}

package io.diptych.shoot;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How shots are handed out and rendered.
 *
 * @param partition shots that a worker claims at a time
 * @param microBatch shots rendered together
 * @param poll how often a worker looks for partitions that others released
 * @param heartbeat how often a worker says that it lives; after four beats missed its partition goes to another
 * @param renderDeadline how long a render may go without a sign of progress before its partition is taken from it
 * @param attempts how often a partition may fail as a whole before its open shots are failed
 * @param stalledAfter how long no shot of a run may end before the run is ended
 * @param worker whether this process renders, too; without one it only plans and watches
 * @param atOnce campaigns that a server runs at a time; others wait
 * @param contactSheetPage shots on a page of the contact sheet; a product is never torn apart
 */
@ConfigurationProperties("diptych.shoot")
record ShootSettings(
        @DefaultValue("24") int partition,
        @DefaultValue("4") int microBatch,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("10m") Duration renderDeadline,
        @DefaultValue("3") int attempts,
        @DefaultValue("30m") Duration stalledAfter,
        @DefaultValue("true") boolean worker,
        @DefaultValue("4") int atOnce,
        @DefaultValue("500") int contactSheetPage) {

    ShootSettings {
        requirePositive("partition", partition);
        requirePositive("micro-batch", microBatch);
        requirePositive("attempts", attempts);
        requirePositive("at-once", atOnce);
        requirePositive("contact-sheet-page", contactSheetPage);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("diptych.shoot." + name + " is " + value + "; it must be at least 1");
        }
    }
}

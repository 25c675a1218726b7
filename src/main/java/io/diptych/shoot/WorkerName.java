package io.diptych.shoot;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * What a worker calls itself in claims.
 *
 * @param text at most 50 characters: db-scheduler cuts longer ones
 * @param exclusive whether no other living process can have this name, so that whatever it holds at start is a dead
 *     one's
 */
record WorkerName(String text, boolean exclusive) {

    private static final int LONGEST = 50;

    WorkerName {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "A worker's name has 1 to " + LONGEST + " characters; '" + text + "' has " + text.length());
        }
    }

    /** The worker on an embedded database: the lock on the data folder lets only one process have it. */
    static WorkerName embedded() {
        return new WorkerName("embedded", true);
    }

    /** One of many workers on a shared database. */
    static WorkerName shared() {
        String suffix = "-" + ProcessHandle.current().pid() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        String host = host();
        return new WorkerName(host.substring(0, Math.min(host.length(), LONGEST - suffix.length())) + suffix, false);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}

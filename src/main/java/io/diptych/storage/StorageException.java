package io.diptych.storage;

import org.jspecify.annotations.Nullable;

/**
 * An object could not be written or read. The message names the operation, the object, the endpoint, the reason and
 * what to do.
 */
public abstract sealed class StorageException extends RuntimeException {

    private StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether the same call may succeed later with nothing changed on this side. */
    public boolean passing() {
        return false;
    }

    /** No server answered, or not in time. */
    public static final class Unreachable extends StorageException {
        Unreachable(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public boolean passing() {
            return true;
        }
    }

    /** Credentials are missing, wrong, or not enough. */
    public static final class AccessDenied extends StorageException {
        AccessDenied(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public static final class BucketMissing extends StorageException {
        BucketMissing(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The key is taken by other bytes: an object once written is never replaced by {@link ObjectStore#put}. */
    public static final class Conflict extends StorageException {
        Conflict(String message) {
            super(message, null);
        }
    }

    /** The server answered with another error. */
    public static final class Refused extends StorageException {
        private final int status;

        Refused(String message, int status, Throwable cause) {
            super(message, cause);
            this.status = status;
        }

        /** HTTP status of the answer. */
        public int status() {
            return status;
        }

        @Override
        public boolean passing() {
            return status >= 500 || status == 429;
        }
    }
}

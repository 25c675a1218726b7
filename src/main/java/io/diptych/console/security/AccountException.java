package io.diptych.console.security;

/** What was asked for cannot be done to an account; the message says what would be right. */
public class AccountException extends RuntimeException {

    AccountException(String message) {
        super(message);
    }
}

package io.diptych.console.api;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** A request that cannot be answered, and why. */
final class ApiException extends RuntimeException {

    private final transient ProblemDetail problem;

    /** @param type the last part of the problem's type */
    ApiException(HttpStatus status, String type, String detail) {
        super(detail);
        this.problem = ApiFailures.of(status, detail, type);
    }

    ProblemDetail problem() {
        return problem;
    }
}

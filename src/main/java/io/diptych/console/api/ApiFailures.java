package io.diptych.console.api;

import io.diptych.catalog.CatalogException;
import io.diptych.delivery.NothingToDeliverException;
import io.diptych.review.NotUnderReviewException;
import io.diptych.review.ReviewRefusedException;
import io.diptych.review.StaleReviewException;
import io.diptych.scene.InvalidFileException;
import io.diptych.scene.NearestName;
import io.diptych.shoot.CampaignStateException;
import io.diptych.shoot.NoSuchCampaignException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns whatever goes wrong below {@code /api} into problem+json, unknown routes and wrong methods too: these have no
 * handler, so no controller advice of a package would see them. Pages keep their own way.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ApiFailures implements HandlerExceptionResolver {

    private static final Logger log = LoggerFactory.getLogger(ApiFailures.class);

    private final JsonMapper json;

    ApiFailures(JsonMapper json) {
        this.json = json;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (!path.startsWith("/api/") || response.isCommitted()) {
            return null;
        }
        if (failure instanceof AuthenticationException
                || failure instanceof AccessDeniedException && request.getUserPrincipal() == null) {
            // The security filter asks for a login.
            return null;
        }
        ProblemDetail problem = problem(failure);
        if (failure instanceof ErrorResponse error) {
            error.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        }
        if (problem.getStatus() >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            log.error("{} {} failed", request.getMethod(), path, failure);
        }
        try {
            response.setStatus(problem.getStatus());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(json.writeValueAsBytes(body(problem, path)));
        } catch (IOException e) {
            log.debug("The client is gone", e);
        }
        return new ModelAndView();
    }

    private static ProblemDetail problem(Exception failure) {
        if (failure instanceof ApiException stated) {
            return stated.problem();
        }
        if (failure instanceof StaleReviewException stale) {
            ProblemDetail problem = of(HttpStatus.PRECONDITION_FAILED, stale.getMessage(), "stale-review");
            problem.setProperty("review", stale.current());
            return problem;
        }
        if (failure instanceof NotUnderReviewException) {
            return of(HttpStatus.NOT_FOUND, failure.getMessage(), "no-such-asset");
        }
        if (failure instanceof ReviewRefusedException) {
            return of(HttpStatus.CONFLICT, failure.getMessage(), "delivered");
        }
        if (failure instanceof NoSuchCampaignException) {
            return of(HttpStatus.NOT_FOUND, failure.getMessage(), "no-such-campaign");
        }
        if (failure instanceof CampaignStateException) {
            return of(HttpStatus.CONFLICT, failure.getMessage(), "campaign-state");
        }
        if (failure instanceof NothingToDeliverException) {
            return of(HttpStatus.CONFLICT, failure.getMessage(), "nothing-to-deliver");
        }
        if (failure instanceof MaxUploadSizeExceededException) {
            return of(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "The request is larger than spring.servlet.multipart.max-request-size allows",
                    "too-large");
        }
        if (failure instanceof CatalogException) {
            return of(HttpStatus.UNPROCESSABLE_CONTENT, failure.getMessage(), "invalid-file");
        }
        if (failure instanceof InvalidFileException invalid) {
            ProblemDetail problem = of(
                    HttpStatus.UNPROCESSABLE_CONTENT, invalid.problems().get(0).toString(), "invalid-file");
            problem.setProperty("problems", invalid.problems());
            return problem;
        }
        if (failure instanceof AccessDeniedException) {
            return of(HttpStatus.FORBIDDEN, "Your role does not allow this; ask an administrator.", "forbidden");
        }
        if (failure instanceof HttpMessageNotReadableException unreadable) {
            return of(HttpStatus.BAD_REQUEST, unreadable(unreadable), "unreadable");
        }
        if (failure instanceof ErrorResponse error) {
            return error.getBody();
        }
        if (failure instanceof TypeMismatchException mismatch) {
            return of(
                    HttpStatus.BAD_REQUEST,
                    mismatch.getPropertyName() + ": '" + mismatch.getValue() + "' is not allowed",
                    "bad-parameter");
        }
        return of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Something went wrong that should not; the server's log has the details.",
                "internal");
    }

    static ProblemDetail of(HttpStatus status, @Nullable String detail, String type) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, Objects.requireNonNullElse(detail, ""));
        problem.setType(URI.create("urn:diptych:problem:" + type));
        return problem;
    }

    private static String unreadable(HttpMessageNotReadableException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof UnrecognizedPropertyException unknown) {
            String name = unknown.getPropertyName();
            return "There is no field '" + name + "'"
                    + NearestName.hint(
                            Objects.requireNonNull(unknown.getKnownPropertyIds()).stream()
                                    .map(Object::toString)
                                    .toList(),
                            name);
        }
        if (cause instanceof DatabindException mismatch && !mismatch.getPath().isEmpty()) {
            return "The field '"
                    + mismatch.getPath().get(mismatch.getPath().size() - 1).getPropertyName() + "' is wrong: "
                    + mismatch.getOriginalMessage();
        }
        return cause instanceof JacksonException syntax
                ? "The body is no JSON: " + syntax.getOriginalMessage()
                : "A JSON body is missing";
    }

    private static Map<String, Object> body(ProblemDetail problem, String path) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "type",
                problem.getType() == null ? "about:blank" : problem.getType().toString());
        body.put("title", Objects.requireNonNullElse(problem.getTitle(), ""));
        body.put("status", problem.getStatus());
        body.put("detail", Objects.requireNonNullElse(problem.getDetail(), ""));
        body.put("instance", path);
        if (problem.getProperties() != null) {
            body.putAll(problem.getProperties());
        }
        return body;
    }
}

package io.diptych.console.pages;

import io.diptych.console.security.AccountException;
import io.diptych.delivery.NothingToDeliverException;
import io.diptych.provenance.ReplayRefusedException;
import io.diptych.review.NotUnderReviewException;
import io.diptych.review.ReviewRefusedException;
import io.diptych.review.StaleReviewException;
import io.diptych.scene.InvalidFileException;
import io.diptych.shoot.CampaignStateException;
import io.diptych.shoot.NoSuchCampaignException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Tells people what could not be done, on the page where they asked for it. */
@ControllerAdvice(basePackageClasses = PageFailures.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class PageFailures {

    static final String PROBLEM = "problem";

    @ExceptionHandler({NoSuchCampaignException.class, NotUnderReviewException.class})
    void nothingThere(RuntimeException failure, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value(), failure.getMessage());
    }

    @ExceptionHandler(ResponseStatusException.class)
    void stated(ResponseStatusException failure, HttpServletResponse response) throws IOException {
        response.sendError(failure.getStatusCode().value(), failure.getReason());
    }

    @ExceptionHandler({
        CampaignStateException.class,
        ReviewRefusedException.class,
        StaleReviewException.class,
        AccountException.class,
        NothingToDeliverException.class,
        ReplayRefusedException.class,
        InvalidFileException.class,
        IllegalArgumentException.class,
        MaxUploadSizeExceededException.class
    })
    @Nullable
    ModelAndView refused(Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String message = failure instanceof MaxUploadSizeExceededException
                ? "That is more than the server takes at a time; split it, or ask for a higher limit"
                : String.valueOf(failure.getMessage());
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Retarget", "#messages");
            response.setHeader("HX-Reswap", "innerHTML");
            return new ModelAndView("parts :: problem").addObject(PROBLEM, message);
        }
        if (request.getMethod().equals("GET")) {
            response.sendError(HttpStatus.BAD_REQUEST.value(), message);
            return null;
        }
        FlashMap flash = RequestContextUtils.getOutputFlashMap(request);
        flash.put(PROBLEM, message);
        return new ModelAndView("redirect:" + whereFrom(request));
    }

    /** Only its path is believed, so that no one is led elsewhere. */
    private static String whereFrom(HttpServletRequest request) {
        String referer = request.getHeader("Referer");
        try {
            String path = referer == null ? null : URI.create(referer).getRawPath();
            return path == null || !path.startsWith("/") || path.startsWith("//") ? "/" : path;
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }
}

package io.diptych.console.api;

import io.diptych.console.security.ForApprovers;
import io.diptych.provenance.AssetId;
import io.diptych.review.ContactSheetQuery;
import io.diptych.review.Decision;
import io.diptych.review.ReviewEvent;
import io.diptych.review.ReviewOutcome;
import io.diptych.review.ReviewStatus;
import io.diptych.review.Reviews;
import io.diptych.review.SheetShot;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/campaigns/{campaign}")
@Tag(name = "Review", description = "Assets of a campaign, and what people decide about them.")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ReviewsApi {

    private static final int MOST = 10_000;
    private static final Pattern ETAG = Pattern.compile("\"review-(\\d{1,9})\"");

    private final ContactSheetQuery sheet;
    private final Reviews reviews;

    ReviewsApi(ContactSheetQuery sheet, Reviews reviews) {
        this.sheet = sheet;
        this.reviews = reviews;
    }

    /** What a reviewer can decide. */
    enum Verdict {
        APPROVED,
        REJECTED,
        /** Opened again. */
        RENDERED
    }

    /** @param reason of a rejection, which needs one */
    record NewReview(@Nullable Verdict state, @Nullable String reason) {

        Decision decision() {
            if (state == null) {
                throw bad("state: one of APPROVED, REJECTED, RENDERED");
            }
            return switch (state) {
                case APPROVED -> new Decision.Approve();
                case RENDERED -> new Decision.Reopen();
                case REJECTED -> rejection();
            };
        }

        private Decision rejection() {
            try {
                return new Decision.Reject(Objects.requireNonNullElse(reason, ""));
            } catch (IllegalArgumentException e) {
                throw bad("reason: " + e.getMessage());
            }
        }
    }

    /** The same decision about many assets. */
    record NewReviews(
            @Nullable List<String> assets,
            @Nullable Verdict state,
            @Nullable String reason) {}

    @GetMapping("/assets/{asset}")
    @Operation(summary = "An asset as the campaign shows it", description = "Its ETag is that of its review.")
    public ResponseEntity<SheetShot> asset(@PathVariable String campaign, @PathVariable String asset) {
        SheetShot shot = sheet.find(campaign, id(asset))
                .orElseThrow(() -> new ApiException(
                        HttpStatus.NOT_FOUND, "no-such-asset", "Campaign '" + campaign + "' shows no asset " + asset));
        return ResponseEntity.ok()
                .eTag(etag(Objects.requireNonNull(shot.asset()).review()))
                .body(shot);
    }

    @GetMapping("/assets/{asset}/history")
    @Operation(summary = "All decisions about an asset, the first one first")
    public List<ReviewEvent> history(@PathVariable String campaign, @PathVariable String asset) {
        return reviews.history(campaign, id(asset));
    }

    @PutMapping("/assets/{asset}/review")
    @ForApprovers
    @Operation(
            summary = "Approve, reject or reopen an asset",
            description = "If-Match carries the ETag of the asset as you saw it: if somebody decided since, nothing"
                    + " changes and you are told (412).")
    public ResponseEntity<ReviewStatus> review(
            @PathVariable String campaign,
            @PathVariable String asset,
            @Parameter(required = true, example = "\"review-0\"")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @RequestBody NewReview review,
            Principal actor) {
        ReviewStatus status = reviews.decide(campaign, id(asset), review.decision(), seen(ifMatch), actor.getName());
        return ResponseEntity.ok().eTag(etag(status)).body(status);
    }

    @PostMapping("/reviews")
    @ForApprovers
    @Operation(
            summary = "The same decision about many assets",
            description = "Those that it cannot be applied to are listed; the others are decided all the same.")
    public ReviewOutcome reviewAll(@PathVariable String campaign, @RequestBody NewReviews many, Principal actor) {
        if (many.assets() == null || many.assets().isEmpty() || many.assets().size() > MOST) {
            throw bad("assets: from 1 to " + MOST + " asset ids");
        }
        Decision decision = new NewReview(many.state(), many.reason()).decision();
        return reviews.decide(
                campaign, many.assets().stream().map(ReviewsApi::id).toList(), decision, actor.getName());
    }

    private static AssetId id(String text) {
        try {
            return AssetId.parse(text);
        } catch (IllegalArgumentException e) {
            throw bad(Objects.requireNonNullElse(e.getMessage(), "asset"));
        }
    }

    private static int seen(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new ApiException(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "if-match",
                    "Send the ETag of the asset as you saw it in If-Match");
        }
        Matcher version = ETAG.matcher(ifMatch.strip());
        if (!version.matches()) {
            throw new ApiException(
                    HttpStatus.PRECONDITION_FAILED, "if-match", ifMatch + " is no ETag of an asset; get it again");
        }
        return Integer.parseInt(version.group(1));
    }

    private static String etag(ReviewStatus review) {
        return "\"review-" + review.version() + "\"";
    }

    private static ApiException bad(String detail) {
        return new ApiException(HttpStatus.BAD_REQUEST, "bad-request", detail);
    }
}

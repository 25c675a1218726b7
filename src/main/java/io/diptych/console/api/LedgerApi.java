package io.diptych.console.api;

import io.diptych.provenance.Ledger;
import io.diptych.review.ReviewEvent;
import io.diptych.review.ReviewEvents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/ledger")
@Tag(name = "Ledger", description = "What happened, in order; nothing in it ever changes.")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class LedgerApi {

    private static final int MOST = 500;

    private final Ledger ledger;
    private final ReviewEvents events;

    LedgerApi(Ledger ledger, ReviewEvents events) {
        this.ledger = ledger;
        this.events = events;
    }

    @GetMapping("/assets")
    @Operation(
            summary = "Every recorded asset with its provenance, the first one first",
            description = "Holds digests, not texts, so that texts can be erased.")
    public Page<Ledger.Entry> assets(
            @RequestParam(required = false) @Nullable String campaign,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "100") int limit) {
        ShotsApi.requireLimit(limit, MOST);
        long behind = Objects.requireNonNullElse(Cursor.read(after, Long::parseLong), 0L);
        List<Ledger.Entry> found = ledger.entries(campaign, behind, limit + 1);
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<Ledger.Entry> page = found.subList(0, limit);
        return new Page<>(List.copyOf(page), Cursor.next(page.get(limit - 1).entry()));
    }

    @GetMapping("/reviews")
    @Operation(summary = "Every decision of every reviewer, the first one first")
    public Page<ReviewEvent> reviews(
            @RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "100") int limit) {
        ShotsApi.requireLimit(limit, MOST);
        long behind = Objects.requireNonNullElse(Cursor.read(after, Long::parseLong), 0L);
        List<ReviewEvent> found = events.after(behind, limit + 1);
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<ReviewEvent> page = found.subList(0, limit);
        return new Page<>(List.copyOf(page), Cursor.next(page.get(limit - 1).entry()));
    }
}

package io.diptych.console.api;

import io.diptych.review.ContactSheetQuery;
import io.diptych.review.SheetCursor;
import io.diptych.review.SheetFilter;
import io.diptych.review.SheetPage;
import io.diptych.review.SheetShot;
import io.diptych.review.ShownState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/campaigns/{campaign}")
@Tag(name = "Shots", description = "What a campaign shows: planned, rendered and failed shots.")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ShotsApi {

    private final ContactSheetQuery sheet;

    ShotsApi(ContactSheetQuery sheet) {
        this.sheet = sheet;
    }

    @GetMapping("/shots")
    @Operation(
            summary = "A campaign's shots, in the order of its plan",
            description = "Takes that reviewers asked for stand behind the shot that they are takes of.")
    public Page<SheetShot> shots(
            @PathVariable String campaign,
            @RequestParam(required = false) @Nullable ShownState state,
            @Parameter(description = "Part of a SKU or title") @RequestParam(required = false) @Nullable String sku,
            @RequestParam(required = false) @Nullable String scene,
            @Parameter(description = "Least alignment of picture and copy") @RequestParam(required = false) @Nullable
                    Double minScore,
            @RequestParam(required = false) @Nullable Double maxScore,
            @Parameter(description = "Whether picture and copy drifted apart") @RequestParam(required = false) @Nullable
                    Boolean drifted,
            @Parameter(description = "From the 'next' link of the page before")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @Parameter(description = "1 to " + ContactSheetQuery.MOST) @RequestParam(defaultValue = "60") int limit) {
        requireLimit(limit, ContactSheetQuery.MOST);
        SheetPage page = sheet.page(
                campaign,
                new SheetFilter(state, sku, scene, minScore, maxScore, drifted),
                Cursor.read(after, SheetCursor::parse),
                limit);
        return new Page<>(page.shots(), Cursor.next(page.next()));
    }

    @GetMapping("/shots/counts")
    @Operation(summary = "How many of a campaign's shots are in each state")
    public Map<ShownState, Long> counts(@PathVariable String campaign) {
        return sheet.counts(campaign, SheetFilter.ALL);
    }

    static void requireLimit(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new ApiException(
                    HttpStatus.BAD_REQUEST,
                    "bad-limit",
                    "limit: a page has from 1 to " + most + " items, not " + limit);
        }
    }
}

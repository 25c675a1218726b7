package io.diptych.console.pages;

import io.diptych.console.security.ForApprovers;
import io.diptych.provenance.AssetId;
import io.diptych.review.ContactSheetQuery;
import io.diptych.review.Decision;
import io.diptych.review.ReviewOutcome;
import io.diptych.review.Reviews;
import io.diptych.review.SheetCursor;
import io.diptych.review.SheetFilter;
import io.diptych.review.SheetPage;
import io.diptych.review.ShownState;
import io.diptych.shoot.CampaignState;
import io.diptych.shoot.CampaignStatus;
import io.diptych.shoot.Campaigns;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A campaign: its plan while it is a draft, then its contact sheet, and decisions about many pictures at once. */
@Pages
class SheetPages {

    private static final int PAGE = 60;
    private static final int LISTED_PROBLEMS = 200;

    private final Campaigns campaigns;
    private final ContactSheetQuery sheet;
    private final Reviews reviews;

    SheetPages(Campaigns campaigns, ContactSheetQuery sheet, Reviews reviews) {
        this.campaigns = campaigns;
        this.sheet = sheet;
        this.reviews = reviews;
    }

    @GetMapping("/campaigns/{name}")
    String campaign(
            @PathVariable String name,
            FilterForm form,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String before,
            Model model) {
        CampaignStatus status = campaigns.get(name);
        model.addAttribute("campaign", status);
        if (status.state() == CampaignState.DRAFT) {
            model.addAttribute("trial", campaigns.trial(name).orElse(null));
            return "draft";
        }
        SheetFilter filter = form.filter();
        SheetPage page = before == null
                ? sheet.page(name, filter, after == null ? null : SheetCursor.parse(after), PAGE)
                : sheet.pageBefore(name, filter, SheetCursor.parse(before), PAGE);
        model.addAttribute("page", page);
        model.addAttribute("form", form);
        model.addAttribute("counts", sheet.counts(name, filter));
        model.addAttribute("scenes", sheet.scenes(name));
        model.addAttribute(
                "skippedRows", status.skipped() == 0 ? List.of() : campaigns.problems(name, LISTED_PROBLEMS));
        return "campaign";
    }

    /**
     * The same decision about those that are ticked, or about all that the filter shows, on all pages.
     *
     * @param all whether the filter decides
     */
    @PostMapping("/campaigns/{name}/reviews")
    @ForApprovers
    String decide(
            @PathVariable String name,
            @RequestParam(name = "asset", required = false) @Nullable List<String> assets,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam Verdict verdict,
            @RequestParam(required = false) @Nullable String reason,
            FilterForm form,
            Principal actor,
            RedirectAttributes flash) {
        Decision decision = verdict.decision(reason);
        ReviewOutcome outcome = all
                ? reviews.decide(name, form.filter(), decision, actor.getName())
                : reviews.decide(
                        name,
                        Objects.requireNonNullElse(assets, List.<String>of()).stream()
                                .map(AssetId::parse)
                                .toList(),
                        decision,
                        actor.getName());
        flash.addFlashAttribute("done", told(outcome, verdict));
        return "redirect:/campaigns/" + name + form.query();
    }

    /** What a reviewer can say. */
    enum Verdict {
        APPROVED,
        REJECTED,
        RENDERED;

        Decision decision(@Nullable String reason) {
            return switch (this) {
                case APPROVED -> new Decision.Approve();
                case REJECTED -> new Decision.Reject(Objects.requireNonNullElse(reason, ""));
                case RENDERED -> new Decision.Reopen();
            };
        }
    }

    private static String told(ReviewOutcome outcome, Verdict verdict) {
        if (outcome.changed() + outcome.unchanged() + outcome.refused().size() == 0) {
            return "Nothing was chosen: tick some pictures first";
        }
        String what =
                verdict == Verdict.RENDERED ? "opened again" : verdict == Verdict.APPROVED ? "approved" : "rejected";
        String refused = outcome.refused().isEmpty()
                ? ""
                : "; " + outcome.refused().size() + " could not be: "
                        + outcome.refused().get(0).reason();
        return outcome.changed() + " " + what + refused;
    }

    /** The filter as the page's address has it. */
    public record FilterForm(
            @Nullable ShownState state,
            @Nullable String sku,
            @Nullable String scene,
            @Nullable Double minScore,
            @Nullable Double maxScore,
            @Nullable Boolean drifted) {

        SheetFilter filter() {
            return new SheetFilter(state, sku, scene, minScore, maxScore, drifted);
        }

        public FilterForm withState(@Nullable ShownState other) {
            return new FilterForm(other, sku, scene, minScore, maxScore, drifted);
        }

        /** Whether anything but the state is filtered. */
        public boolean isNarrow() {
            return sku != null && !sku.isBlank()
                    || scene != null && !scene.isBlank()
                    || minScore != null
                    || maxScore != null
                    || drifted != null;
        }

        /** Empty, or beginning with a question mark. */
        public String query() {
            StringBuilder query = new StringBuilder();
            add(query, "state", state);
            add(query, "sku", sku);
            add(query, "scene", scene);
            add(query, "minScore", minScore);
            add(query, "maxScore", maxScore);
            add(query, "drifted", drifted);
            return query.toString();
        }

        /** To hang another parameter on. */
        public String queryAnd() {
            String query = query();
            return query.isEmpty() ? "?" : query + "&";
        }

        private static void add(StringBuilder query, String name, @Nullable Object value) {
            if (value != null && !value.toString().isBlank()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(encoded(value.toString()));
            }
        }

        private static String encoded(String value) {
            return URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }
}

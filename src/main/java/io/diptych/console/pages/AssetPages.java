package io.diptych.console.pages;

import io.diptych.console.pages.SheetPages.FilterForm;
import io.diptych.console.pages.SheetPages.Verdict;
import io.diptych.console.security.ForApprovers;
import io.diptych.console.security.ForEditors;
import io.diptych.provenance.AlignmentScores;
import io.diptych.provenance.AssetId;
import io.diptych.provenance.AssetRecord;
import io.diptych.provenance.FilmStrip;
import io.diptych.provenance.Ledger;
import io.diptych.provenance.Trajectories;
import io.diptych.review.ContactSheetQuery;
import io.diptych.review.NotUnderReviewException;
import io.diptych.review.Reviews;
import io.diptych.review.SheetShot;
import io.diptych.scene.InvalidFileException;
import io.diptych.shoot.NewTake;
import io.diptych.shoot.Replays;
import io.diptych.shoot.Retakes;
import java.io.IOException;
import java.security.Principal;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One asset: what it shows, how it came to be, and what people decided about it. */
@Pages
class AssetPages {

    private final ContactSheetQuery sheet;
    private final Reviews reviews;
    private final Ledger ledger;
    private final Replays replays;
    private final Retakes retakes;
    private final Trajectories trajectories;

    AssetPages(
            ContactSheetQuery sheet,
            Reviews reviews,
            Ledger ledger,
            Replays replays,
            Retakes retakes,
            Trajectories trajectories) {
        this.sheet = sheet;
        this.reviews = reviews;
        this.ledger = ledger;
        this.replays = replays;
        this.retakes = retakes;
        this.trajectories = trajectories;
    }

    @GetMapping("/campaigns/{name}/assets/{asset}")
    String asset(@PathVariable String name, @PathVariable String asset, FilterForm form, Model model) {
        AssetId id = AssetId.parse(asset);
        SheetShot shot = shot(name, id);
        AssetRecord record = ledger.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "The ledger has no asset " + id));
        model.addAttribute("name", name);
        model.addAttribute("shot", shot);
        model.addAttribute("form", form);
        model.addAttribute("record", record);
        model.addAttribute(
                "scores",
                Optional.ofNullable(record.waypointScores())
                        .flatMap(AlignmentScores::of)
                        .orElse(null));
        model.addAttribute("strip", strip(record, shot));
        model.addAttribute("takes", sheet.takes(name, shot));
        model.addAttribute("neighbours", sheet.neighbours(name, form.filter(), shot.cursor()));
        model.addAttribute("history", reviews.history(name, id));
        return "asset";
    }

    /** Answers htmx with the contact sheet's card, a form with the asset's page. */
    @PostMapping("/campaigns/{name}/assets/{asset}/review")
    @ForApprovers
    String review(
            @PathVariable String name,
            @PathVariable String asset,
            @RequestParam Verdict verdict,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam int seen,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            FilterForm form,
            Principal actor,
            Model model) {
        AssetId id = AssetId.parse(asset);
        reviews.decide(name, id, verdict.decision(reason), seen, actor.getName());
        if (htmx == null) {
            return "redirect:/campaigns/" + name + "/assets/" + id + form.query();
        }
        model.addAttribute("name", name);
        model.addAttribute("shot", shot(name, id));
        model.addAttribute("form", form);
        return "parts :: card";
    }

    @PostMapping("/campaigns/{name}/assets/{asset}/replay")
    @ForEditors
    String replay(@PathVariable String name, @PathVariable String asset, Model model) {
        AssetId id = AssetId.parse(asset);
        shot(name, id);
        model.addAttribute("replayed", replays.replay(id, null));
        return "parts :: replayed";
    }

    /** Asks for another take; it comes onto the contact sheet behind this one. */
    @PostMapping("/campaigns/{name}/assets/{asset}/retake")
    @ForEditors
    String retake(
            @PathVariable String name,
            @PathVariable String asset,
            @RequestParam(required = false) @Nullable Long seed,
            @RequestParam(required = false) @Nullable String instruction,
            FilterForm form,
            Principal actor,
            RedirectAttributes flash)
            throws IOException, InvalidFileException {
        AssetId id = AssetId.parse(asset);
        retakes.retake(name, id, new NewTake(seed, instruction), actor.getName());
        flash.addFlashAttribute("done", "Another take is being made; it shows here when it is done");
        return "redirect:/campaigns/" + name + "/assets/" + id + form.query();
    }

    /** Beside this campaign's objects, or where the asset was first made. */
    private List<StripFrame> strip(AssetRecord record, SheetShot shot) {
        return trajectories
                .of(Objects.requireNonNull(shot.asset()).objects())
                .or(() -> trajectories.of(record.objects()))
                .map(strip -> strip.frames().stream().map(StripFrame::of).toList())
                .orElse(List.of());
    }

    /** @param picture a data address, so that the strip comes with the page */
    public record StripFrame(int step, int of, double score, String text, String picture) {

        static StripFrame of(FilmStrip.Frame frame) {
            return new StripFrame(
                    frame.step(),
                    frame.of(),
                    frame.score(),
                    frame.text(),
                    "data:image/png;base64," + Base64.getEncoder().encodeToString(frame.png()));
        }
    }

    private SheetShot shot(String campaign, AssetId asset) {
        return sheet.find(campaign, asset).orElseThrow(() -> new NotUnderReviewException(campaign, asset));
    }
}

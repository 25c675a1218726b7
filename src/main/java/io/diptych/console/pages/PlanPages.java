package io.diptych.console.pages;

import io.diptych.campaign.PlanReport;
import io.diptych.scene.InvalidFileException;
import io.diptych.shoot.Campaigns;
import io.diptych.shoot.Trial;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What a campaign will make and cost, and what its first product looks like, before anyone pays for all of it. */
@Pages
class PlanPages {

    private final Campaigns campaigns;
    private final ConsoleSettings settings;

    PlanPages(Campaigns campaigns, ConsoleSettings settings) {
        this.campaigns = campaigns;
        this.settings = settings;
    }

    /** @param price null where no rate is configured, or the pace is not known */
    public record Cost(@Nullable Duration time, @Nullable BigDecimal price, String currency) {}

    /** A part of a page: reading a large catalog takes a while. */
    @GetMapping("/campaigns/{name}/plan")
    String plan(@PathVariable String name, Model model) {
        try {
            PlanReport plan = campaigns.plan(name);
            model.addAttribute("plan", plan);
            model.addAttribute("cost", cost(plan));
            model.addAttribute("problems", plan.problems());
        } catch (InvalidFileException e) {
            model.addAttribute("problems", e.problems());
        } catch (IOException e) {
            model.addAttribute("problems", List.of(String.valueOf(e.getMessage())));
        }
        return "plan :: plan";
    }

    /** Asked for again until the trial has ended. */
    @GetMapping("/campaigns/{name}/trial")
    String trial(@PathVariable String name, Model model, HttpServletResponse response) {
        Trial trial = campaigns.trial(name).orElse(null);
        model.addAttribute("campaign", campaigns.get(name));
        model.addAttribute("trial", trial);
        if (trial != null && !trial.isOnItsWay()) {
            // Now the pace is known, and so is the price.
            response.setHeader("HX-Trigger", "trial-ended");
        }
        return "plan :: trial";
    }

    private Cost cost(PlanReport plan) {
        Duration time = plan.estimate();
        BigDecimal rate = settings.gpuHourPrice();
        return new Cost(
                time,
                time == null || rate == null
                        ? null
                        : rate.multiply(BigDecimal.valueOf(time.toSeconds()))
                                .divide(BigDecimal.valueOf(3600), 4, RoundingMode.HALF_UP),
                settings.currency());
    }
}

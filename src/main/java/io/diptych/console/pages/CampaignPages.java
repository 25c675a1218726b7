package io.diptych.console.pages;

import io.diptych.campaign.Campaign.Keep;
import io.diptych.console.security.ForEditors;
import io.diptych.scene.FileProblem;
import io.diptych.scene.InvalidFileException;
import io.diptych.shoot.CampaignCursor;
import io.diptych.shoot.CampaignStatus;
import io.diptych.shoot.Campaigns;
import io.diptych.shoot.NewCampaign;
import io.diptych.shoot.Scenes;
import io.diptych.shoot.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of campaigns, new ones, and what is done to one as a whole. */
@Pages
class CampaignPages {

    private static final int PAGE = 30;

    private final Campaigns campaigns;
    private final Scenes scenes;

    CampaignPages(Campaigns campaigns, Scenes scenes) {
        this.campaigns = campaigns;
        this.scenes = scenes;
    }

    @GetMapping("/campaigns")
    String list(
            @RequestParam(required = false) @Nullable Instant before,
            @RequestParam(required = false) @Nullable String behind,
            Model model) {
        CampaignCursor cursor = before == null || behind == null ? null : new CampaignCursor(before, behind);
        List<CampaignStatus> found = campaigns.list(cursor, PAGE + 1);
        List<CampaignStatus> page = found.subList(0, Math.min(PAGE, found.size()));
        model.addAttribute("campaigns", page);
        model.addAttribute("next", found.size() > PAGE ? CampaignCursor.behind(page.get(PAGE - 1)) : null);
        return "campaigns";
    }

    @GetMapping("/campaigns/new")
    String blank(Model model) {
        model.addAttribute("form", new CampaignForm("", List.of(), 1, Keep.ALL, null));
        return form(model, List.of());
    }

    /** @param seed null for 0 */
    public record CampaignForm(
            String name,
            List<String> scenes,
            int takes,
            Keep keep,
            @Nullable Long seed) {}

    @PostMapping("/campaigns")
    @ForEditors
    String create(
            @RequestParam String name,
            @RequestParam MultipartFile catalog,
            @RequestParam(name = "scene", required = false) @Nullable List<String> chosen,
            @RequestParam(required = false) @Nullable List<MultipartFile> photos,
            @RequestParam(defaultValue = "1") int takes,
            @RequestParam(defaultValue = "ALL") Keep keep,
            @RequestParam(required = false) @Nullable Long seed,
            Principal actor,
            Model model)
            throws IOException {
        List<String> named = Objects.requireNonNullElse(chosen, List.of());
        model.addAttribute("form", new CampaignForm(name, named, takes, keep, seed));
        if (catalog.isEmpty()) {
            return form(model, List.of(new FileProblem("catalog", 1, null, "choose the file with your products")));
        }
        if (named.isEmpty()) {
            return form(model, List.of(new FileProblem("scenes", 1, null, "choose at least one")));
        }
        List<InputStream> open = new ArrayList<>();
        try {
            NewCampaign campaign = new NewCampaign(
                    name.strip(),
                    upload(catalog, open),
                    named,
                    List.of(),
                    uploads(photos, open),
                    List.of(),
                    takes,
                    keep,
                    null,
                    seed);
            return "redirect:/campaigns/"
                    + campaigns.create(campaign, actor.getName()).name();
        } catch (InvalidFileException e) {
            return form(model, e.problems());
        } finally {
            for (InputStream in : open) {
                in.close();
            }
        }
    }

    @PostMapping("/campaigns/{name}/catalog")
    @ForEditors
    String replaceCatalog(@PathVariable String name, @RequestParam MultipartFile catalog)
            throws IOException, InvalidFileException {
        try (InputStream in = catalog.getInputStream()) {
            campaigns.replaceCatalog(name, new Upload(fileName(catalog), in));
        }
        return "redirect:/campaigns/" + name;
    }

    @PostMapping("/campaigns/{name}/start")
    @ForEditors
    String start(@PathVariable String name, Principal actor) throws InvalidFileException {
        campaigns.start(name, actor.getName());
        return "redirect:/campaigns/" + name;
    }

    @PostMapping("/campaigns/{name}/pause")
    @ForEditors
    String pause(@PathVariable String name, Principal actor) {
        campaigns.pause(name, actor.getName());
        return "redirect:/campaigns/" + name;
    }

    @PostMapping("/campaigns/{name}/cancel")
    @ForEditors
    String cancel(@PathVariable String name, Principal actor) {
        campaigns.cancel(name, actor.getName());
        return "redirect:/campaigns/" + name;
    }

    @PostMapping("/campaigns/{name}/retry")
    @ForEditors
    String retry(@PathVariable String name, Principal actor) throws InvalidFileException {
        campaigns.retryFailed(name, actor.getName());
        return "redirect:/campaigns/" + name;
    }

    @PostMapping("/campaigns/{name}/trial")
    @ForEditors
    String tryOut(@PathVariable String name, Principal actor) throws InvalidFileException {
        campaigns.tryOut(name, actor.getName());
        return "redirect:/campaigns/" + name;
    }

    @PostMapping("/campaigns/{name}/remove")
    @ForEditors
    String remove(@PathVariable String name, RedirectAttributes flash) throws IOException {
        campaigns.remove(name);
        flash.addFlashAttribute("done", "Campaign " + name + " is removed");
        return "redirect:/campaigns";
    }

    private String form(Model model, List<FileProblem> problems) {
        model.addAttribute("scenes", scenes.list());
        model.addAttribute("problems", problems);
        return "campaign-new";
    }

    private static List<Upload> uploads(@Nullable List<MultipartFile> files, List<InputStream> open)
            throws IOException {
        List<Upload> uploads = new ArrayList<>();
        for (MultipartFile file : Objects.requireNonNullElse(files, List.<MultipartFile>of())) {
            // A browser sends an empty one where none was chosen.
            if (!file.isEmpty()) {
                uploads.add(upload(file, open));
            }
        }
        return uploads;
    }

    private static Upload upload(MultipartFile file, List<InputStream> open) throws IOException {
        InputStream in = file.getInputStream();
        open.add(in);
        return new Upload(fileName(file), in);
    }

    private static String fileName(MultipartFile file) {
        return Objects.requireNonNullElse(file.getOriginalFilename(), "");
    }
}

package io.diptych.console.pages;

import io.diptych.console.security.ForEditors;
import io.diptych.scene.FileProblem;
import io.diptych.scene.InvalidFileException;
import io.diptych.scene.Placeholder;
import io.diptych.scene.Scene;
import io.diptych.shoot.CampaignStatus;
import io.diptych.shoot.Campaigns;
import io.diptych.shoot.FirstProduct;
import io.diptych.shoot.ScenePreviews;
import io.diptych.shoot.Scenes;
import io.diptych.shoot.Scenes.SceneText;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Scene templates: all of them, and one with what it says for a product. */
@Pages
class ScenePages {

    private static final int CAMPAIGNS = 30;
    private static final String BLANK = """
            name: my-scene
            mode: edit
            instruction: >
              Place {count} {title} on a wooden table,
              morning light from the left
            defaults: {count: one}
            size: 128x128
            sampler: {text-steps: 24, image-steps: 18, image-guidance: 2.0}
            """;

    private final Scenes scenes;
    private final Campaigns campaigns;
    private final FirstProduct firstProduct;
    private final ScenePreviews previews;

    ScenePages(Scenes scenes, Campaigns campaigns, FirstProduct firstProduct, ScenePreviews previews) {
        this.scenes = scenes;
        this.campaigns = campaigns;
        this.firstProduct = firstProduct;
        this.previews = previews;
    }

    @GetMapping("/scenes")
    String list(Model model) {
        model.addAttribute("scenes", scenes.list());
        return "scenes";
    }

    @GetMapping("/scenes/{name}")
    String scene(@PathVariable String name, Model model) {
        SceneText scene = name.equals("new")
                ? new SceneText("my-scene", true, BLANK, null, List.of())
                : scenes.find(name)
                        .orElseThrow(
                                () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no scene " + name));
        return page(scene, model);
    }

    @PostMapping("/scenes")
    @ForEditors
    String save(@RequestParam String name, @RequestParam String yaml, Model model, RedirectAttributes flash)
            throws IOException {
        try {
            scenes.save(name, yaml);
        } catch (InvalidFileException e) {
            return page(new SceneText(name, true, yaml, null, e.problems()), model);
        }
        flash.addFlashAttribute("done", "Scene " + name + " is saved. Campaigns that exist keep the one they had");
        return "redirect:/scenes/" + name;
    }

    @PostMapping("/scenes/{name}/remove")
    @ForEditors
    String remove(@PathVariable String name, RedirectAttributes flash) throws IOException {
        flash.addFlashAttribute(
                "done", scenes.remove(name) ? "Scene " + name + " is removed" : "There was no own scene " + name);
        return "redirect:/scenes";
    }

    /** What the template would say for a campaign's first product. Keeps nothing, so whoever may look may ask. */
    @GetMapping("/scenes/preview")
    String preview(
            @RequestParam String name,
            @RequestParam String yaml,
            @RequestParam(required = false) @Nullable String campaign,
            Model model) {
        try {
            Scene scene = scenes.parse(name, yaml);
            Map<String, String> values = values(campaign);
            Optional<Placeholder> missing = scene.missing(values);
            model.addAttribute("product", values);
            if (missing.isPresent()) {
                model.addAttribute(
                        "problems",
                        List.of(new FileProblem(
                                name + ".yaml",
                                missing.get().line(),
                                "instruction",
                                "this product has no " + missing.get().name()
                                        + ", and the scene gives it no default")));
            } else {
                model.addAttribute("filled", scene.fill(values));
                model.addAttribute("scene", scene);
            }
        } catch (InvalidFileException e) {
            model.addAttribute("problems", e.problems());
        }
        return "scene :: preview";
    }

    /** Renders it with the campaign's first product. Nothing of it is kept. */
    @PostMapping("/scenes/preview")
    @ForEditors
    String picture(@RequestParam String name, @RequestParam String yaml, @RequestParam String campaign, Model model)
            throws IOException, InvalidFileException {
        if (campaign.isBlank()) {
            throw new IllegalArgumentException("Choose a campaign: a picture needs a product's photo");
        }
        ScenePreviews.Preview preview = previews.render(campaigns.definition(campaign), scenes.parse(name, yaml));
        model.addAttribute("rendered", preview);
        model.addAttribute(
                "picture",
                "data:image/png;base64,"
                        + Base64.getEncoder().encodeToString(preview.frame().png()));
        return "scene :: picture";
    }

    private Map<String, String> values(@Nullable String campaign) {
        if (campaign == null || campaign.isBlank()) {
            return FirstProduct.EXAMPLE;
        }
        try {
            return firstProduct.of(campaigns.definition(campaign));
        } catch (InvalidFileException | IOException e) {
            throw new IllegalArgumentException("The catalog of " + campaign + " cannot be read: " + e.getMessage(), e);
        }
    }

    private String page(SceneText scene, Model model) {
        model.addAttribute("text", scene);
        model.addAttribute(
                "campaigns",
                campaigns.list(null, CAMPAIGNS).stream()
                        .map(CampaignStatus::name)
                        .toList());
        return "scene";
    }
}

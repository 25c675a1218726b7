package io.diptych.console.api;

import io.diptych.campaign.Campaign.Keep;
import io.diptych.console.security.ForEditors;
import io.diptych.scene.InvalidFileException;
import io.diptych.shoot.CampaignCursor;
import io.diptych.shoot.CampaignStatus;
import io.diptych.shoot.Campaigns;
import io.diptych.shoot.NewCampaign;
import io.diptych.shoot.Trial;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/v1/campaigns")
@Tag(name = "Campaigns", description = "Make them, look at plan and price, start, pause, cancel, retry.")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class CampaignsApi {

    private static final int MOST = 200;

    private final Campaigns campaigns;
    private final Idempotency idempotency;

    CampaignsApi(Campaigns campaigns, Idempotency idempotency) {
        this.campaigns = campaigns;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Operation(summary = "Campaigns, the newest first")
    public Page<CampaignView> list(
            @RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "50") int limit) {
        ShotsApi.requireLimit(limit, MOST);
        List<CampaignStatus> found = campaigns.list(Cursor.read(after, CampaignsApi::cursor), limit + 1);
        List<CampaignStatus> page = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                page.stream().map(CampaignView::of).toList(),
                found.size() > limit ? Cursor.next(text(page.get(limit - 1))) : null);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ForEditors
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make a campaign of a catalog and scenes",
            description = "It is a draft: nothing is rendered before it is started.")
    public ResponseEntity<?> create(
            @Parameter(description = "Lower-case letters, digits and hyphens") @RequestParam String name,
            @Parameter(description = "A Shopify product export (CSV), or JSON Lines") @RequestParam
                    MultipartFile catalog,
            @Parameter(description = "Names of scenes; one field each") @RequestParam(required = false) @Nullable
                    List<String> scene,
            @Parameter(description = "Scene templates (YAML) that come with it")
                    @RequestParam(required = false)
                    @Nullable
                    List<MultipartFile> template,
            @Parameter(description = "Pictures, or zip archives of pictures") @RequestParam(required = false) @Nullable
                    List<MultipartFile> photos,
            @RequestParam(defaultValue = "1") int takes,
            @RequestParam(defaultValue = "ALL") Keep keep,
            @RequestParam(required = false) @Nullable Integer waypoints,
            @RequestParam(required = false) @Nullable Long seed,
            @Parameter(description = "Of your making; the same one creates nothing twice")
                    @RequestHeader(name = Idempotency.HEADER, required = false)
                    @Nullable
                    String key,
            Principal actor)
            throws Exception {
        List<String> scenes = Objects.requireNonNullElse(scene, List.of());
        try (Uploads uploads = new Uploads()) {
            Object asked = List.of(
                    name,
                    scenes,
                    takes,
                    keep,
                    String.valueOf(waypoints),
                    String.valueOf(seed),
                    Uploads.digests(catalog, template, photos));
            return idempotency.once(key, actor.getName(), "POST /campaigns", asked, () -> {
                CampaignStatus made = campaigns.create(
                        new NewCampaign(
                                name,
                                uploads.of(catalog),
                                scenes,
                                uploads.of(template),
                                uploads.of(photos),
                                List.of(),
                                takes,
                                keep,
                                waypoints,
                                seed),
                        actor.getName());
                return ResponseEntity.created(URI.create("/api/v1/campaigns/" + made.name()))
                        .body(CampaignView.of(made));
            });
        }
    }

    @GetMapping("/{campaign}")
    @Operation(summary = "A campaign", description = "Its ETag changes whenever anything of it does.")
    public ResponseEntity<CampaignView> get(@PathVariable String campaign) {
        CampaignView view = CampaignView.of(campaigns.get(campaign));
        return ResponseEntity.ok()
                .eTag("\"" + Integer.toHexString(view.hashCode()) + "\"")
                .body(view);
    }

    @DeleteMapping("/{campaign}")
    @ForEditors
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a campaign that was never started")
    public void remove(@PathVariable String campaign) throws IOException {
        campaigns.remove(campaign);
    }

    @GetMapping("/{campaign}/plan")
    @Operation(
            summary = "What it would make",
            description =
                    "Shots, takes, what exists already, the time on one worker, and what is wrong, by file and line.")
    public PlanView plan(@PathVariable String campaign) throws IOException, InvalidFileException {
        return PlanView.of(campaigns.plan(campaign));
    }

    @GetMapping("/{campaign}/problems")
    @Operation(summary = "What was left out of the latest run, one line each")
    public List<String> problems(@PathVariable String campaign, @RequestParam(defaultValue = "200") int limit) {
        ShotsApi.requireLimit(limit, 1000);
        return campaigns.problems(campaign, limit);
    }

    @PostMapping("/{campaign}/start")
    @ForEditors
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Start it, or let it go on")
    public CampaignView start(@PathVariable String campaign, Principal actor) throws InvalidFileException {
        return CampaignView.of(campaigns.start(campaign, actor.getName()));
    }

    @PostMapping("/{campaign}/pause")
    @ForEditors
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Begin no further pictures", description = "Those being rendered are still recorded.")
    public CampaignView pause(@PathVariable String campaign, Principal actor) {
        return CampaignView.of(campaigns.pause(campaign, actor.getName()));
    }

    @PostMapping("/{campaign}/cancel")
    @ForEditors
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "End it", description = "What was recorded stays, and costs nothing if it is started again.")
    public CampaignView cancel(@PathVariable String campaign, Principal actor) {
        return CampaignView.of(campaigns.cancel(campaign, actor.getName()));
    }

    @PostMapping("/{campaign}/retry")
    @ForEditors
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Shoot again what failed or was left out")
    public CampaignView retry(@PathVariable String campaign, Principal actor) throws InvalidFileException {
        return CampaignView.of(campaigns.retryFailed(campaign, actor.getName()));
    }

    @PostMapping("/{campaign}/trial")
    @ForEditors
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Shoot the first product, before other work")
    public Trial tryOut(@PathVariable String campaign, Principal actor) throws InvalidFileException {
        campaigns.tryOut(campaign, actor.getName());
        return trial(campaign);
    }

    @GetMapping("/{campaign}/trial")
    @Operation(summary = "The latest trial")
    public Trial trial(@PathVariable String campaign) {
        return campaigns
                .trial(campaign)
                .orElseThrow(() ->
                        new ApiException(HttpStatus.NOT_FOUND, "no-trial", "Campaign " + campaign + " had no trial"));
    }

    private static String text(CampaignStatus campaign) {
        return campaign.createdAt() + " " + campaign.name();
    }

    private static CampaignCursor cursor(String text) {
        int space = text.indexOf(' ');
        try {
            return new CampaignCursor(Instant.parse(text.substring(0, space)), text.substring(space + 1));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("no place in the list", e);
        }
    }
}

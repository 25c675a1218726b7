package io.diptych.console.api;

import io.diptych.console.security.ForApprovers;
import io.diptych.delivery.Deliveries;
import io.diptych.delivery.Delivery;
import io.diptych.shoot.Campaigns;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
@RequestMapping("/api/v1/campaigns/{campaign}/deliveries")
@Tag(name = "Deliveries", description = "Handing over what is approved.")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class DeliveriesApi {

    private final Campaigns campaigns;
    private final Deliveries deliveries;
    private final Idempotency idempotency;

    DeliveriesApi(Campaigns campaigns, Deliveries deliveries, Idempotency idempotency) {
        this.campaigns = campaigns;
        this.deliveries = deliveries;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Operation(summary = "Deliveries, the latest first")
    public List<Delivery> list(@PathVariable String campaign) {
        return deliveries.of(campaigns.get(campaign).name());
    }

    @PostMapping
    @ForApprovers
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Deliver all that is approved",
            description = "It is marked as delivered, for good. 409 where nothing is approved.")
    public ResponseEntity<?> deliver(
            @PathVariable String campaign,
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
            Principal actor)
            throws Exception {
        return idempotency.once(key, actor.getName(), "POST /campaigns/" + campaign + "/deliveries", Map.of(), () -> {
            Delivery made = deliveries.deliver(campaigns.get(campaign).name(), actor.getName());
            return ResponseEntity.created(
                            URI.create("/api/v1/campaigns/" + campaign + "/deliveries/" + made.id() + ".zip"))
                    .body(made);
        });
    }

    @GetMapping(path = "/{id}.zip", produces = "application/zip")
    @Operation(summary = "A delivery: pictures, copy and a CSV")
    public ResponseEntity<StreamingResponseBody> zip(@PathVariable String campaign, @PathVariable long id) {
        Delivery delivery = deliveries
                .find(id)
                .filter(found -> found.campaign().equals(campaign))
                .orElseThrow(() -> new ApiException(
                        HttpStatus.NOT_FOUND, "no-such-delivery", "Campaign " + campaign + " has no delivery " + id));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(delivery.fileName())
                                .build()
                                .toString())
                .body(out -> deliveries.write(delivery, out));
    }
}

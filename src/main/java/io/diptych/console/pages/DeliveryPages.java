package io.diptych.console.pages;

import io.diptych.console.security.ForApprovers;
import io.diptych.delivery.Deliveries;
import io.diptych.delivery.Delivery;
import io.diptych.review.ContactSheetQuery;
import io.diptych.review.SheetFilter;
import io.diptych.review.ShownState;
import io.diptych.shoot.Campaigns;
import java.security.Principal;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** What was handed over, and handing over what is approved. */
@Pages
class DeliveryPages {

    private final Campaigns campaigns;
    private final Deliveries deliveries;
    private final ContactSheetQuery sheet;

    DeliveryPages(Campaigns campaigns, Deliveries deliveries, ContactSheetQuery sheet) {
        this.campaigns = campaigns;
        this.deliveries = deliveries;
        this.sheet = sheet;
    }

    @GetMapping("/campaigns/{name}/deliveries")
    String list(@PathVariable String name, Model model) {
        model.addAttribute("campaign", campaigns.get(name));
        model.addAttribute("deliveries", deliveries.of(name));
        model.addAttribute("counts", sheet.counts(name, SheetFilter.ALL));
        model.addAttribute("approved", sheet.counts(name, SheetFilter.ALL).get(ShownState.APPROVED));
        return "deliveries";
    }

    @PostMapping("/campaigns/{name}/deliveries")
    @ForApprovers
    String deliver(@PathVariable String name, Principal actor) {
        deliveries.deliver(name, actor.getName());
        return "redirect:/campaigns/" + name + "/deliveries";
    }

    @GetMapping("/campaigns/{name}/deliveries/{id}.zip")
    ResponseEntity<StreamingResponseBody> zip(@PathVariable String name, @PathVariable long id) {
        Delivery delivery = deliveries
                .find(id)
                .filter(found -> found.campaign().equals(name))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "Campaign " + name + " has no delivery " + id));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(delivery.fileName())
                                .build()
                                .toString())
                .header(HttpHeaders.CONTENT_TYPE, "application/zip")
                .body(out -> deliveries.write(delivery, out));
    }
}

package io.diptych.console.api;

import io.diptych.shoot.BundleInUse;
import io.diptych.shoot.WorkerStatus;
import io.diptych.shoot.Workers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Workers", description = "Who renders, and with which model.")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class FleetApi {

    private final Workers workers;
    private final BundleInUse bundle;

    FleetApi(Workers workers, BundleInUse bundle) {
        this.workers = workers;
        this.bundle = bundle;
    }

    @GetMapping("/workers")
    @Operation(summary = "The living workers")
    public List<WorkerStatus> workers() {
        return workers.living();
    }

    @GetMapping("/bundles")
    @Operation(summary = "Model bundles that this server plans for")
    public List<BundleInUse.Facts> bundles() {
        return List.of(bundle.facts());
    }
}

package io.diptych.console.pages;

import io.diptych.shoot.Workers;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Pages
class WorkerPages {

    private final Workers workers;

    WorkerPages(Workers workers) {
        this.workers = workers;
    }

    @GetMapping("/workers")
    String list(Model model) {
        model.addAttribute("workers", workers.living());
        model.addAttribute("open", workers.openShots());
        return "workers";
    }
}

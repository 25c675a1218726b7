package io.diptych.console.pages;

import io.diptych.shoot.CampaignStatus;
import io.diptych.shoot.ProgressFeed;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** A campaign's progress as server-sent events: each is the bar as HTML, for htmx to put in place. */
@Pages
class ProgressPages implements AutoCloseable {

    /** Browsers come again by themselves. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final ProgressFeed feed;
    private final SpringTemplateEngine templates;
    private final Words words;
    /** A browser that does not read must not keep the feed from the others. */
    private final ExecutorService senders = Executors.newFixedThreadPool(4, runnable -> {
        Thread thread = new Thread(runnable, "progress-sender");
        thread.setDaemon(true);
        return thread;
    });

    ProgressPages(ProgressFeed feed, SpringTemplateEngine templates, Words words) {
        this.feed = feed;
        this.templates = templates;
        this.words = words;
    }

    @GetMapping(path = "/campaigns/{name}/progress", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter progress(@PathVariable String name) {
        SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
        AtomicReference<CampaignStatus> latest = new AtomicReference<>();
        AutoCloseable watch = feed.watch(
                name,
                status -> {
                    if (latest.getAndSet(status) == null) {
                        senders.execute(() -> send(emitter, latest));
                    }
                },
                emitter::complete);
        Runnable leave = () -> {
            try {
                watch.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        emitter.onCompletion(leave);
        emitter.onTimeout(emitter::complete);
        emitter.onError(failure -> leave.run());
        return emitter;
    }

    @Override
    public void close() {
        senders.shutdownNow();
    }

    private void send(SseEmitter emitter, AtomicReference<CampaignStatus> latest) {
        CampaignStatus status = latest.getAndSet(null);
        Context context = new Context();
        context.setVariable("campaign", status);
        context.setVariable("words", words);
        try {
            emitter.send(
                    SseEmitter.event().name("progress").data(templates.process("progress", Set.of("bar"), context)));
        } catch (IOException | IllegalStateException e) {
            emitter.completeWithError(e);
        }
    }
}

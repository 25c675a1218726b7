package io.diptych.shoot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets a server carry on runs while it serves. It begins last and ends first: what is rendered is recorded, and the watchers
 * of progress are let go, before the web server waits for its last answers.
 */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ServerLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ServerLifecycle.class);

    private final CampaignRunner runner;
    private final ProgressFeed feed;
    private volatile boolean running;

    ServerLifecycle(CampaignRunner runner, ProgressFeed feed) {
        this.runner = runner;
        this.feed = feed;
    }

    @Override
    public void start() {
        runner.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        feed.close();
        try {
            runner.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.warn("Interrupted while campaigns were ended");
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

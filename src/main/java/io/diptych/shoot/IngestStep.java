package io.diptych.shoot;

import io.diptych.catalog.CatalogReader;
import io.diptych.catalog.PhotoException;
import io.diptych.catalog.Product;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The campaign job's first step: reads the catalog from end to end and looks at every photo, so that planning finds their
 * digests at hand. What is wrong with rows and photos is said by the plan, which meets it again.
 */
@Component
class IngestStep {

    private static final Logger log = LoggerFactory.getLogger(IngestStep.class);
    private static final int FETCHES = 8;
    private static final int AHEAD = 64;

    /** @param most products with a usable photo that are looked at */
    void ingest(CampaignPlanning planning, long most, RunHalts.Check halt) throws IOException {
        long products = 0;
        long unusable = 0;
        // One after the other where only the first is wanted; else a few at a time, as photos may be far away.
        int ahead = most == 1 ? 1 : AHEAD;
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(ahead, FETCHES));
        Deque<Future<Boolean>> looks = new ArrayDeque<>();
        try (CatalogReader reader = planning.catalogs()
                .open(
                        planning.campaign().catalog().path(),
                        planning.campaign().catalog().format())) {
            while (reader.hasNext() && products - unusable < most) {
                halt.check();
                if (reader.next() instanceof Product product) {
                    products++;
                    looks.add(threads.submit(() -> isUsable(planning, product)));
                }
                if (looks.size() >= ahead) {
                    unusable += looks.remove().get() ? 0 : 1;
                }
            }
            for (Future<Boolean> look : looks) {
                halt.check();
                unusable += look.get() ? 0 : 1;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot look at a photo", e.getCause());
        } finally {
            threads.shutdownNow();
        }
        log.info(
                "Campaign {}: {} products, {} of them without a usable photo",
                planning.campaign().name(),
                products,
                unusable);
    }

    private static boolean isUsable(CampaignPlanning planning, Product product) {
        try {
            planning.photos().ingest(product.photo().location());
            return true;
        } catch (PhotoException e) {
            return false;
        }
    }
}

package io.diptych.shoot;

import io.diptych.catalog.CatalogEntry;
import io.diptych.catalog.CatalogReader;
import io.diptych.catalog.PhotoException;
import io.diptych.catalog.Product;
import java.io.IOException;
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

    /** @param most products with a usable photo that are looked at */
    void ingest(CampaignPlanning planning, long most, RunHalts.Check halt) throws IOException {
        long products = 0;
        long unusable = 0;
        try (CatalogReader reader = planning.catalogs()
                .open(
                        planning.campaign().catalog().path(),
                        planning.campaign().catalog().format())) {
            while (reader.hasNext() && products - unusable < most) {
                halt.check();
                CatalogEntry entry = reader.next();
                if (entry instanceof Product product) {
                    products++;
                    try {
                        planning.photos().look(product.photo().location());
                    } catch (PhotoException e) {
                        unusable++;
                    }
                }
            }
        }
        log.info(
                "Campaign {}: {} products, {} of them without a usable photo",
                planning.campaign().name(),
                products,
                unusable);
    }
}

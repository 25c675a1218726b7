package io.diptych.shoot;

import io.diptych.campaign.Campaign;
import io.diptych.catalog.CatalogEntry;
import io.diptych.catalog.CatalogReader;
import io.diptych.catalog.Catalogs;
import io.diptych.catalog.Product;
import java.io.IOException;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A product to show a scene with. */
@Component
public class FirstProduct {

    /** Where there is no catalog at hand. */
    public static final Map<String, String> EXAMPLE = Map.of(
            "sku", "MUG-01", "title", "red mug", "vendor", "Example", "type", "mug", "color", "red", "price", "12.00");

    private final Catalogs catalogs;

    FirstProduct(Catalogs catalogs) {
        this.catalogs = catalogs;
    }

    /**
     * What the first product of a campaign's catalog fills placeholders with.
     *
     * @throws IOException when the catalog cannot be read, or has no product
     */
    public Map<String, String> of(Campaign campaign) throws IOException {
        try (CatalogReader reader =
                catalogs.open(campaign.catalog().path(), campaign.catalog().format())) {
            while (reader.hasNext()) {
                CatalogEntry entry = reader.next();
                if (entry instanceof Product product) {
                    return product.values();
                }
            }
        }
        throw new IOException(campaign.catalog().path() + " has no product that could be read");
    }
}

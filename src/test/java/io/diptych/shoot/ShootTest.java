package io.diptych.shoot;

import static org.assertj.core.api.Assertions.assertThat;

import io.diptych.storage.LocalServers;
import io.diptych.storage.ObjectStore;
import io.diptych.storage.StoredObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShootTest {

    @TempDir
    private Path folder;

    private final ObjectStore bucket = LocalServers.bucket();
    private final String database = LocalServers.databaseUrl();

    @Test
    void aCampaignIsShotFromEndToEndAndThenNothingIsLeftToDo() throws Exception {
        SmallCampaign campaign = new SmallCampaign(folder, bucket.bucket()).products(5);
        try (Started diptych = Started.on(folder.resolve("data"), database)) {
            ShootReport report = diptych.shoot(campaign);
            assertThat(report.totals()).isEqualTo(new ShotTotals(10, 0, 10, 0));
            assertThat(report.skipped()).isZero();
            List<StoredObject.Entry> delivered = bucket.list("").toList();
            assertThat(delivered).hasSize(3 * 10 + 1);
            assertThat(report.contactSheet()).content().contains("sku-4").contains("desk");

            ShootReport again = diptych.shoot(campaign);
            assertThat(again.totals()).isEqualTo(new ShotTotals(10, 10, 0, 0));
            assertThat(again.rendered()).isZero();
            assertThat(again.run()).isGreaterThan(report.run());
            assertThat(bucket.list("").filter(entry -> !entry.key().endsWith(".html")))
                    .containsAll(delivered.stream()
                            .filter(entry -> !entry.key().endsWith(".html"))
                            .toList());
        }
    }
}

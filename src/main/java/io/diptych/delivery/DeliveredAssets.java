package io.diptych.delivery;

import io.diptych.provenance.AssetId;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The assets of a delivery, read page by page: no connection waits for a slow download. */
final class DeliveredAssets {

    private static final int PAGE = 200;

    private final JdbcClient jdbc;
    private final long delivery;

    DeliveredAssets(JdbcClient jdbc, long delivery) {
        this.jdbc = jdbc;
        this.delivery = delivery;
    }

    interface Action {
        void accept(DeliveredAsset asset) throws IOException;
    }

    /** In their order; may be asked for again. */
    void forEach(Action action) throws IOException {
        List<DeliveredAsset> page = List.of();
        do {
            page = behind(page.isEmpty() ? 0 : page.get(page.size() - 1).number());
            for (DeliveredAsset asset : page) {
                action.accept(asset);
            }
        } while (page.size() == PAGE);
    }

    private List<DeliveredAsset> behind(int number) {
        return jdbc.sql("""
                        select delivery_asset.*, asset.alignment, asset_text.title, asset_text.copy
                        from delivery_asset join asset on asset.asset_id = delivery_asset.asset
                        left join asset_text on asset_text.asset_id = delivery_asset.asset
                        where delivery = :delivery and number > :number order by number limit :page""")
                .param("delivery", delivery)
                .param("number", number)
                .param("page", PAGE)
                .query(DeliveredAssets::read)
                .list();
    }

    private static DeliveredAsset read(ResultSet row, int number) throws SQLException {
        return new DeliveredAsset(
                row.getInt("number"),
                new AssetId(row.getObject("asset", UUID.class)),
                row.getString("sku"),
                row.getString("title"),
                row.getString("scene"),
                row.getString("variant"),
                row.getInt("take"),
                row.getString("copy"),
                row.getString("bucket"),
                row.getString("png_key"),
                row.getString("copy_key"),
                row.getString("path"),
                row.getObject("alignment", Double.class),
                row.getString("approved_by"),
                row.getObject("approved_at", OffsetDateTime.class).toInstant());
    }
}

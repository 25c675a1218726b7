package io.diptych.delivery;

import io.diptych.review.ApprovedAsset;
import io.diptych.review.Reviews;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Hands over what is approved. A delivery is made once and can be downloaded again, with the same assets under the same names. */
@Component
public class Deliveries {

    private static final int BATCH = 500;

    private static final String SELECT = """
            select delivery.*, (select count(*) from delivery_asset where delivery = delivery.id) as assets
            from delivery\s""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Reviews reviews;
    private final DeliveryFormat format;

    Deliveries(JdbcClient jdbc, JdbcTemplate batches, Reviews reviews, DeliveryFormat format) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.reviews = reviews;
        this.format = format;
    }

    /**
     * Makes a delivery of everything approved that the campaign shows, and marks it as delivered, both or neither.
     *
     * @throws NothingToDeliverException if there is nothing
     */
    @Transactional
    public Delivery deliver(String campaign, String actor) {
        List<ApprovedAsset> approved = reviews.deliver(campaign, actor);
        if (approved.isEmpty()) {
            throw new NothingToDeliverException(campaign);
        }
        long id = jdbc.sql("insert into delivery (campaign, created_by) values (:campaign, :actor) returning id")
                .param("campaign", campaign)
                .param("actor", actor)
                .query(Long.class)
                .single();
        add(id, approved);
        return find(id).orElseThrow();
    }

    public Optional<Delivery> find(long id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(Deliveries::read)
                .optional();
    }

    /** The latest first. */
    public List<Delivery> of(String campaign) {
        return jdbc.sql(SELECT + "where campaign = :campaign order by id desc")
                .param("campaign", campaign)
                .query(Deliveries::read)
                .list();
    }

    /**
     * Writes a delivery as a zip, streaming. An object that is gone is listed in {@code missing.txt}. Leaves {@code out}
     * open.
     *
     * @throws io.diptych.storage.StorageException if the object store does not answer; the zip is cut off then
     */
    public void write(Delivery delivery, OutputStream out) throws IOException {
        format.write(delivery, new DeliveredAssets(jdbc, delivery.id()), out);
    }

    private void add(long delivery, List<ApprovedAsset> approved) {
        DeliveryPaths paths = new DeliveryPaths();
        int[] number = {0};
        batches.batchUpdate(
                "insert into delivery_asset (delivery, number, asset, sku, scene, variant, take, bucket, png_key, copy_key,"
                        + " path, approved_by, approved_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                approved,
                BATCH,
                (row, asset) -> {
                    row.setLong(1, delivery);
                    row.setInt(2, ++number[0]);
                    row.setObject(3, asset.asset().value());
                    row.setString(4, asset.sku());
                    row.setString(5, asset.scene());
                    row.setString(6, asset.variant());
                    row.setInt(7, asset.take());
                    row.setString(8, asset.objects().bucket());
                    row.setString(9, asset.objects().png());
                    row.setString(10, asset.objects().copy());
                    row.setString(11, paths.next(asset));
                    row.setString(12, asset.approvedBy());
                    row.setObject(13, asset.approvedAt().atOffset(ZoneOffset.UTC));
                });
    }

    private static Delivery read(ResultSet row, int number) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getString("campaign"),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getInt("assets"));
    }
}

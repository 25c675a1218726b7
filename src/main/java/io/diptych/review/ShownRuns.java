package io.diptych.review;

import io.diptych.provenance.Place;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The runs whose shots a campaign shows: its latest one that has a shot list, and its retakes. Reads the shot list's
 * tables, which module {@code shoot} owns, as its later readers may.
 */
@Component
class ShownRuns {

    private final JdbcClient jdbc;

    ShownRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param place where the objects of its assets lie */
    record ShownRun(long id, boolean retake, Place place) {}

    /** The campaign's own run comes first. */
    List<ShownRun> of(String campaign) {
        return jdbc.sql("""
                        select id, kind = 'RETAKE' as retake, bucket, prefix from campaign_run
                        where campaign = :campaign and (kind = 'RETAKE' or id = (
                            select id from campaign_run planned
                            where campaign = :campaign and kind = 'CAMPAIGN'
                              and exists (select from shot where shot.run = planned.id)
                            order by id desc limit 1))
                        order by retake, id""")
                .param("campaign", campaign)
                .query((row, n) -> new ShownRun(
                        row.getLong("id"),
                        row.getBoolean("retake"),
                        new Place(row.getString("bucket"), row.getString("prefix"))))
                .list();
    }

    Long[] ids(String campaign) {
        return of(campaign).stream().map(ShownRun::id).toArray(Long[]::new);
    }
}

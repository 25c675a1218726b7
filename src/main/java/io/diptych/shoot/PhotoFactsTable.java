package io.diptych.shoot;

import io.diptych.catalog.PhotoFacts;
import io.diptych.catalog.PhotoFactsCache;
import io.diptych.catalog.PhotoFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Photo facts in Postgres: a campaign that is run again reads no photo that has not changed. */
@Repository
class PhotoFactsTable implements PhotoFactsCache {

    private final JdbcClient jdbc;

    PhotoFactsTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<PhotoFacts> find(String location, String version) {
        return jdbc.sql("select digest, format, width, height from photo_facts"
                        + " where location = :location and version = :version")
                .param("location", location)
                .param("version", version)
                .query((row, n) -> new PhotoFacts(
                        row.getString("digest"),
                        PhotoFormat.valueOf(row.getString("format")),
                        row.getInt("width"),
                        row.getInt("height")))
                .optional();
    }

    @Override
    public void remember(String location, String version, PhotoFacts facts) {
        jdbc.sql("""
                        insert into photo_facts (location, version, digest, format, width, height)
                        values (:location, :version, :digest, :format, :width, :height)
                        on conflict (location) do update
                        set version = excluded.version, digest = excluded.digest, format = excluded.format,
                            width = excluded.width, height = excluded.height""")
                .param("location", location)
                .param("version", version)
                .param("digest", facts.digest())
                .param("format", facts.format().name())
                .param("width", facts.width())
                .param("height", facts.height())
                .update();
    }
}

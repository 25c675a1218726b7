package io.diptych.provenance;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The assets that count. Rows are only ever added; the texts beside them can be erased. */
public class Ledger {

    private static final int PAGE = 500;

    private final JdbcClient db;

    Ledger(JdbcClient db) {
        this.db = db;
    }

    /** What became of {@link #record}. */
    public enum Recorded {
        NEW,
        /** The same take with the same bytes was recorded before. */
        KNOWN
    }

    /**
     * Adds an asset. Runs within the caller's transaction, in which the caller checks that it still owns the take.
     *
     * @throws DifferentOutcomeException if the take was recorded with other bytes; the earlier record stands
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Recorded record(AssetRecord asset, AssetTexts texts) {
        Map<String, @Nullable Object> row = AssetRow.columns(asset);
        int added = db.sql(AssetRow.insert(row.keySet())).params(row).update();
        if (added == 0) {
            AssetRecord recorded = find(asset.id()).orElseThrow();
            if (!recorded.outputs().png().equals(asset.outputs().png())) {
                throw new DifferentOutcomeException(recorded, asset);
            }
        }
        // After an erasure the texts come back only by rendering the take again, which is the user's wish.
        db.sql("""
                        INSERT INTO asset_text (asset_id, title, instruction, photo_reference, copy)
                        VALUES (:id, :title, :instruction, :photo, :copy) ON CONFLICT (asset_id) DO NOTHING""")
                .param("id", asset.id().value())
                .param("title", texts.source().title())
                .param("instruction", texts.source().instruction())
                .param("photo", texts.source().photoReference())
                .param("copy", texts.copy())
                .update();
        return added == 0 ? Recorded.KNOWN : Recorded.NEW;
    }

    /** Those of the takes that are recorded. */
    public Map<TakeKey, AssetRecord> existing(Collection<TakeKey> takes) {
        Map<TakeKey, AssetRecord> found = new HashMap<>();
        if (takes.isEmpty()) {
            return found;
        }
        db.sql("""
                        SELECT asset.* FROM unnest(:keys::text[], :seeds::bigint[]) AS wanted (shot_key, take_seed)
                        JOIN asset USING (shot_key, take_seed)""")
                .param("keys", takes.stream().map(TakeKey::shotKey).toArray(String[]::new))
                .param("seeds", takes.stream().map(TakeKey::takeSeed).toArray(Long[]::new))
                .query(AssetRow::read)
                .list()
                .forEach(asset -> found.put(asset.take().key(), asset));
        return found;
    }

    public Optional<AssetRecord> find(AssetId id) {
        return db.sql("SELECT * FROM asset WHERE asset_id = :id")
                .param("id", id.value())
                .query(AssetRow::read)
                .optional();
    }

    /** By the key of picture, sidecar or copy; the latest if several campaigns used it. */
    public Optional<AssetRecord> findByObject(String bucket, String key) {
        return db.sql("""
                        SELECT * FROM asset WHERE bucket = :bucket AND png_key = :png
                        ORDER BY entry DESC LIMIT 1""")
                .param("bucket", bucket)
                .param("png", key.replaceFirst("\\.(json|txt)$", ".png"))
                .query(AssetRow::read)
                .optional();
    }

    /** Assets whose picture has these pixels, see {@link Raster#digest}. */
    public List<AssetRecord> findByPixels(String pixelDigest) {
        return db.sql("SELECT * FROM asset WHERE pixel_digest = :digest ORDER BY entry LIMIT 10")
                .param("digest", pixelDigest)
                .query(AssetRow::read)
                .list();
    }

    /** Every asset of a campaign in the order of recording, read page by page. */
    public void forEachOf(String campaign, Consumer<AssetRecord> action) {
        long after = 0;
        Map<Long, AssetRecord> page;
        do {
            page = page(campaign, after);
            for (var entry : page.entrySet()) {
                action.accept(entry.getValue());
                after = entry.getKey();
            }
        } while (page.size() == PAGE);
    }

    /**
     * An asset with its place in the ledger.
     *
     * @param entry rises with every asset recorded
     */
    public record Entry(long entry, AssetRecord asset) {}

    /** Assets in the order of recording, behind an entry; of one campaign, or of all where it is null. */
    public List<Entry> entries(@Nullable String campaign, long after, int size) {
        return db.sql("""
                        select * from asset where entry > :after and (:campaign::text is null or campaign = :campaign)
                        order by entry limit :size""")
                .param("after", after)
                .param("campaign", campaign)
                .param("size", size)
                .query((row, n) -> new Entry(row.getLong("entry"), AssetRow.read(row, n)))
                .list();
    }

    /** The texts of the assets that still have them. */
    public Map<AssetId, AssetTexts> texts(Collection<AssetId> ids) {
        Map<AssetId, AssetTexts> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        db.sql("SELECT * FROM asset_text WHERE asset_id IN (:ids)")
                .param("ids", ids.stream().map(AssetId::value).toList())
                .query(row -> {
                    found.put(
                            new AssetId(row.getObject("asset_id", UUID.class)),
                            new AssetTexts(
                                    new Source(
                                            row.getString("title"),
                                            row.getString("instruction"),
                                            row.getString("photo_reference")),
                                    row.getString("copy")));
                });
        return found;
    }

    public Optional<AssetTexts> texts(AssetId id) {
        return Optional.ofNullable(texts(List.of(id)).get(id));
    }

    /** Erases the texts of an asset; digests stay. Says whether there were any. */
    @Transactional
    public boolean eraseTexts(AssetId id) {
        return db.sql("DELETE FROM asset_text WHERE asset_id = :id")
                        .param("id", id.value())
                        .update()
                > 0;
    }

    private Map<Long, AssetRecord> page(String campaign, long after) {
        Map<Long, AssetRecord> page = new LinkedHashMap<>();
        db.sql("SELECT * FROM asset WHERE campaign = :campaign AND entry > :after ORDER BY entry LIMIT :page")
                .param("campaign", campaign)
                .param("after", after)
                .param("page", PAGE)
                .query(row -> {
                    page.put(row.getLong("entry"), AssetRow.read(row, 0));
                });
        return page;
    }
}

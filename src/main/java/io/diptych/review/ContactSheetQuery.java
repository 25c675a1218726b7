package io.diptych.review;

import io.diptych.provenance.AssetId;
import io.diptych.review.ShownRuns.ShownRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A campaign's shots as they are shown: those of its latest run that has a shot list, and the takes that reviewers asked
 * for, in the order of the plan. An unknown campaign shows nothing.
 */
@Component
public class ContactSheetQuery {

    public static final int MOST = 500;

    private final JdbcClient jdbc;
    private final ShownRuns runs;

    ContactSheetQuery(JdbcClient jdbc, ShownRuns runs) {
        this.jdbc = jdbc;
        this.runs = runs;
    }

    /**
     * The page behind a shot.
     *
     * @param after null for the first page
     * @param size from 1 to {@value #MOST}
     */
    public SheetPage page(String campaign, SheetFilter filter, @Nullable SheetCursor after, int size) {
        requireSize(size);
        List<SheetShot> found = forward(campaign, new SheetSql(campaign).and(filter), after, size + 1);
        List<SheetShot> shots = found.subList(0, Math.min(size, found.size()));
        return new SheetPage(
                List.copyOf(shots),
                after == null || shots.isEmpty() ? null : shots.get(0).cursor(),
                found.size() > size ? shots.get(size - 1).cursor() : null);
    }

    /** The page that ends before a shot. */
    public SheetPage pageBefore(String campaign, SheetFilter filter, SheetCursor before, int size) {
        requireSize(size);
        List<SheetShot> found = backward(campaign, new SheetSql(campaign).and(filter), before, size + 1);
        List<SheetShot> shots = found.subList(Math.max(0, found.size() - size), found.size());
        return new SheetPage(
                List.copyOf(shots),
                found.size() > size ? shots.get(0).cursor() : null,
                shots.isEmpty() ? null : shots.get(shots.size() - 1).cursor());
    }

    /** The rendered shots next to a place, whether or not the shot at that place passes the filter. */
    public SheetNeighbours neighbours(String campaign, SheetFilter filter, SheetCursor place) {
        List<SheetShot> previous =
                backward(campaign, new SheetSql(campaign).and(filter).rendered(), place, 1);
        List<SheetShot> next =
                forward(campaign, new SheetSql(campaign).and(filter).rendered(), place, 1);
        return new SheetNeighbours(previous.isEmpty() ? null : previous.get(0), next.isEmpty() ? null : next.get(0));
    }

    /** The shot that shows an asset. */
    public Optional<SheetShot> find(String campaign, AssetId asset) {
        SheetSql sql = new SheetSql(campaign).rendered().and("shot.asset = :asset", "asset", asset.value());
        return forward(campaign, sql, null, 1).stream().findFirst();
    }

    /** All takes that are shown of the product, scene and variant of this shot, itself among them. */
    public List<SheetShot> takes(String campaign, SheetShot of) {
        SheetSql sql = new SheetSql(campaign)
                .and("shot.sku = :sku", "sku", of.sku())
                .and("frame.scene = :scene", "scene", of.scene())
                .and("frame.variant = :variant", "variant", of.variant());
        return forward(campaign, sql, null, MOST);
    }

    /** How many shots are in each state, all states among them, behind a filter whose own state does not count. */
    public Map<ShownState, Long> counts(String campaign, SheetFilter filter) {
        SheetSql sql = new SheetSql(campaign).and(filter.withState(null));
        Map<ShownState, Long> counts = new EnumMap<>(ShownState.class);
        for (ShownState state : ShownState.values()) {
            counts.put(state, 0L);
        }
        jdbc.sql("select " + SheetSql.STATE + " as state, count(*) as shots " + SheetSql.FROM
                        + sql.where("shot.run = any(:runs)") + "group by 1")
                .params(sql.parameters())
                .param("runs", runs.ids(campaign))
                .query(row -> {
                    counts.put(ShownState.valueOf(row.getString("state")), row.getLong("shots"));
                });
        return Collections.unmodifiableMap(counts);
    }

    /** Names of the scenes that are shown. */
    public List<String> scenes(String campaign) {
        return jdbc.sql("select distinct scene from run_frame where run = any(:runs) order by scene")
                .param("runs", runs.ids(campaign))
                .query(String.class)
                .list();
    }

    /** Every asset behind the filter. */
    List<AssetId> assets(String campaign, SheetFilter filter) {
        SheetSql sql = new SheetSql(campaign).and(filter).rendered();
        return jdbc.sql("select distinct asset.asset_id " + SheetSql.FROM + sql.where("shot.run = any(:runs)"))
                .params(sql.parameters())
                .param("runs", runs.ids(campaign))
                .query((row, n) -> new AssetId(row.getObject("asset_id", UUID.class)))
                .list();
    }

    /** Every approved asset, once each, in the order of the plan. */
    List<ApprovedAsset> approved(String campaign) {
        SheetSql sql = new SheetSql(campaign).and(SheetFilter.ALL.withState(ShownState.APPROVED));
        Map<Long, ShownRun> shown = byId(campaign);
        return jdbc.sql("select * from (select distinct on (asset.asset_id) shot.run, shot.number, shot.sku, shot.take,"
                        + " frame.scene, frame.variant, asset.asset_id, asset.bucket, asset.png_key, asset.sidecar_key,"
                        + " asset.copy_key, asset.alignment, review.reviewer, review.reviewed_at "
                        + SheetSql.FROM + sql.where("shot.run = any(:runs)")
                        + "order by asset.asset_id, shot.number, shot.run) each order by number, run")
                .params(sql.parameters())
                .param("runs", shown.keySet().toArray(Long[]::new))
                .query((row, n) -> SheetRow.approved(row, shown))
                .list();
    }

    private List<SheetShot> forward(String campaign, SheetSql sql, @Nullable SheetCursor after, int size) {
        if (after != null) {
            sql.and("shot.number >= :number", "number", after.number())
                    .and("(shot.number, shot.run) > (:number, :behind)", "behind", after.run());
        }
        return shots(campaign, sql, "asc", size);
    }

    private List<SheetShot> backward(String campaign, SheetSql sql, SheetCursor before, int size) {
        sql.and("shot.number <= :number", "number", before.number())
                .and("(shot.number, shot.run) < (:number, :before)", "before", before.run());
        List<SheetShot> shots = shots(campaign, sql, "desc", size);
        Collections.reverse(shots);
        return shots;
    }

    /** One branch a run, so that each walks its own index in the sheet's order and stops early. */
    private List<SheetShot> shots(String campaign, SheetSql sql, String direction, int size) {
        Map<Long, ShownRun> shown = byId(campaign);
        String order = " order by number " + direction + ", run " + direction;
        String branches =
                shown.values().stream().collect(Collectors.partitioningBy(ShownRun::retake)).entrySet().stream()
                        .filter(runs -> !runs.getValue().isEmpty())
                        .map(runs -> "(select " + SheetRow.COLUMNS + SheetSql.FROM
                                + sql.where(
                                        runs.getKey()
                                                ? "shot.run = any(:retakes)"
                                                : "shot.run = "
                                                        + runs.getValue().get(0).id())
                                + " order by shot.number " + direction + ", shot.run " + direction + " limit :size)")
                        .collect(Collectors.joining(" union all "));
        if (branches.isEmpty()) {
            return new ArrayList<>();
        }
        return jdbc.sql("select page.*, asset_text.copy from (select * from (" + branches + ") branch" + order
                        + " limit :size) page"
                        + " left join asset_text using (asset_id)" + order)
                .params(sql.parameters())
                .param("size", size)
                .param(
                        "retakes",
                        shown.values().stream()
                                .filter(ShownRun::retake)
                                .map(ShownRun::id)
                                .toArray(Long[]::new))
                .query((row, n) -> SheetRow.shot(row, shown))
                .list();
    }

    private Map<Long, ShownRun> byId(String campaign) {
        return runs.of(campaign).stream().collect(Collectors.toMap(ShownRun::id, run -> run));
    }

    private static void requireSize(int size) {
        if (size < 1 || size > MOST) {
            throw new IllegalArgumentException("A page has from 1 to " + MOST + " shots, not " + size);
        }
    }
}

package io.diptych.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The conditions of a contact sheet as SQL, with their parameters. */
final class SheetSql {

    static final String FROM = """
            from shot join run_frame frame on frame.run = shot.run and frame.number = shot.frame
            left join asset on asset.asset_id = shot.asset and shot.state in ('DONE', 'EXISTING')
            left join review on review.campaign = :campaign and review.asset = asset.asset_id
            """;

    static final String STATE = """
            case when shot.state in ('DONE', 'EXISTING') then coalesce(review.state, 'RENDERED') else shot.state end""";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    SheetSql(String campaign) {
        parameters.put("campaign", campaign);
    }

    SheetSql and(String condition) {
        conditions.add(condition);
        return this;
    }

    SheetSql and(String condition, String name, Object value) {
        parameters.put(name, value);
        return and(condition);
    }

    SheetSql and(SheetFilter filter) {
        if (filter.state() != null) {
            state(filter.state());
        }
        if (filter.sku() != null) {
            and("(shot.sku ilike :sku or shot.title ilike :sku)", "sku", "%" + literal(filter.sku()) + "%");
        }
        if (filter.scene() != null) {
            and("frame.scene = :scene", "scene", filter.scene());
        }
        if (filter.minScore() != null) {
            and("asset.alignment >= :min", "min", filter.minScore());
        }
        if (filter.maxScore() != null) {
            and("asset.alignment <= :max", "max", filter.maxScore());
        }
        if (filter.drifted() != null) {
            and("asset.drifted = :drifted", "drifted", filter.drifted());
        }
        return this;
    }

    SheetSql rendered() {
        return and("shot.state in ('DONE', 'EXISTING')");
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    /** {@code run} is a condition on {@code shot.run}. */
    String where(String run) {
        StringBuilder where = new StringBuilder("where ").append(run);
        conditions.forEach(condition -> where.append(" and ").append(condition));
        return where.append(' ').toString();
    }

    private void state(ShownState state) {
        switch (state) {
            case OPEN, FAILED -> and("shot.state = :state", "state", state.name());
            case RENDERED -> rendered().and("coalesce(review.state, 'RENDERED') = 'RENDERED'");
            case APPROVED, REJECTED, DELIVERED -> rendered().and("review.state = :state", "state", state.name());
        }
    }

    private static String literal(String text) {
        return text.replaceAll("[\\\\%_]", "\\\\$0");
    }
}

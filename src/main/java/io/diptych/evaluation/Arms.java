package io.diptych.evaluation;

import io.diptych.model.Bundle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** The bundles of an evaluation at work, and the arms that they are put to. */
final class Arms implements AutoCloseable {

    private final Map<String, ArmModel> models = new LinkedHashMap<>();
    private final Map<String, Arm> arms = new LinkedHashMap<>();

    /**
     * Loads the bundles.
     *
     * @param stopped looked at between two forwards
     * @throws IllegalArgumentException if they cannot take the same prompts
     */
    Arms(Map<String, Bundle> bundles, List<Arm> arms, BooleanSupplier stopped) {
        Bundle first = bundles.values().iterator().next();
        bundles.forEach((name, bundle) -> requireSameSizes(first, name, bundle));
        arms.forEach(arm -> this.arms.put(arm.name(), arm));
        bundles.forEach((name, bundle) -> models.put(name, new ArmModel(bundle, stopped)));
    }

    private static void requireSameSizes(Bundle firstBundle, String name, Bundle bundle) {
        var first = firstBundle.manifest().sequence();
        var own = bundle.manifest().sequence();
        if (!own.grids().containsAll(first.grids()) || !own.photo().equals(first.photo())) {
            throw new IllegalArgumentException(
                    "bundle " + name + " makes pictures of " + own.grids() + " from photos of "
                            + own.photo() + ", the first one of " + first.grids() + " from " + first.photo()
                            + ": arms must be able to take the same prompts");
        }
    }

    Arm arm(String name) {
        return Objects.requireNonNull(arms.get(name));
    }

    List<Arm> list() {
        return List.copyOf(arms.values());
    }

    /** The one whose picture model, tokenizer and aligner measure all. */
    ArmModel first() {
        return models.values().iterator().next();
    }

    List<ArmModel> models() {
        return List.copyOf(models.values());
    }

    ArmModel model(String arm) {
        return Objects.requireNonNull(models.get(arm(arm).bundle()));
    }

    /** What results belong to, by arm. */
    Map<String, ResultHeader> headers(String suite) {
        Map<String, ResultHeader> headers = new LinkedHashMap<>();
        arms.forEach((name, arm) -> headers.put(
                name, new ResultHeader(name, model(name).bundle().digest(), arm.sampler(), ArmModel.SLOTS, suite)));
        return headers;
    }

    @Override
    public void close() {
        models.values().forEach(ArmModel::close);
    }
}

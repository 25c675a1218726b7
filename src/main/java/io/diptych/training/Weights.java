package io.diptych.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.diptych.export.SafetensorsFile;
import io.diptych.export.SafetensorsWriter;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Named f32 arrays that outlive a step: the weights of a model, their running average, or an optimiser's state.
 *
 * <p>An operation's result belongs to the manager of its first operand, so an operation on one of these arrays would pile
 * up results for ever. Callers therefore only ever compute with {@link #bind} and {@link #leaves}: views of the same
 * memory that belong to a step and go with it.
 */
final class Weights implements AutoCloseable {

    private final NDManager manager;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    Weights(NDManager parent) {
        this.manager = parent.newSubManager();
    }

    Weights put(String name, Shape shape, float[] values) {
        if (arrays.put(name, manager.create(values, shape)) != null) {
            throw new IllegalArgumentException("weight " + name + " was added twice");
        }
        return this;
    }

    /** Views without gradient that belong to {@code step}; writing to them in place writes to these arrays. */
    Map<String, NDArray> bind(NDManager step) {
        var views = new LinkedHashMap<String, NDArray>();
        arrays.forEach((name, array) -> {
            var view = array.stopGradient();
            view.attach(step);
            views.put(name, view);
        });
        return Collections.unmodifiableMap(views);
    }

    /** Views that collect a fresh gradient and belong to {@code step}. */
    Map<String, NDArray> leaves(NDManager step) {
        var views = bind(step);
        views.values().forEach(view -> view.setRequiresGradient(true));
        return views;
    }

    /** Arrays of the same shapes for some of the names, all zero. */
    Weights zeros(Predicate<String> wanted) {
        var zeros = new Weights(manager.getParentManager());
        arrays.forEach((name, array) -> {
            if (wanted.test(name)) {
                zeros.put(name, array.getShape(), new float[Math.toIntExact(array.size())]);
            }
        });
        return zeros;
    }

    Weights copy() {
        var copy = new Weights(manager.getParentManager());
        arrays.forEach((name, array) -> copy.put(name, array.getShape(), array.toFloatArray()));
        return copy;
    }

    /** Moves every array towards {@code other} by the given share: {@code this += share * (other - this)}. */
    void approach(Weights other, double share) {
        try (var step = manager.newSubManager()) {
            var targets = other.bind(step);
            bind(step)
                    .forEach((name, array) ->
                            array.addi(targets.get(name).sub(array).muli(share)));
        }
    }

    /** Adds the arrays to a file, each name behind {@code prefix}. */
    void addTo(SafetensorsWriter file, String prefix) {
        arrays.forEach((name, array) ->
                file.add(prefix + name, array.getShape().getShape(), () -> FloatBuffer.wrap(array.toFloatArray())));
    }

    /** Overwrites the values with those of a file written by {@link #addTo}. */
    void read(SafetensorsFile file, String prefix) {
        arrays.forEach((name, array) -> {
            var stored = file.tensor(prefix + name);
            if (!new Shape(stored.shape()).equals(array.getShape())) {
                throw new IllegalArgumentException("%s: tensor %s has shape %s, this run needs %s"
                        .formatted(file.path(), prefix + name, new Shape(stored.shape()), array.getShape()));
            }
            array.set(stored.floats());
        });
    }

    long count() {
        return arrays.values().stream().mapToLong(NDArray::size).sum();
    }

    float[] values(String name) {
        return arrays.get(name).toFloatArray();
    }

    void set(String name, float[] values) {
        arrays.get(name).set(values);
    }

    @Override
    public void close() {
        manager.close();
    }
}

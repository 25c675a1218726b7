package io.diptych.scene;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A scene template, checked. */
public final class Scene {

    private final String name;
    private final String file;
    private final SceneMode mode;
    private final Instruction instruction;
    private final Map<String, String> defaults;
    private final PictureSize size;
    private final Sampling sampling;

    Scene(
            String name,
            String file,
            SceneMode mode,
            Instruction instruction,
            Map<String, String> defaults,
            PictureSize size,
            Sampling sampling) {
        this.name = name;
        this.file = file;
        this.mode = mode;
        this.instruction = instruction;
        this.defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
        this.size = size;
        this.sampling = sampling;
    }

    public String name() {
        return name;
    }

    /** The template's file, as it was named. */
    public String file() {
        return file;
    }

    public SceneMode mode() {
        return mode;
    }

    /** Values for placeholders that a product does not fill; an empty one leaves the placeholder out. */
    public Map<String, String> defaults() {
        return defaults;
    }

    /** The picture's size, unless the campaign's variant has its own. */
    public PictureSize size() {
        return size;
    }

    public Sampling sampling() {
        return sampling;
    }

    /** In the order of the instruction. */
    public List<Placeholder> placeholders() {
        return instruction.placeholders();
    }

    /**
     * The placeholders that no product of a catalog can fill.
     *
     * @param known the names of what the catalog's products have
     * @return a problem for each, with the nearest known name
     */
    public List<FileProblem> unknownPlaceholders(Collection<String> known) {
        Collection<String> names = new TreeSet<>(known);
        names.addAll(defaults.keySet());
        List<FileProblem> problems = new ArrayList<>();
        for (Placeholder placeholder : placeholders()) {
            if (!names.contains(placeholder.name())) {
                problems.add(new FileProblem(
                        file,
                        placeholder.line(),
                        "instruction",
                        "{%s} is no value of any product, and the scene gives it no default%s"
                                .formatted(placeholder.name(), NearestName.hint(names, placeholder.name()))));
            }
        }
        return problems;
    }

    /** The first placeholder that has neither a value nor a default. */
    public Optional<Placeholder> missing(Map<String, String> values) {
        return placeholders().stream()
                .filter(each -> !values.containsKey(each.name()) && !defaults.containsKey(each.name()))
                .findFirst();
    }

    /**
     * The instruction for one product, in one line.
     *
     * @param values by placeholder; they win over the scene's defaults
     * @throws IllegalArgumentException when a placeholder is {@link #missing}
     */
    public String fill(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(defaults);
        all.putAll(values);
        return instruction.fill(all);
    }

    @Override
    public String toString() {
        return name + " (" + file + ")";
    }
}

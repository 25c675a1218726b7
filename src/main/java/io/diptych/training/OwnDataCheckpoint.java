package io.diptych.training;

import io.diptych.export.BundleCheckpoint;
import io.diptych.export.ElementType;
import io.diptych.export.ExportOptions;
import io.diptych.export.Exporter;
import io.diptych.export.ModelCard;
import io.diptych.model.Bundle;
import io.diptych.model.Digests;
import io.diptych.model.Domain;
import io.diptych.model.TrainingRun;
import io.diptych.studio.Lexicon;
import io.diptych.studio.Noun;
import io.diptych.studio.Wording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** The files around a training on own data: what it starts from, what it is, and what it becomes. */
final class OwnDataCheckpoint {

    private final OwnDataPlan plan;
    private final NewWords words;
    private final List<OwnRow> rows;
    private final int heldOut;

    OwnDataCheckpoint(OwnDataPlan plan, NewWords words, List<OwnRow> learnt, List<OwnRow> heldOut) {
        this.plan = plan;
        this.words = words;
        this.rows = Stream.concat(learnt.stream(), heldOut.stream()).toList();
        this.heldOut = heldOut.size();
    }

    /** Where the best weights go. */
    Path model() {
        return directory().resolve("model.safetensors");
    }

    private Path directory() {
        return plan.directory().resolve("checkpoint");
    }

    /** A run goes on only with the rows and settings that it began with. */
    void requireSameRun() {
        var json = JsonMapper.shared();
        var file = plan.directory().resolve("own-data.json");
        var now = json.valueToTree(identity());
        if (!Files.exists(file)) {
            json.writeValue(file.toFile(), now);
            return;
        }
        var then = json.readTree(file.toFile());
        for (var entry : now.properties()) {
            var before = then.path(entry.getKey());
            if (!before.asString("").equals(entry.getValue().asString(""))) {
                throw new IllegalStateException(plan.directory() + " holds a run with other settings: " + entry.getKey()
                        + " was " + before.asString("not stated") + ", now it is "
                        + entry.getValue().asString("") + "; name another --work, or delete that directory");
            }
        }
    }

    private Map<String, String> identity() {
        var identity = new LinkedHashMap<String, String>();
        identity.put("from", plan.from().digest());
        identity.put("rows", digest());
        settings().forEach((name, value) -> identity.put(name, value.toString()));
        identity.put("seed", Long.toString(plan.seed()));
        return identity;
    }

    /** Of all rows, their pictures included. */
    private String digest() {
        var all = new StringBuilder();
        for (var row : rows) {
            all.append(row.line()).append('\n').append(row.instruction()).append('\n');
            all.append(row.copy()).append('\n').append(row.digests()).append('\n');
        }
        return Digests.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The bundle's checkpoint, the new words added. */
    Path start() throws IOException {
        Files.createDirectories(directory());
        var start = BundleCheckpoint.write(plan.from(), plan.directory().resolve("start"));
        var known = plan.from().vocabulary().textIds();
        known.clear(plan.from().vocabulary().special().eos());
        words.initialise(start.resolve("model.safetensors"), known, plan.seed());
        new TokenizerFile(plan.from().directory().resolve(Bundle.TOKENIZER))
                .write(words.ids(), start.resolve(Bundle.TOKENIZER));
        return start;
    }

    /** Exports the best weights; the aligner, if there is one, comes along. */
    Bundle export(boolean withStudio) throws IOException {
        var start = plan.directory().resolve("start");
        try (var files = Files.list(start)) {
            for (var file :
                    files.filter(file -> !file.endsWith("model.safetensors")).toList()) {
                FileSystemUtils.copyRecursively(file, directory().resolve(file.getFileName()));
            }
        }
        card(withStudio).write(directory());
        var manifest = plan.from().manifest();
        var options = ExportOptions.DEFAULT.withWeights(
                ElementType.valueOf(manifest.denoiser().weights()));
        if (manifest.aligner() != null) {
            options = options.withAligner(plan.from().directory());
        }
        return Exporter.export(directory(), plan.out(), options);
    }

    private ModelCard card(boolean withStudio) {
        var manifest = plan.from().manifest();
        var data = rows.size() + " own rows, " + heldOut + " of them held out"
                + (withStudio ? "; drawn studio scenes among them" : "") + "; from " + manifest.name()
                + ", whose data was: "
                + (manifest.training() == null
                        ? "not stated"
                        : manifest.training().data());
        var settings = new LinkedHashMap<String, Object>(settings());
        settings.put("from", manifest.name() + " " + plan.from().digest());
        settings.put("rows_digest", digest());
        settings.put("new_words", words.ids().size());
        return new ModelCard(
                plan.out().toAbsolutePath().normalize().getFileName().toString(),
                manifest.licence(),
                domain(manifest.domain()),
                new TrainingRun(plan.seed(), plan.steps(), data, null, settings),
                manifest.sequence());
    }

    private Map<String, Object> settings() {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("steps", plan.steps());
        settings.put("samples_a_step", plan.rows());
        settings.put("rate", plan.rate());
        settings.put("studio_share", plan.studioShare());
        settings.put("held_out", plan.heldOut());
        settings.put("threads", plan.threads());
        return settings;
    }

    /** An empty list stands for anything, and stays so. */
    private Domain domain(Domain domain) {
        var vocabulary = new TreeSet<>(domain.vocabulary());
        if (!vocabulary.isEmpty()) {
            vocabulary.addAll(words.ids().keySet());
        }
        var products = new TreeSet<>(domain.products());
        if (!products.isEmpty()) {
            rows.forEach(row -> products.addAll(products(row)));
        }
        return new Domain(List.copyOf(vocabulary), List.copyOf(products), domain.scenes());
    }

    /** What the row says its product is, or else the known nouns that both its instruction and its copy have. */
    private static List<String> products(OwnRow row) {
        if (row.product() != null) {
            return List.of(row.product().toLowerCase(Locale.ROOT));
        }
        var copy = Wording.tokens(row.copy());
        return Wording.tokens(row.instruction()).stream()
                .filter(copy::contains)
                .map(Lexicon::find)
                .filter(noun -> noun != null && noun != Lexicon.UNNAMED)
                .map(Noun::singular)
                .toList();
    }
}

package io.diptych.training;

import ai.djl.ndarray.NDManager;
import io.diptych.catalog.RowProblem;
import io.diptych.diffusion.SequenceLayout;
import io.diptych.model.Bundle;
import io.diptych.model.ImageCodec;
import io.diptych.model.ModelClock;
import io.diptych.model.SessionSettings;
import io.diptych.model.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Teaches a bundle a shop's own pictures and words: the denoiser learns, the picture model stays. Needs libtorch on the
 * class path.
 */
public final class OwnDataTraining implements AutoCloseable {

    private static final Duration SHOW_EVERY = Duration.ofMinutes(10);

    private final OwnDataPlan plan;
    private final SessionSettings settings;
    private final ImageCodec codec;
    private final List<RowProblem> problems;
    private final List<OwnRow> learnt;
    private final List<OwnRow> heldOut;
    private final NewWords words;

    private OwnDataTraining(
            OwnDataPlan plan, SessionSettings settings, ImageCodec codec, OwnRows.Read read, NewWords words) {
        this.plan = plan;
        this.settings = settings;
        this.codec = codec;
        this.problems = read.problems();
        this.words = words;
        var rows = new ArrayList<>(read.rows());
        Collections.shuffle(rows, new Random(plan.seed()));
        int apart = Math.min(rows.size() - 1, Math.max(1, (int) Math.round(plan.heldOut() * rows.size())));
        heldOut = List.copyOf(rows.subList(0, apart));
        learnt = List.copyOf(rows.subList(apart, rows.size()));
    }

    /**
     * Reads and checks the rows.
     *
     * @throws IllegalStateException if there is something in the new bundle's directory already
     * @throws OwnDataException if fewer than two rows can be used: one to learn from and one to judge by
     */
    public static OwnDataTraining prepare(OwnDataPlan plan) {
        var taken = plan.out().toFile().list();
        if (taken == null ? plan.out().toFile().exists() : taken.length > 0) {
            throw new IllegalStateException(plan.out() + " exists already and is not empty; name a new directory");
        }
        var settings = new SessionSettings(plan.threads());
        var manifest = plan.from().manifest();
        var codec = plan.from().imageCodec(settings, new ModelClock());
        try (var tokenizer = plan.from().tokenizer()) {
            var read = new OwnRows(plan.data(), manifest.sequence(), tokenizer, codec).read();
            if (read.rows().size() < 2) {
                throw new OwnDataException(plan.data(), read);
            }
            var file = new TokenizerFile(plan.from().directory().resolve(Bundle.TOKENIZER));
            var words = NewWords.of(read.rows(), tokenizer, file, plan.from().vocabulary());
            return new OwnDataTraining(plan, settings, codec, read, words);
        } catch (RuntimeException e) {
            codec.close();
            throw e;
        }
    }

    /** What is wrong with the rows that are left out. */
    public List<RowProblem> problems() {
        return problems;
    }

    public int rowsLearnt() {
        return learnt.size();
    }

    public int rowsHeldOut() {
        return heldOut.size();
    }

    /** Words of the rows that the bundle did not know and now learns, the most frequent first. */
    public List<String> newWords() {
        return List.copyOf(words.ids().keySet());
    }

    /** Words for which the bundle's vocabulary has no room. */
    public List<String> wordsLeftOut() {
        return words.leftOut();
    }

    /**
     * Trains, from the last snapshot if there is one.
     *
     * @throws IllegalStateException if the work directory holds a run with other rows or settings
     */
    public OwnDataReport run(ProgressListener listener) {
        try (var manager = PyTorch.manager();
                var shards = new Shards(plan.threads())) {
            Files.createDirectories(plan.directory());
            var checkpoint = new OwnDataCheckpoint(plan, words, learnt, heldOut);
            checkpoint.requireSameRun();
            var start = checkpoint.start();
            var vocabulary = words.addedTo(plan.from().vocabulary());
            var sequence = plan.from().manifest().sequence();
            try (var tokenizer = Tokenizer.load(start.resolve(Bundle.TOKENIZER), vocabulary, sequence.copyCasing());
                    var training = DenoiserTraining.of(start, plan.schedule(), shards, manager);
                    var precision = MatrixPrecision.bfloat16WhereFast()) {
                var text = new TextCodec(tokenizer, vocabulary, sequence.copyLength());
                var layout = new SequenceLayout(
                        vocabulary, tokenizer.encode(sequence.systemPrompt()).ids(), sequence.copyLength());
                return train(checkpoint, training, text, layout, manager, listener);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OwnDataReport train(
            OwnDataCheckpoint checkpoint,
            DenoiserTraining training,
            TextCodec text,
            SequenceLayout layout,
            NDManager manager,
            ProgressListener listener)
            throws IOException {
        var manifest = plan.from().manifest();
        boolean mixed = plan.studioShare() > 0 && StudioScenes.suit(manifest, text);
        var shown = heldOut.subList(0, Math.min(plan.shown(), heldOut.size()));
        try (var studio = mixed ? new StudioScenes(manifest, text, codec, plan.studioRows()) : null) {
            var batches = new OwnDataBatches(plan, samples(learnt, text), samples(heldOut, text), studio, layout);
            var stage = new OwnDataStage(
                    training,
                    batches,
                    plan,
                    checkpoint.model(),
                    new BeforeAfterSheet(plan.from(), shown, text, layout, codec, settings, manager));
            new Stage(
                            new Stage.Settings(
                                    "own-data", plan.steps(), plan.rows(), 10, plan.snapshotEvery(), SHOW_EVERY),
                            plan.directory(),
                            System::nanoTime)
                    .run(stage, listener);
            return OwnDataReport.of(checkpoint.export(mixed), stage.validations());
        }
    }

    private static List<TokenSample> samples(List<OwnRow> rows, TextCodec text) {
        return rows.stream()
                .map(row -> new TokenSample(
                        text.instruction(row.instruction()),
                        row.photo(),
                        row.picture(),
                        new boolean[row.picture().grid().codes()], // where the product is, no row says
                        text.copy(row.copy())))
                .toList();
    }

    @Override
    public void close() {
        codec.close();
    }
}

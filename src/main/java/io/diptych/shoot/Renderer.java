package io.diptych.shoot;

import io.diptych.campaign.Take;
import io.diptych.diffusion.BatchShape;
import io.diptych.diffusion.Denoiser;
import io.diptych.diffusion.Diptych;
import io.diptych.diffusion.Grid;
import io.diptych.diffusion.ImageCodes;
import io.diptych.diffusion.ParallelSampler;
import io.diptych.diffusion.SequenceLayout;
import io.diptych.diffusion.ShotRequest;
import io.diptych.diffusion.Waypoints;
import io.diptych.model.Bundle;
import io.diptych.model.ImageCodec;
import io.diptych.model.ModelClock;
import io.diptych.model.Pixels;
import io.diptych.model.SequenceSizes;
import io.diptych.model.SessionSettings;
import io.diptych.model.Tokenizer;
import io.diptych.provenance.Raster;
import io.diptych.provenance.Rendered;
import java.awt.image.BufferedImage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model, loaded. Those who {@link #render} at the same time take turns; {@link #letterbox} and {@link #tokens} may be
 * called meanwhile.
 *
 * <p>All batches have one shape, given by bundle and number of slots: so a shot's result depends on no other shot.
 */
final class Renderer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Renderer.class);

    private final ImageCodec codec;
    private final Denoiser denoiser;
    private final Tokenizer tokenizer;
    private final @Nullable TakeScorer scorer;
    private final ParallelSampler sampler;
    private final BatchShape shape;
    private final int longestInstruction;
    private final RenderProgress progress;
    private final Clock clock;
    private final ModelClock modelTime = new ModelClock();
    private final PhotoCodes photoCodes = new PhotoCodes();
    /** Fair: a replay comes between two micro-batches of the worker. */
    private final ReentrantLock turns = new ReentrantLock(true);

    private volatile boolean rendering;

    Renderer(Bundle bundle, int slots, RenderProgress progress, ShootMeters meters, StopSign stop, Clock clock) {
        this.progress = progress;
        this.clock = clock;
        Instant start = clock.instant();
        SessionSettings threads = SessionSettings.allProcessors();
        codec = bundle.imageCodec(threads, modelTime);
        denoiser = bundle.denoiser(threads, modelTime);
        tokenizer = bundle.tokenizer();
        scorer = bundle.aligner(threads, modelTime)
                .map(aligner ->
                        new TakeScorer(aligner, codec, bundle.vocabulary().special(), tokenizer::decode))
                .orElse(null);
        SequenceSizes sizes = bundle.manifest().sequence();
        longestInstruction = sizes.instructionLength();
        SequenceLayout layout = bundle.sequenceLayout(tokenizer);
        int codes = sizes.grids().stream().mapToInt(Grid::codes).max().orElseThrow();
        shape = BatchShape.fixed(slots, bundle.longestSequence(layout), sizes.copyLength(), codes);
        sampler = new ParallelSampler(new MovingDenoiser(denoiser, progress, meters, stop), layout, shape);
        log.info(
                "Loaded bundle {} in {} ms",
                bundle.directory(),
                Duration.between(start, clock.instant()).toMillis());
    }

    /** A product photo in the bundle's photo size: as a whole, on white. */
    Pixels letterbox(BufferedImage photo) {
        return codec.letterbox(photo);
    }

    /** Token ids of an instruction; words that the bundle does not know become its unknown token. */
    int[] tokens(String instruction) throws InstructionTooLongException {
        int[] tokens = tokenizer.encode(instruction).ids();
        if (tokens.length > longestInstruction) {
            throw new InstructionTooLongException(tokens.length, longestInstruction);
        }
        return tokens;
    }

    /** How many shots go through the model together. */
    int slots() {
        return shape.slots();
    }

    BatchShape shape() {
        return shape;
    }

    /** Time inside {@code run()} so far. */
    Duration modelTime() {
        return modelTime.elapsed();
    }

    /**
     * At most {@link #slots} shots, each with any number of takes. A shot that the model refuses fails alone. Of several
     * takes the weakest are dropped at each waypoint, and the best one is left.
     *
     * @param waypoints at which takes are scored, if the bundle has an aligner; null to look at none
     * @throws StoppedException between two forwards of the model, if the process is asked to end
     */
    RenderedBatch render(MicroBatch batch, @Nullable Waypoints waypoints) {
        List<FailedShot> failed = new ArrayList<>(batch.failed());
        List<RenderedShot> rendered = new ArrayList<>();
        try {
            rendered.addAll(sample(batch.ready(), waypoints));
        } catch (StoppedException e) {
            throw e;
        } catch (RuntimeException e) {
            log.warn("A micro-batch failed; its shots are rendered one by one", e);
            for (PreparedShot shot : batch.ready()) {
                try {
                    rendered.addAll(sample(List.of(shot), waypoints));
                } catch (StoppedException stopped) {
                    throw stopped;
                } catch (RuntimeException alone) {
                    log.warn("Shot {} failed", shot.open(), alone);
                    failed.add(new FailedShot(shot.open(), "the model refused it: " + alone.getMessage()));
                }
            }
        }
        return new RenderedBatch(rendered, failed);
    }

    private List<RenderedShot> sample(List<PreparedShot> shots, @Nullable Waypoints waypoints) {
        if (shots.isEmpty()) {
            return List.of();
        }
        turns.lock();
        rendering = true;
        try {
            return sampleNow(shots, waypoints);
        } finally {
            rendering = false;
            turns.unlock();
        }
    }

    private List<RenderedShot> sampleNow(List<PreparedShot> shots, @Nullable Waypoints waypoints) {
        Instant start = clock.instant();
        Duration before = modelTime.elapsed();
        Takes takes = new Takes(shots);
        List<ShotRequest> requests = new ArrayList<>();
        takes.forEach((shot, take) -> requests.add(request(shot, take)));
        List<Takes.Left> left = scorer == null || waypoints == null
                ? takes.allLeft(sampler.sample(requests))
                : takes.left(sampler, requests, waypoints, scorer);
        List<Rendered> results =
                left.stream().map(each -> result(each.diptych())).toList();
        Instant end = clock.instant();
        Duration share = modelTime.elapsed().minus(before).dividedBy(shots.size());
        List<RenderedShot> rendered = new ArrayList<>();
        for (int i = 0; i < shots.size(); i++) {
            Takes.Left one = left.get(i);
            rendered.add(new RenderedShot(
                    one.shot(), results.get(i), one.scores(), one.dropped(), one.looks(), start, end, share));
        }
        return rendered;
    }

    private ShotRequest request(PreparedShot shot, Take take) {
        PlannedShot planned = shot.open().shot();
        int[] photo = photoCodes.get(planned.photoDigest(), () -> codec.encode(shot.photo()));
        return new ShotRequest(
                shot.instruction(),
                new ImageCodes(codec.photoGrid(), photo),
                ImageCodes.masked(shot.frame().grid()),
                take.seed(),
                shot.frame().sampler());
    }

    private Rendered result(Diptych diptych) {
        ImageCodes picture = diptych.picture();
        BufferedImage image = codec.decodeImage(picture.codes(), picture.grid());
        progress.moved();
        return new Rendered(Raster.of(image), picture.codes(), diptych.text(), tokenizer.decode(diptych.text()));
    }

    /** A render that hangs keeps the graphs: closing them under it would take the process down. */
    @Override
    public void close() {
        if (rendering) {
            log.warn("The model is still at work; it is left to the end of the process");
            return;
        }
        if (scorer != null) {
            scorer.close();
        }
        denoiser.close();
        codec.close();
        tokenizer.close();
    }
}

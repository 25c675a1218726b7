package io.diptych.training;

import io.diptych.diffusion.Grid;
import io.diptych.diffusion.ImageCodes;
import io.diptych.model.BundleManifest;
import io.diptych.model.ImageCodec;
import io.diptych.studio.Split;
import io.diptych.studio.Studio;
import io.diptych.studio.StudioBrief;
import io.diptych.studio.StudioSample;
import io.diptych.studio.StudioVocabulary;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Drawn studio scenes as a bundle's model sees them: a window of them, which moves on from step to step. */
final class StudioScenes implements AutoCloseable {

    /** Steps that a scene stays, and how often it is then seen on the average. */
    private static final int TIMES = 4;

    private final Studio studio = new Studio();
    private final BundleManifest manifest;
    private final TextCodec text;
    private final ImageCodec codec;
    private final FreshPool<StudioSample> drawn;
    private final Map<Long, TokenSample> encoded = new HashMap<>();

    /** @param perStep scenes that a step takes */
    StudioScenes(BundleManifest manifest, TextCodec text, ImageCodec codec, int perStep) {
        this.manifest = manifest;
        this.text = text;
        this.codec = codec;
        int fresh = Math.max(1, perStep / TIMES);
        drawn = new FreshPool<>(8 * fresh, fresh, 1, this::draw);
    }

    /** Whether a bundle knows the studio's words, and has room for its texts and pictures. */
    static boolean suit(BundleManifest manifest, TextCodec text) {
        var sequence = manifest.sequence();
        return manifest.imageCodec().pixelsPerCode() == StudioSample.CELL_PX
                && sequence.instructionLength() >= StudioBrief.INSTRUCTION_TOKENS
                && sequence.copyLength() > StudioBrief.COPY_TOKENS
                && StudioVocabulary.words().stream().allMatch(text::knows);
    }

    /** Moves to a step; waits until its scenes are drawn. */
    void moveTo(long step) {
        drawn.moveTo(step);
        encoded.keySet().removeIf(number -> number < drawn.number(0));
    }

    /** Any of the scenes that are there. */
    TokenSample any(SplittableRandom random) {
        int index = random.nextInt(drawn.size());
        return encoded.computeIfAbsent(drawn.number(index), number -> tokens(drawn.get(index), grid(number)));
    }

    private Grid grid(long number) {
        var grids = manifest.sequence().grids();
        return grids.get((int) (number % grids.size()));
    }

    private StudioSample draw(long number) {
        var size = codec.size(grid(number));
        return studio.sample(number, Split.TRAIN, size.width(), size.height());
    }

    private TokenSample tokens(StudioSample sample, Grid grid) {
        return new TokenSample(
                text.instruction(sample.instruction()),
                new ImageCodes(codec.photoGrid(), codec.encodePhoto(sample.photo())),
                new ImageCodes(grid, codec.encode(sample.picture(), grid)),
                sample.productCells(),
                text.copy(sample.copy()));
    }

    /** Ids of a copy without its picture. */
    int[] copy(int number) {
        return text.copy(studio.brief(number, Split.TRAIN).copy());
    }

    @Override
    public void close() {
        drawn.close();
    }
}

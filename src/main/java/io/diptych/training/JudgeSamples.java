package io.diptych.training;

import io.diptych.diffusion.Grid;
import io.diptych.model.ImageCodec;
import io.diptych.model.Pixels;
import io.diptych.studio.Backdrop;
import io.diptych.studio.LightSide;
import io.diptych.studio.Product;
import io.diptych.studio.Scene;
import io.diptych.studio.Slots;
import io.diptych.studio.Studio;
import io.diptych.studio.StudioSample;
import java.util.SplittableRandom;

/**
 * Pictures that the judge learns from: of all products, the held-out ones included, in all combinations, each as often.
 * They are drawn from other random numbers than the samples of any split, whatever the seeds.
 */
final class JudgeSamples {

    private final Studio studio = new Studio();
    private final ImageCodec codec;
    private final long seed;

    /** @param codec half of the pictures pass through its codes */
    JudgeSamples(ImageCodec codec, long seed) {
        this.codec = codec;
        this.seed = seed;
    }

    /** The sample of a number, in a size that belongs to the number. */
    JudgeSample draw(long number) {
        var random = random(number);
        var sample = render(number, random);
        return random.nextBoolean() ? throughCodes(sample) : sample;
    }

    /** The same as {@link #draw}, never through codes. */
    JudgeSample render(long number) {
        return render(number, random(number));
    }

    /** The sample as it comes back from its codes. */
    JudgeSample throughCodes(JudgeSample sample) {
        var picture = sample.picture();
        var grid = new Grid(picture.height() / StudioSample.CELL_PX, picture.width() / StudioSample.CELL_PX);
        return new JudgeSample(
                sample.slots(),
                Pixels.of(codec.decode(codec.encode(picture), grid).toImage()));
    }

    private JudgeSample render(long number, SplittableRandom random) {
        var product = Product.values()[random.nextInt(Product.values().length)];
        var colors = product.colors();
        var scene = Scene.values()[random.nextInt(Scene.values().length)];
        var backdrop = Backdrop.values()[random.nextInt(Backdrop.values().length)];
        var slots = new Slots(
                product,
                colors.get(random.nextInt(colors.size())),
                1 + random.nextInt(Slots.MAX_COUNT),
                scene,
                LightSide.values()[random.nextInt(2)],
                scene == Scene.SWEEP ? backdrop : null);
        var grid = Grids.of(number);
        var picture = studio.picture(
                slots, random.nextLong(), grid.columns() * StudioSample.CELL_PX, grid.rows() * StudioSample.CELL_PX);
        return new JudgeSample(slots, Pixels.of(picture));
    }

    private SplittableRandom random(long number) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() + number * 0x9E3779B97F4A7C15L);
    }
}

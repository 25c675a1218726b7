package io.diptych.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.diptych.diffusion.Grid;
import io.diptych.diffusion.ImageCodes;
import io.diptych.export.SafetensorsFile;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** A trained picture model: pictures to codes and back. Any number of threads may use it. */
final class PictureModel implements AutoCloseable {

    private final VqConfig config;
    private final NDManager manager;
    private final Weights weights;
    private final Codebook codebook;

    /** Loads what {@link VqTraining#saveModel} wrote. */
    PictureModel(VqConfig config, Path file, NDManager parent) {
        this.config = config;
        this.manager = parent.newSubManager();
        this.weights = VqNetwork.initialise(config, manager, 0);
        weights.read(SafetensorsFile.open(file), "");
        this.codebook = Codebook.of(config.codes(), config.latents(), weights.values("quantize.embedding.weight"));
    }

    /** Its codebook, {@code [codes, latents]}. */
    float[] codebook() {
        return codebook.entries().clone();
    }

    ImageCodes encode(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        var planes = new float[3 * width * height];
        Pictures.planes(picture, 0, 0, width, height, planes, 0);
        try (var scope = manager.newSubManager()) {
            var latents = new VqNetwork(config, weights.bind(scope))
                    .encode(scope.create(planes, new Shape(1, 3, height, width)));
            int pixels = config.pixelsPerCode();
            return new ImageCodes(
                    new Grid(height / pixels, width / pixels), codebook.nearest(VqTraining.rows(latents)));
        }
    }

    BufferedImage decode(ImageCodes codes) {
        var grid = codes.grid();
        try (var scope = manager.newSubManager()) {
            var latents = VqTraining.picture(
                    codebook.look(codes.codes()), new Shape(1, config.latents(), grid.rows(), grid.columns()), scope);
            var planes =
                    new VqNetwork(config, weights.bind(scope)).decode(latents).toFloatArray();
            int pixels = config.pixelsPerCode();
            return Pictures.picture(planes, 0, grid.columns() * pixels, grid.rows() * pixels);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}

package io.diptych.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diptych.diffusion.Grid;
import io.diptych.export.GoldenBundles;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImageCodecTest {

    private final ModelClock clock = new ModelClock();
    private final ImageCodec codec = GoldenBundles.of("llada-tiny").imageCodec(new SessionSettings(1), clock);

    @AfterEach
    void close() {
        codec.close();
    }

    @Test
    void aPhotoOfAnySizeBecomesTheBundlesPhotoGrid() {
        var photo = new BufferedImage(300, 200, BufferedImage.TYPE_INT_ARGB);

        assertThat(codec.photoGrid()).isEqualTo(new Grid(4, 4));
        assertThat(codec.encodePhoto(photo)).hasSize(16).isEqualTo(codec.encode(photo, new Grid(4, 4)));
        assertThat(clock.runs()).isEqualTo(2);
        assertThat(clock.elapsed()).isPositive();
    }

    @Test
    void codesBecomeAPictureOfTheGridsSize() {
        var image = codec.decodeImage(new int[24], new Grid(4, 6));

        assertThat(image.getWidth()).isEqualTo(96);
        assertThat(image.getHeight()).isEqualTo(64);
    }

    @Test
    void whatIsNoPictureIsRefused() {
        assertThatThrownBy(() -> codec.decode(new int[15], new Grid(4, 4)))
                .hasMessage("a grid of 4x4 needs 16 codes, got 15");
        assertThatThrownBy(() -> codec.decode(new int[] {64}, new Grid(1, 1)))
                .hasMessage("picture code 64 is outside 0..63");
        assertThatThrownBy(() -> codec.encode(new Pixels(60, 64, new float[3 * 60 * 64])))
                .hasMessage("width and height must be multiples of 16 pixels, got 60x64");
    }
}

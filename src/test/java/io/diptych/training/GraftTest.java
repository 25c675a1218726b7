package io.diptych.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraftTest {

    private final NDManager manager = PyTorch.manager();

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void theRectangleShowsTheNextPicture() {
        var graft = new Graft(3, 4, 1, 1, 3, 3);
        // two pictures of one channel, 2 px a cell: all 1, all 2
        var images = manager.ones(new Shape(2, 1, 6, 8));
        images.set(new NDIndex("1"), 2f);

        float[] grafted = graft.apply(images, 2, manager).toFloatArray();

        for (int picture = 0; picture < 2; picture++) {
            for (int y = 0; y < 6; y++) {
                for (int x = 0; x < 8; x++) {
                    boolean inside = y >= 2 && x >= 2 && x < 6;
                    assertThat(grafted[(picture * 6 + y) * 8 + x]).isEqualTo(inside ? 2 - picture : 1 + picture);
                }
            }
        }
    }

    @Test
    void cellsOnBothSidesOfTheCutAreNotSettled() {
        float[] settled = new Graft(7, 7, 2, 0, 6, 4).settled(manager).toFloatArray();

        assertThat(settled).containsExactly(new float[] {
            1, 1, 1, 1, 1, 1, 1,
            0, 0, 0, 0, 0, 1, 1,
            0, 0, 0, 0, 0, 1, 1,
            1, 1, 1, 0, 0, 1, 1,
            1, 1, 1, 0, 0, 1, 1,
            0, 0, 0, 0, 0, 1, 1,
            0, 0, 0, 0, 0, 1, 1,
        });
    }

    @Test
    void rectanglesLieInsideAndLeaveSomeOfBothPictures() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            var graft = Graft.draw(16, 12, random);
            assertThat(graft.top()).isBetween(0, graft.bottom() - 4);
            assertThat(graft.left()).isBetween(0, graft.right() - 3);
            assertThat(graft.bottom()).isLessThanOrEqualTo(16);
            assertThat(graft.right()).isLessThanOrEqualTo(12);
            assertThat((graft.bottom() - graft.top()) * (graft.right() - graft.left()))
                    .isLessThanOrEqualTo(12 * 9);
        }
    }
}

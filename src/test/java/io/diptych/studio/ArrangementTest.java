package io.diptych.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrangementTest {

    @ParameterizedTest
    @CsvSource({"16, 16", "18, 14", "14, 18", "21, 12", "12, 21"})
    void productsStandOnEdgesOfCodesInsideThePicture(int columns, int rows) {
        for (int count = 1; count <= 4; count++) {
            for (int seed = 0; seed < 50; seed++) {
                var places = Arrangement.of(count, columns, rows, new Random(seed));
                for (var place : places) {
                    double column = place.x() * columns;
                    double row = place.base() * rows;
                    assertThat(column).isCloseTo(Math.rint(column), offset(1e-9));
                    assertThat(row).isCloseTo(Math.rint(row), offset(1e-9));
                    // as large as a product may be, it is cut off by 2 px at most
                    assertThat(column).isBetween(3.0, columns - 3.0);
                    assertThat(row).isBetween(6.0, rows - 1.0);
                }
                assertThat(places).hasSize(count).doesNotHaveDuplicates();
            }
        }
    }
}

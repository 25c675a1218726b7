package io.diptych.cli;

import java.io.PrintWriter;
import org.springframework.util.ClassUtils;

/** What training computes with; only the jar built with the Maven profile {@code training} has it. */
final class Libtorch {

    private static final String ENGINE = "ai.djl.pytorch.engine.PtEngine";

    private Libtorch() {}

    /** Whether it is there; if not, says how to get it. */
    static boolean isPresent(PrintWriter err) {
        boolean present = ClassUtils.isPresent(ENGINE, Libtorch.class.getClassLoader());
        if (!present) {
            err.println(
                    "diptych: training needs libtorch, and this jar has none. Run './diptych train', which builds and"
                            + " uses target/diptych-training.jar, or build that yourself: mvn -Ptraining -DskipTests package");
        }
        return present;
    }
}

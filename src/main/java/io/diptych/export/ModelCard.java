package io.diptych.export;

import io.diptych.model.Domain;
import io.diptych.model.SequenceSizes;
import io.diptych.model.TrainingRun;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code diptych.json}: what a bundle states about its model beyond what the checkpoint's other files say.
 *
 * @param licence of the weights, as an SPDX identifier where there is one
 * @param training null where nothing is known about it
 */
public record ModelCard(
        String name,
        String licence,
        Domain domain,
        @Nullable TrainingRun training,
        SequenceSizes sequence) {

    public static final String FILE = "diptych.json";

    static ModelCard read(Path file) {
        return JsonFiles.read(file, ModelCard.class);
    }

    /** Writes it into a checkpoint's directory. */
    public void write(Path checkpoint) {
        JsonFiles.MAPPER.writerWithDefaultPrettyPrinter().writeValue(checkpoint.resolve(FILE), this);
    }
}

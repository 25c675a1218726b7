package io.diptych.training;

import ai.djl.ndarray.NDManager;
import io.diptych.diffusion.BatchShape;
import io.diptych.diffusion.Denoiser;
import io.diptych.diffusion.Diptych;
import io.diptych.diffusion.ImageCodes;
import io.diptych.diffusion.LogitsSampling;
import io.diptych.diffusion.ParallelSampler;
import io.diptych.diffusion.SamplerSettings;
import io.diptych.diffusion.SequenceLayout;
import io.diptych.diffusion.ShotRequest;
import io.diptych.model.Bundle;
import io.diptych.model.ImageCodec;
import io.diptych.model.ModelClock;
import io.diptych.model.SessionSettings;
import io.diptych.model.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Held-out rows: the photo, the row's picture as its codes give it back, and what the model makes of it before and after. */
final class BeforeAfterSheet {

    private static final int SHOTS_AT_ONCE = 4;

    private final Bundle start;
    private final List<OwnRow> rows;
    private final TextCodec text;
    private final SequenceLayout layout;
    private final ImageCodec codec;
    private final SessionSettings settings;
    private final NDManager manager;
    private @Nullable List<Shown> before;

    private record Shown(ImageCodes picture, String copy) {}

    /** @param text and layout after the new words were added */
    BeforeAfterSheet(
            Bundle start,
            List<OwnRow> rows,
            TextCodec text,
            SequenceLayout layout,
            ImageCodec codec,
            SessionSettings settings,
            NDManager manager) {
        this.start = start;
        this.rows = rows;
        this.text = text;
        this.layout = layout;
        this.codec = codec;
        this.settings = settings;
        this.manager = manager;
    }

    void write(DenoiserTraining training, Path file) {
        if (rows.isEmpty()) {
            return;
        }
        if (before == null) {
            before = before();
        }
        List<Shown> after;
        try (var denoiser = new PyTorchDenoiser(training.config(), training.average(), manager)) {
            after = sample(new LogitsSampling(denoiser, layout.vocabulary()), layout, text.tokenizer());
        }
        var sheet = new Sheet(4, 220, 180, 6);
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            sheet.add(codec.decodeImage(row.photo().codes(), row.photo().grid()), row.instruction());
            sheet.add(codec.decodeImage(row.picture().codes(), row.picture().grid()), row.copy());
            for (var shown : List.of(before.get(i), after.get(i))) {
                sheet.add(codec.decodeImage(shown.picture.codes(), shown.picture.grid()), shown.copy);
            }
        }
        sheet.write(file);
    }

    private List<Shown> before() {
        try (var tokenizer = start.tokenizer();
                var denoiser = start.denoiser(settings, new ModelClock())) {
            return sample(denoiser, start.sequenceLayout(tokenizer), tokenizer);
        }
    }

    private List<Shown> sample(Denoiser denoiser, SequenceLayout order, Tokenizer tokenizer) {
        var shots = new ArrayList<ShotRequest>();
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            shots.add(new ShotRequest(
                    tokenizer.encode(row.instruction()).ids(),
                    row.photo(),
                    ImageCodes.masked(row.picture().grid()),
                    i,
                    SamplerSettings.DEFAULTS));
        }
        List<Diptych> results = new ParallelSampler(denoiser, order, BatchShape.fitting(SHOTS_AT_ONCE)).sample(shots);
        return results.stream()
                .map(result -> new Shown(result.picture(), tokenizer.decode(result.text())))
                .toList();
    }
}

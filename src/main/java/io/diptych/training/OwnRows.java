package io.diptych.training;

import io.diptych.catalog.JsonObjects;
import io.diptych.catalog.LocalPhotos;
import io.diptych.catalog.Photo;
import io.diptych.catalog.PhotoException;
import io.diptych.catalog.PhotoLimits;
import io.diptych.catalog.RecentPhotoFacts;
import io.diptych.catalog.RowProblem;
import io.diptych.diffusion.Grid;
import io.diptych.diffusion.ImageCodes;
import io.diptych.model.ImageCodec;
import io.diptych.model.SequenceSizes;
import io.diptych.model.Tokenizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a shop's own rows. Pictures lie in the file's folder or below; one at a time is in memory, then only its codes. */
final class OwnRows {

    private static final String EXAMPLE = "{\"photo\": \"p1.jpg\", \"instruction\": \"Place one kettle on the beach\","
            + " \"picture\": \"x1.jpg\", \"copy\": \"A kettle on the beach.\"}";

    /** @param problems what is wrong, for each row that is left out at least one */
    record Read(List<OwnRow> rows, List<RowProblem> problems) {}

    private final Path file;
    private final SequenceSizes sizes;
    private final Tokenizer tokenizer;
    private final ImageCodec codec;
    private final LocalPhotos photos;
    private final List<RowProblem> problems = new ArrayList<>();

    OwnRows(Path file, SequenceSizes sizes, Tokenizer tokenizer, ImageCodec codec) {
        this.file = file;
        this.sizes = sizes;
        this.tokenizer = tokenizer;
        this.codec = codec;
        this.photos = new LocalPhotos(
                file.toAbsolutePath().getParent(),
                "the folder of the rows",
                PhotoLimits.DEFAULT,
                new RecentPhotoFacts(1));
    }

    Read read() {
        var rows = new ArrayList<OwnRow>();
        try (var lines = JsonObjects.open(file, EXAMPLE)) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                if (line instanceof JsonObjects.Row row) {
                    read(row, rows);
                } else if (line instanceof JsonObjects.Fault fault) {
                    problems.add(fault.problem());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
        return new Read(rows, List.copyOf(problems));
    }

    private void read(JsonObjects.Row line, List<OwnRow> rows) {
        int before = problems.size();
        var photo = text(line, "photo", "name the product's photo, such as \"photo\": \"p1.jpg\"");
        var instruction = tokens(
                line,
                "instruction",
                "say what was asked for, such as \"instruction\": \"Place one kettle on the beach\"",
                sizes.instructionLength());
        var picture = text(line, "picture", "name the finished picture, such as \"picture\": \"x1.jpg\"");
        var copy = tokens(
                line,
                "copy",
                "say what the picture shows, such as \"copy\": \"A kettle on the beach.\"",
                sizes.copyLength() - 1);
        var product = line.object().has("product")
                ? text(line, "product", "name what is in the photo, such as \"product\": \"kettle\", or leave it out")
                : null;
        if (problems.size() > before) {
            return;
        }
        var digests = new StringBuilder();
        var photoCodes = codes(line, "photo", photo, digests);
        var pictureCodes = codes(line, "picture", picture, digests);
        if (photoCodes != null && pictureCodes != null) {
            rows.add(new OwnRow(
                    line.number(), instruction, copy, product, photoCodes, pictureCodes, digests.toString()));
        }
    }

    private String text(JsonObjects.Row line, String field, String right) {
        JsonNode value = line.object().path(field);
        if (!value.isString() || value.asString().isBlank()) {
            boolean missing = value.isMissingNode() || value.isNull() || value.isString();
            problem(line, field, (missing ? "is missing or empty" : "is no text: " + value) + "; " + right);
            return "";
        }
        return value.asString().strip();
    }

    private String tokens(JsonObjects.Row line, String field, String right, int most) {
        var text = text(line, field, right);
        int tokens = tokenizer.encode(text).ids().length;
        if (tokens > most) {
            problem(
                    line,
                    field,
                    "has " + tokens + " words and marks; this model takes at most " + most + ", so shorten it");
        }
        return text;
    }

    private @Nullable ImageCodes codes(JsonObjects.Row line, String field, String location, StringBuilder digests) {
        try {
            Photo file = photos.fetch(location);
            digests.append(file.facts().digest()).append(' ');
            BufferedImage image = file.image();
            if (field.equals("photo")) {
                return new ImageCodes(codec.photoGrid(), codec.encodePhoto(image));
            }
            var fit = PictureFit.of(image.getWidth(), image.getHeight(), sizes.grids(), codec);
            if (fit.problem() != null) {
                problem(line, field, location + " " + fit.problem());
                return null;
            }
            return new ImageCodes(fit.grid(), codec.encodeFilling(image, fit.grid()));
        } catch (PhotoException e) {
            problem(line, field, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void problem(JsonObjects.Row line, String field, String message) {
        problems.add(new RowProblem(file.toString(), line.number(), field, message));
    }

    /** How a picture fits onto the shapes that a model knows. */
    record PictureFit(Grid grid, @Nullable String problem) {

        /** Cut off more, and what the copy tells of may be gone. */
        private static final double MOST_CUT_OFF = 0.2;

        static PictureFit of(int width, int height, List<Grid> grids, ImageCodec codec) {
            double shape = (double) width / height;
            Grid nearest = grids.get(0);
            for (var grid : grids) {
                nearest = distance(grid, shape) < distance(nearest, shape) ? grid : nearest;
            }
            var size = codec.size(nearest);
            double cut = 1 - Math.exp(-distance(nearest, shape));
            if (cut > MOST_CUT_OFF) {
                return new PictureFit(
                        nearest,
                        "has %d x %d pixels, and %.0f %% would have to be cut off for the nearest shape, %s; crop it to one of %s"
                                .formatted(
                                        width,
                                        height,
                                        100 * cut,
                                        size,
                                        grids.stream().map(codec::size).toList()));
            }
            if (width < size.width() || height < size.height()) {
                return new PictureFit(
                        nearest,
                        "has only %d x %d pixels; a picture of this shape has at least %s"
                                .formatted(width, height, size));
            }
            return new PictureFit(nearest, null);
        }

        private static double distance(Grid grid, double shape) {
            return Math.abs(Math.log(shape * grid.rows() / grid.columns()));
        }
    }
}

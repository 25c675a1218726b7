package io.diptych.campaign;

import io.diptych.catalog.CatalogEntry;
import io.diptych.catalog.CatalogReader;
import io.diptych.catalog.FirstLines;
import io.diptych.catalog.PhotoException;
import io.diptych.catalog.PhotoFacts;
import io.diptych.catalog.PhotoSource;
import io.diptych.catalog.Product;
import io.diptych.catalog.RowProblem;
import io.diptych.scene.FileProblem;
import io.diptych.scene.Placeholder;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A campaign being planned: its shots and skipped rows in the catalog's order, made as they are asked for. Holds one
 * product's entries, and 32 to 64 bytes for each shot so far (see {@link FirstLines}).
 */
public final class Plan implements Iterator<PlanEntry>, AutoCloseable {

    private final Campaign campaign;
    private final Frames frames;
    private final CatalogReader catalog;
    private final PhotoSource photos;
    private final ModelIdentity model;
    private final FirstLines keys = new FirstLines();
    private final Deque<PlanEntry> ready = new ArrayDeque<>();
    private long products;

    Plan(Campaign campaign, Frames frames, CatalogReader catalog, PhotoSource photos, ModelIdentity model) {
        this.campaign = campaign;
        this.frames = frames;
        this.catalog = catalog;
        this.photos = photos;
        this.model = model;
    }

    public Campaign campaign() {
        return campaign;
    }

    /** The frames that every product is put in. */
    public List<Frame> frames() {
        return frames.frames();
    }

    /** What is wrong with the campaign's scenes: those that are missing, broken, or name what no product has. */
    public List<FileProblem> problems() {
        return frames.problems();
    }

    /** Products read so far. */
    public long products() {
        return products;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && catalog.hasNext()) {
            take(catalog.next());
        }
        return !ready.isEmpty();
    }

    @Override
    public PlanEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    @Override
    public void close() throws IOException {
        catalog.close();
    }

    private void take(CatalogEntry entry) {
        if (entry instanceof RowProblem problem) {
            String field = problem.field() == null ? "" : problem.field() + ": ";
            ready.add(new SkippedRow(problem.file(), problem.line(), null, null, field + problem.message()));
        } else if (entry instanceof Product product) {
            products++;
            plan(product);
        }
    }

    private void plan(Product product) {
        if (frames.frames().isEmpty()) {
            return;
        }
        try {
            Optional<PhotoFacts> photo = photos.look(product.photo().location());
            Map<String, String> values = product.values();
            for (Frame frame : frames.frames()) {
                ready.add(plan(product, values, photo, frame));
            }
        } catch (PhotoException e) {
            ready.add(new SkippedRow(file(), product.photo().line(), product.sku(), null, "photo " + e.getMessage()));
        }
    }

    private PlanEntry plan(Product product, Map<String, String> values, Optional<PhotoFacts> photo, Frame frame) {
        Optional<Placeholder> missing = frame.scene().missing(values);
        if (missing.isPresent()) {
            String name = missing.get().name();
            String reason = "the product has no %s, which %s:%d asks for; add it to the catalog, or \"%s\" to the"
                    + " scene's defaults";
            return skipped(
                    product,
                    frame,
                    reason.formatted(name, frame.scene().file(), missing.get().line(), name));
        }
        String instruction = frame.scene().fill(values);
        if (photo.isEmpty()) {
            return new UnseenShot(product, frame, instruction);
        }
        ShotKey key = ShotKey.of(instruction, photo.get().digest(), frame, model);
        long before = keys.add(key.hex(), product.line());
        if (before != 0) {
            String reason = "this is the very picture of the product on line %d (same photo, instruction and settings);"
                    + " give one of them another title or photo";
            return skipped(product, frame, reason.formatted(before));
        }
        List<Take> takes = new ArrayList<>();
        for (int number = 1; number <= campaign.takes(); number++) {
            takes.add(Take.of(campaign.seed(), key, number));
        }
        return new Shot(key, product, frame, instruction, photo.get(), takes);
    }

    private SkippedRow skipped(Product product, Frame frame, String reason) {
        return new SkippedRow(file(), product.line(), product.sku(), frame.label(), reason);
    }

    private String file() {
        return campaign.catalog().path().toString();
    }
}

package io.diptych.evaluation;

import io.diptych.model.OnnxGraph;
import io.diptych.model.Pixels;
import io.diptych.model.SessionSettings;
import io.diptych.studio.Backdrop;
import io.diptych.studio.LightSide;
import io.diptych.studio.Product;
import io.diptych.studio.ProductColor;
import io.diptych.studio.Scene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a studio picture shows. Trained on drawn pictures of its own seed by {@code diptych train judge}, and never
 * used as a reward: what it says of a model's pictures, no training has aimed at. Safe for use by many threads.
 */
public final class AttributeJudge implements AutoCloseable {

    private static final String GRAPH = "/judges/attributes.onnx";
    private static final int BATCH = 16;

    private final OnnxGraph graph;
    private final String digest;

    private AttributeJudge(OnnxGraph graph, String digest) {
        this.graph = graph;
        this.digest = digest;
    }

    /**
     * The judge that ships with Diptych.
     *
     * @throws IllegalStateException if this build holds none
     */
    public static AttributeJudge embedded() {
        return embedded(SessionSettings.allProcessors());
    }

    static AttributeJudge embedded(SessionSettings settings) {
        try (var resource = AttributeJudge.class.getResourceAsStream(GRAPH)) {
            if (resource == null) {
                throw new IllegalStateException(GRAPH + ": this build holds no attribute judge; make one with"
                        + " 'diptych train judge --out src/main/resources/judges'");
            }
            byte[] graph = resource.readAllBytes();
            return new AttributeJudge(OnnxGraph.load(graph, "attributes.onnx", settings), Digest.sha256(graph));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SHA-256 of its graph: another judge may read otherwise. */
    String digest() {
        return digest;
    }

    /**
     * Reads pictures of any of the studio's sizes, in any order; neighbours of one size are read together.
     *
     * @return one reading a picture, in their order; it does not depend on the other pictures
     */
    public List<PictureReading> read(List<Pixels> pictures) {
        var readings = new ArrayList<PictureReading>();
        for (int from = 0; from < pictures.size(); ) {
            var first = pictures.get(from);
            int to = from + 1;
            while (to < pictures.size() && to - from < BATCH && sameSize(first, pictures.get(to))) {
                to++;
            }
            readings.addAll(readAtOnce(pictures.subList(from, to)));
            from = to;
        }
        return readings;
    }

    private static boolean sameSize(Pixels one, Pixels other) {
        return one.width() == other.width() && one.height() == other.height();
    }

    private List<PictureReading> readAtOnce(List<Pixels> pictures) {
        int width = pictures.get(0).width(), height = pictures.get(0).height();
        int size = 3 * width * height;
        var values = new float[pictures.size() * size];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(pictures.get(i).values(), 0, values, i * size, size);
        }
        return graph.run(inputs -> inputs.floats("pixels", values, pictures.size(), 3, height, width), outputs -> {
            var slots = new int[6][];
            for (int slot = 0; slot < slots.length; slot++) {
                slots[slot] = outputs.ints(slot);
            }
            var readings = new ArrayList<PictureReading>();
            for (int i = 0; i < pictures.size(); i++) {
                var scene = Scene.values()[slots[2][i]];
                readings.add(new PictureReading(
                        Product.values()[slots[0][i]].noun().singular(),
                        slots[1][i] + 1,
                        scene,
                        LightSide.values()[slots[3][i]],
                        ProductColor.values()[slots[4][i]],
                        scene == Scene.SWEEP ? Backdrop.values()[slots[5][i]] : null));
            }
            return readings;
        });
    }

    @Override
    public void close() {
        graph.close();
    }
}

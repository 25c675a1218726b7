package io.diptych.training;

import io.diptych.diffusion.Vocabulary;
import io.diptych.export.SafetensorsFile;
import io.diptych.export.SafetensorsWriter;
import io.diptych.export.StoredTensor;
import io.diptych.model.Tokenizer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Words that a model does not know yet, and the free ids that they get.
 *
 * @param ids of the words that are learnt, the most frequent first
 * @param leftOut words for which no id is left
 */
record NewWords(Map<String, Integer> ids, List<String> leftOut) {

    static final NewWords NONE = new NewWords(Map.of(), List.of());

    private static final String EMBEDDING = DenoiserNetwork.ROOT + "wte.weight";
    private static final String OUTPUT = DenoiserNetwork.ROOT + "ff_out.weight";

    /** Those that most rows have come first, and among these the first of the alphabet. */
    static NewWords of(List<OwnRow> rows, Tokenizer tokenizer, TokenizerFile file, Vocabulary vocabulary) {
        if (!file.takesWords()) {
            return NONE;
        }
        var counts = new HashMap<String, Integer>();
        for (var row : rows) {
            var words = new LinkedHashSet<String>();
            tokenizer.encode(row.instruction()).unknownWords().forEach(word -> words.add(file.normalised(word)));
            tokenizer.encode(row.copy()).unknownWords().forEach(word -> words.add(file.normalised(word)));
            words.forEach(word -> counts.merge(word, 1, Integer::sum));
        }
        var sorted = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        var free = file.freeIds(vocabulary).stream().iterator();
        var ids = new LinkedHashMap<String, Integer>();
        var leftOut = new ArrayList<String>();
        for (var word : sorted) {
            if (free.hasNext()) {
                ids.put(word, free.next());
            } else {
                leftOut.add(word);
            }
        }
        return new NewWords(ids, leftOut);
    }

    /** A vocabulary in which text may become these words, too. */
    Vocabulary addedTo(Vocabulary vocabulary) {
        var allowed = vocabulary.textIds();
        ids.values().forEach(allowed::set);
        return vocabulary.allowingText(allowed);
    }

    /**
     * Gives the words' rows of the embedding and of the output layer a start: draws from the normal distribution that the
     * known words' rows have, embedding and output taken together. So a new word is as long as others, has what all words
     * have in common, and raises its own output as much as they do theirs, which is how words are copied.
     */
    void initialise(Path model, BitSet knownWords, long seed) {
        var stored = SafetensorsFile.open(model).tensors();
        var embedding = stored.get(EMBEDDING).floats();
        var output = stored.get(OUTPUT).floats();
        int width = (int) stored.get(EMBEDDING).shape()[1];
        var known = knownWords.stream().toArray();
        var random = new SplittableRandom(seed);
        for (int id : ids.values()) {
            var shares = new double[known.length];
            for (int i = 0; i < shares.length; i++) {
                shares[i] = random.nextGaussian() / Math.sqrt(known.length);
            }
            draw(embedding, width, id, known, shares);
            draw(output, width, id, known, shares);
        }
        var writer = new SafetensorsWriter();
        var changed = Map.of(EMBEDDING, embedding, OUTPUT, output);
        var values = stored.values().stream()
                .collect(Collectors.toMap(
                        StoredTensor::name, tensor -> changed.getOrDefault(tensor.name(), tensor.floats())));
        stored.forEach((name, tensor) -> writer.add(name, tensor.shape(), () -> FloatBuffer.wrap(values.get(name))));
        writer.write(model);
    }

    private static void draw(float[] rows, int width, int id, int[] known, double[] shares) {
        for (int i = 0; i < width; i++) {
            double mean = 0;
            for (int word : known) {
                mean += rows[word * width + i];
            }
            mean /= known.length;
            double value = mean;
            for (int j = 0; j < known.length; j++) {
                value += shares[j] * (rows[known[j] * width + i] - mean);
            }
            rows[id * width + i] = (float) value;
        }
    }
}

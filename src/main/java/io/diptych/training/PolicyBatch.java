package io.diptych.training;

import io.diptych.diffusion.Sequence;
import io.diptych.diffusion.SequenceLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * States as rows of one forward pass, padded on the left, and the tokens whose probabilities count. Lists by token have
 * the text's tokens first.
 *
 * @param textPositions as indices into {@code ids}
 * @param codePositions as indices into {@code ids}
 * @param advantages by token
 * @param weights by token: its share in the objective
 */
record PolicyBatch(
        int rows,
        int length,
        int[] ids,
        int[] starts,
        long[] textPositions,
        long[] textIds,
        long[] codePositions,
        long[] codes,
        float[] advantages,
        float[] weights) {

    /**
     * A state with what its tokens are worth.
     *
     * @param weight of each of its tokens
     */
    record Row(PolicyState state, double advantage, double weight) {}

    static PolicyBatch of(List<Row> rows, SequenceLayout layout) {
        var sequences = rows.stream()
                .map(row -> row.state)
                .map(state -> layout.sequence(
                        state.request().instruction(), state.request().photo(), state.picture(), state.text()))
                .toList();
        int length = sequences.stream().mapToInt(Sequence::length).max().orElseThrow();
        var ids = new int[rows.size() * length];
        var starts = new int[rows.size()];
        Arrays.fill(ids, layout.vocabulary().special().pad());
        var text = new ArrayList<Token>();
        var codes = new ArrayList<Token>();
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var sequence = sequences.get(i);
            starts[i] = length - sequence.length();
            int base = i * length + starts[i];
            System.arraycopy(sequence.ids(), 0, ids, base, sequence.length());
            for (int j = 0; j < row.state.textIndices().length; j++) {
                int position = base + sequence.textStart() + row.state.textIndices()[j];
                text.add(new Token(position, row.state.textIds()[j], row));
            }
            int[] positions = sequence.imagePositions();
            for (int j = 0; j < row.state.codeIndices().length; j++) {
                int position = base + positions[row.state.codeIndices()[j]];
                codes.add(new Token(position, row.state.codes()[j], row));
            }
        }
        var all = new ArrayList<>(text);
        all.addAll(codes);
        var advantages = new float[all.size()];
        var weights = new float[all.size()];
        for (int i = 0; i < weights.length; i++) {
            advantages[i] = (float) all.get(i).row.advantage;
            weights[i] = (float) all.get(i).row.weight;
        }
        return new PolicyBatch(
                rows.size(),
                length,
                ids,
                starts,
                text.stream().mapToLong(Token::position).toArray(),
                text.stream().mapToLong(Token::id).toArray(),
                codes.stream().mapToLong(Token::position).toArray(),
                codes.stream().mapToLong(Token::id).toArray(),
                advantages,
                weights);
    }

    private record Token(long position, long id, Row row) {}
}

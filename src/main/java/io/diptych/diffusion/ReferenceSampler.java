package io.diptych.diffusion;

import io.diptych.diffusion.ReferenceRequest.Remasking;
import io.diptych.diffusion.ReferenceStep.PictureWork;
import io.diptych.diffusion.ReferenceStep.RevealedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code reference} profile: samples as the published {@code generate_ti2ti} of MMaDA-Parallel-A does, oddities
 * included, one shot at a time. It is there to be compared with; {@link ParallelSampler} is the one to use.
 *
 * <p>The oddities: guidance branches are prefixes written over the front of the conditional sequence (so photo and tags
 * shift or stay behind), both run as soon as one scale is above 0, and see the text of the same step already; a missing
 * one counts as zeros. Text may become any id of the vocabulary, and nothing stops at an end token. The last picture code
 * is never decided and becomes random; with nothing to decide, a given code is thrown away; the schedule counts given
 * codes. Steps that reveal nothing run the model all the same.
 */
public final class ReferenceSampler {

    private final LogitsDenoiser denoiser;
    private final Vocabulary vocabulary;

    public ReferenceSampler(LogitsDenoiser denoiser, Vocabulary vocabulary) {
        this.denoiser = denoiser;
        this.vocabulary = vocabulary;
    }

    /** Samples one shot; {@code observer} sees every step. */
    public ReferenceResult sample(ReferenceRequest request, ReferenceDraws draws, Consumer<ReferenceStep> observer) {
        return new Run(request, draws).run(observer);
    }

    private final class Run {

        private final ReferenceRequest request;
        private final ReferenceDraws draws;
        private final int mask = vocabulary.special().mask();
        private final int[] sequence;
        private final int[] imagePositions;
        private int forwards;

        Run(ReferenceRequest request, ReferenceDraws draws) {
            this.request = request;
            this.draws = draws;
            sequence = request.inputIds().clone();
            imagePositions = request.imagePositions();
        }

        ReferenceResult run(Consumer<ReferenceStep> observer) {
            int[] reveals = Schedules.textReveals(maskedText().length, request.textSteps());
            Set<Integer> imageSteps = IntStream.of(Schedules.imageSteps(request.textSteps(), request.imageSteps()))
                    .boxed()
                    .collect(Collectors.toSet());
            for (int step = 0; step < request.textSteps(); step++) {
                forwards = 0;
                boolean imageStep = imageSteps.contains(step);
                Logits logits = forward(sequence);
                // Read before the guidance passes: logits are valid until the next pass only.
                float[][] conditional = imageStep ? codeLogits(logits) : null;
                List<RevealedText> revealed = revealText(step, reveals[step], logits);
                PictureWork picture = conditional == null ? null : workOnPicture(step, conditional);
                observer.accept(new ReferenceStep(step, sequence.clone(), forwards, revealed, picture));
            }
            return result();
        }

        private Logits forward(int[] ids) {
            forwards++;
            return denoiser.logits(ids, 1, ids.length, new int[] {0});
        }

        private int[] maskedText() {
            return IntStream.range(0, request.textEnd() - request.textStart())
                    .filter(i -> sequence[request.textStart() + i] == mask)
                    .toArray();
        }

        private List<RevealedText> revealText(int step, int count, Logits logits) {
            int[] masked = maskedText();
            if (masked.length == 0) {
                return List.of();
            }
            int length = request.textEnd() - request.textStart();
            int size = logits.vocabulary();
            float[] uniforms = request.textTemperature() > 0 ? draws.textUniforms(step, length, size) : new float[0];
            float[] confidences =
                    request.remasking() == Remasking.RANDOM ? draws.textConfidences(step, length) : new float[0];
            var predicted = new ArrayList<RevealedText>();
            for (int i : masked) {
                float[] values = logits.at(0, request.textStart() + i, 0, size);
                int id = LogitsSampling.largest(noised(values, uniforms, i * size));
                double confidence = request.remasking() == Remasking.RANDOM ? confidences[i] : probability(values, id);
                predicted.add(new RevealedText(i, id, confidence));
            }
            predicted.sort(Comparator.comparingDouble(text -> -text.confidence()));
            List<RevealedText> revealed = List.copyOf(predicted.subList(0, Math.min(count, predicted.size())));
            for (RevealedText text : revealed) {
                sequence[request.textStart() + text.index()] = text.id();
            }
            return revealed;
        }

        /** Logits plus Gumbel noise times the temperature, in float32. */
        private float[] noised(float[] logits, float[] uniforms, int offset) {
            if (uniforms.length == 0) {
                return logits;
            }
            var noised = new float[logits.length];
            for (int id = 0; id < noised.length; id++) {
                float inner = (float) -Math.log(uniforms[offset + id] + 1e-10f);
                float gumbel = (float) -Math.log(inner + 1e-10f);
                noised[id] = logits[id] + (float) request.textTemperature() * gumbel;
            }
            return noised;
        }

        private PictureWork workOnPicture(int step, float[][] conditional) {
            int count = imagePositions.length;
            float[][] guided = guide(conditional);
            float[] uniforms = request.temperature() > 0 ? draws.imageUniforms(step, count) : new float[0];
            var sampled = new int[count];
            var probabilities = new float[count];
            int unknown = 0;
            for (int i = 0; i < count; i++) {
                int token = sequence[imagePositions[i]];
                if (token == mask) {
                    float[] softmax = softmax(guided[i]);
                    sampled[i] = uniforms.length == 0
                            ? LogitsSampling.largest(softmax)
                            : LogitsSampling.draw(softmax, uniforms[i]);
                    probabilities[i] = softmax[sampled[i]];
                    unknown++;
                } else {
                    sampled[i] = Math.max(0, Math.min(token - vocabulary.firstCode(), vocabulary.codes() - 1));
                    probabilities[i] = Float.MAX_VALUE;
                }
            }
            float ratio = Schedules.maskRatio(step, request.textSteps());
            int stay = Math.max(1, Math.min(unknown - 1, Schedules.stayMasked(count, ratio)));
            int[] stayMasked = leastConfident(step, probabilities, stay);
            for (int i = 0; i < count; i++) {
                sequence[imagePositions[i]] =
                        Arrays.binarySearch(stayMasked, i) >= 0 ? mask : vocabulary.firstCode() + sampled[i];
            }
            return new PictureWork(guided, sampled, probabilities, stayMasked);
        }

        private float[][] guide(float[][] conditional) {
            float text = (float) request.textGuidance();
            float image = (float) request.imageGuidance();
            int[] withoutText = request.withoutText();
            int[] withoutImage = request.withoutImage();
            float[][] textLogits = null;
            float[][] imageLogits = null;
            if ((text > 0 && withoutText != null) || (image > 0 && withoutImage != null)) {
                textLogits = codeLogits(forward(overwritten(withoutText)));
                imageLogits = codeLogits(forward(overwritten(withoutImage)));
            }
            var guided = new float[conditional.length][];
            for (int i = 0; i < guided.length; i++) {
                guided[i] = conditional[i].clone();
                for (int code = 0; code < guided[i].length; code++) {
                    float value = conditional[i][code];
                    if (text != 0) {
                        guided[i][code] += text * (value - (textLogits == null ? 0 : textLogits[i][code]));
                    }
                    if (image != 0) {
                        guided[i][code] += image * (value - (imageLogits == null ? 0 : imageLogits[i][code]));
                    }
                }
            }
            return guided;
        }

        private int[] overwritten(int @Nullable [] prefix) {
            int[] ids = sequence.clone();
            if (prefix != null) {
                System.arraycopy(prefix, 0, ids, 0, prefix.length);
            }
            return ids;
        }

        private int[] leastConfident(int step, float[] probabilities, int count) {
            double progress = 1.0 * (step + 1) / request.textSteps();
            float scale = (float) (request.temperature() * (1.0 - progress));
            float[] normals = scale != 0 ? draws.confidenceNormals(step, probabilities.length) : new float[0];
            var confidence = new float[probabilities.length];
            for (int i = 0; i < confidence.length; i++) {
                confidence[i] = (float) Math.log(probabilities[i] + 1e-10f);
                confidence[i] += scale != 0 ? scale * normals[i] : 0;
            }
            return IntStream.range(0, confidence.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> confidence[i]))
                    .limit(count)
                    .mapToInt(Integer::intValue)
                    .sorted()
                    .toArray();
        }

        private float[][] codeLogits(Logits logits) {
            return IntStream.of(imagePositions)
                    .mapToObj(position -> logits.at(0, position, vocabulary.firstCode(), vocabulary.codes()))
                    .toArray(float[][]::new);
        }

        private ReferenceResult result() {
            int[] text = Arrays.stream(sequence, request.textStart(), request.textEnd())
                    .filter(id -> id != mask)
                    .toArray();
            int[] leftOver = IntStream.range(0, imagePositions.length)
                    .filter(i -> sequence[imagePositions[i]] == mask)
                    .toArray();
            var codes = new int[imagePositions.length];
            Arrays.setAll(
                    codes,
                    i -> Math.max(
                            0, Math.min(sequence[imagePositions[i]] - vocabulary.firstCode(), vocabulary.codes() - 1)));
            int[] drawn = leftOver.length == 0 ? leftOver : draws.leftOverCodes(leftOver.length, vocabulary.codes());
            for (int i = 0; i < leftOver.length; i++) {
                codes[leftOver[i]] = drawn[i];
            }
            return new ReferenceResult(sequence.clone(), text, new ImageCodes(request.grid(), codes), leftOver);
        }
    }

    /** Probability in the softmax, in double precision. */
    private static double probability(float[] logits, int id) {
        double max = logits[LogitsSampling.largest(logits)];
        double total = 0;
        for (float logit : logits) {
            total += Math.exp(logit - max);
        }
        return Math.exp(logits[id] - max) / total;
    }

    private static float[] softmax(float[] logits) {
        float max = logits[LogitsSampling.largest(logits)];
        var weights = new float[logits.length];
        float total = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) Math.exp(logits[i] - max);
            total += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= total;
        }
        return weights;
    }
}

package io.diptych.training;

import io.diptych.diffusion.ImageCodes;
import io.diptych.diffusion.ShotRequest;
import io.diptych.diffusion.TrajectoryStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The steps of one shot as they happen, and their division into stretches. */
final class Trajectory {

    private final ShotRequest request;
    private final int[] maskedText;
    private final List<TrajectoryStep> steps = new ArrayList<>();

    Trajectory(ShotRequest request, int[] maskedText) {
        this.request = request;
        this.maskedText = maskedText;
    }

    void add(TrajectoryStep step) {
        steps.add(step);
    }

    /**
     * Divides it at the waypoints.
     *
     * @param stepsPerState how many steps in a row count as predicted from the state before the first of them; 1 is exact
     * @param end the end token
     * @param mask the mask id
     */
    List<Stretch> stretches(Waypoints waypoints, int stepsPerState, Alignment alignment, int end, int mask) {
        var stretches = new ArrayList<Stretch>();
        int from = 0;
        for (int waypoint : waypoints.steps()) {
            int to = from;
            while (to < steps.size() && steps.get(to).step() <= waypoint) {
                to++;
            }
            var states = new ArrayList<PolicyState>();
            for (int first = from; first < to; first += stepsPerState) {
                states.add(state(first, Math.min(to, first + stepsPerState)));
            }
            var last = steps.get(to - 1);
            stretches.add(new Stretch(
                    states, alignment.score(words(last.predictedText(), end, mask), last.predictedPicture())));
            from = to;
        }
        return stretches;
    }

    private PolicyState state(int first, int end) {
        int[] text = first == 0 ? maskedText : steps.get(first - 1).text();
        ImageCodes picture =
                first == 0 ? request.picture() : steps.get(first - 1).picture();
        int[] textIndices = revealed(first, end, true);
        int[] codeIndices = revealed(first, end, false);
        var after = steps.get(end - 1);
        return new PolicyState(
                request,
                text,
                picture,
                textIndices,
                IntStream.of(textIndices).map(i -> after.text()[i]).toArray(),
                codeIndices,
                IntStream.of(codeIndices).map(after.picture()::code).toArray());
    }

    private int[] revealed(int first, int end, boolean text) {
        return steps.subList(first, end).stream()
                .flatMapToInt(step -> Arrays.stream(text ? step.revealedText() : step.revealedCodes()))
                .sorted()
                .toArray();
    }

    /** A text up to its end token, what is still masked left out. */
    private static int[] words(int[] text, int end, int mask) {
        return IntStream.of(text)
                .takeWhile(id -> id != end)
                .filter(id -> id != mask)
                .toArray();
    }
}

package io.diptych.shoot;

import io.diptych.campaign.Take;
import io.diptych.diffusion.Diptych;
import io.diptych.diffusion.Halving;
import io.diptych.diffusion.ParallelSampler;
import io.diptych.diffusion.ShotRequest;
import io.diptych.diffusion.Waypoints;
import io.diptych.provenance.AlignmentScores;
import io.diptych.provenance.DroppedTake;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The takes of some shots in one list, as they set out together, and what is left of them. */
final class Takes {

    private final List<PreparedShot> shots;

    /** Index of each shot's first take in the list, and, at the end, the number of takes. */
    private final int[] first;

    Takes(List<PreparedShot> shots) {
        this.shots = shots;
        first = new int[shots.size() + 1];
        for (int i = 0; i < shots.size(); i++) {
            first[i + 1] = first[i] + shots.get(i).takes().size();
        }
    }

    /**
     * What is left of a shot's takes.
     *
     * @param shot with this take alone
     * @param scores null where there was nothing to score
     * @param looks what was seen when it was scored
     */
    record Left(
            PreparedShot shot,
            Diptych diptych,
            @Nullable AlignmentScores scores,
            List<DroppedTake> dropped,
            List<WaypointLook> looks) {}

    /** In the order of the list. */
    void forEach(BiConsumer<PreparedShot, Take> action) {
        shots.forEach(shot -> shot.takes().forEach(take -> action.accept(shot, take)));
    }

    /** Where nobody scores: each shot has but one take. */
    List<Left> allLeft(List<Diptych> sampled) {
        if (sampled.size() != shots.size()) {
            throw new IllegalStateException("Without scores no take of a shot can be chosen");
        }
        return IntStream.range(0, shots.size())
                .mapToObj(i -> new Left(shots.get(i), sampled.get(i), null, List.of(), List.of()))
                .toList();
    }

    /** Samples them; at each waypoint the weakest of a shot's takes are dropped, at the last all but the best. */
    List<Left> left(ParallelSampler sampler, List<ShotRequest> requests, Waypoints waypoints, TakeScorer scorer) {
        int[] contests = IntStream.range(0, shots.size())
                .flatMap(shot -> IntStream.range(first[shot], first[shot + 1]).map(any -> shot))
                .toArray();
        scorer.forget();
        Halving halving = new Halving(contests, waypoints, scorer);
        SortedMap<Integer, Diptych> sampled = sampler.sample(requests, waypoints, halving);
        List<Left> left = new ArrayList<>();
        for (int i = 0; i < shots.size(); i++) {
            int kept = sampled.tailMap(first[i]).firstKey();
            Take take = shots.get(i).takes().get(kept - first[i]);
            left.add(new Left(
                    shots.get(i).chosen(take),
                    sampled.get(kept),
                    scorer.scores(halving.scores(kept)),
                    dropped(i, kept, halving),
                    scorer.looks(kept)));
        }
        return left;
    }

    private List<DroppedTake> dropped(int shot, int kept, Halving halving) {
        return IntStream.range(first[shot], first[shot + 1])
                .filter(index -> index != kept)
                .mapToObj(index -> {
                    Take take = shots.get(shot).takes().get(index - first[shot]);
                    return new DroppedTake(
                            take.number(),
                            take.seed(),
                            halving.droppedAt(index) + 1,
                            TakeScorer.waypoints(halving.scores(index)));
                })
                .toList();
    }
}

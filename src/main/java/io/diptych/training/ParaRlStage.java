package io.diptych.training;

import com.sun.management.OperatingSystemMXBean;
import io.diptych.diffusion.SequenceLayout;
import io.diptych.diffusion.ShotRequest;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ParaRL as a {@link Stage}: a step is an update with its rollouts. */
final class ParaRlStage implements Stage.Steps {

    static final String NAME = "pararl";

    /** Where the groups of an update come from. */
    @FunctionalInterface
    interface Prompts {

        /** The same request {@code size} times with different draws; always the same for the same number. */
        List<ShotRequest> group(long number, int size);
    }

    /**
     * What an update takes.
     *
     * @param prompts groups that an update learns from
     * @param tried groups that it samples; those are learnt from whose rewards at the end differ most
     * @param group rollouts of each
     * @param stepsPerState see {@link Trajectory#stretches}
     */
    record Sizes(int prompts, int tried, int group, int stepsPerState) {}

    private final ParaRlTraining training;
    private final Rollouts rollouts;
    private final Prompts prompts;
    private final Waypoints waypoints;
    private final Alignment alignment;
    private final TrajectoryReward reward;
    private final Sizes sizes;
    private final SequenceLayout layout;

    ParaRlStage(
            ParaRlTraining training,
            Rollouts rollouts,
            Prompts prompts,
            Waypoints waypoints,
            Alignment alignment,
            TrajectoryReward reward,
            Sizes sizes,
            SequenceLayout layout) {
        this.training = training;
        this.rollouts = rollouts;
        this.prompts = prompts;
        this.waypoints = waypoints;
        this.alignment = alignment;
        this.reward = reward;
        this.sizes = sizes;
        this.layout = layout;
    }

    @Override
    public long step() {
        return training.update();
    }

    @Override
    public Map<String, Double> next() {
        long began = System.nanoTime();
        long processorBefore = processorTime();
        var shots = new ArrayList<ShotRequest>();
        for (int i = 0; i < sizes.tried; i++) {
            shots.addAll(prompts.group(training.update() * sizes.tried + i, sizes.group));
        }
        var trajectories = rollouts.sample(training.weights(), shots);
        long sampled = System.nanoTime();
        var special = layout.vocabulary().special();
        var stretches = trajectories.stream()
                .map(trajectory ->
                        trajectory.stretches(waypoints, sizes.stepsPerState, alignment, special.eos(), special.mask()))
                .toList();
        var groups = new ArrayList<List<List<Stretch>>>();
        for (int i = 0; i < sizes.tried; i++) {
            groups.add(stretches.subList(i * sizes.group, (i + 1) * sizes.group));
        }
        long scored = System.nanoTime();
        var report = training.update(
                groups.stream()
                        .sorted(Comparator.comparingDouble(group -> -deviation(group)))
                        .limit(sizes.prompts)
                        .toList(),
                reward);
        var values = new LinkedHashMap<String, Double>();
        for (int i = 0; i < waypoints.count(); i++) {
            int waypoint = i;
            String name = i == waypoints.count() - 1 ? "reward end" : "reward " + (i + 1);
            values.put(name, mean(stretches, waypoint, true));
        }
        values.put("score end", mean(stretches, waypoints.count() - 1, false));
        values.put(
                "deviation end",
                groups.stream().mapToDouble(this::deviation).average().orElseThrow());
        values.put("signal", report.signal());
        values.put("divergence", report.divergence());
        values.put("clipped", report.clipped());
        values.put("sampling seconds", (sampled - began) / 1e9);
        values.put("scoring seconds", (scored - sampled) / 1e9);
        values.put("update seconds", (System.nanoTime() - scored) / 1e9);
        values.put("processor seconds", (processorTime() - processorBefore) / 1e9);
        return values;
    }

    /** Of all threads of this process, in nanoseconds: what an update costs on a machine that others use, too. */
    private static long processorTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Of a group's rewards at the end. */
    private double deviation(List<List<Stretch>> group) {
        return Advantages.deviation(group.stream()
                .mapToDouble(each -> reward.of(each.get(waypoints.count() - 1).score()))
                .toArray());
    }

    private double mean(List<List<Stretch>> stretches, int waypoint, boolean rewarded) {
        return stretches.stream()
                .mapToDouble(each -> each.get(waypoint).score())
                .map(score -> rewarded ? reward.of(score) : score)
                .average()
                .orElseThrow();
    }

    @Override
    public void save(Path snapshot) {
        training.save(snapshot);
    }

    @Override
    public void resume(Path snapshot) {
        training.resume(snapshot);
    }

    @Override
    public void show(Path directory) {
        RewardChart.draw(directory.resolve(NAME + "-losses.jsonl"), directory.resolve(NAME + "-rewards.svg"));
    }
}

package io.diptych.provenance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An asset's trajectory to look at: picture and text as the model had them in mind at each waypoint, and how well they
 * agreed.
 */
public record FilmStrip(List<Frame> frames) {

    private static final int VERSION = 1;

    public FilmStrip {
        frames = List.copyOf(frames);
    }

    /**
     * @param step steps done, from 1
     * @param of steps of the trajectory
     * @param score alignment of picture and text
     * @param text as far as it was decided or predicted
     * @param png the picture, decided or predicted
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Frame(int step, int of, double score, String text, byte[] png) {}

    /** As it lies beside the asset. */
    public byte[] toJson() {
        List<Map<String, Object>> waypoints = new ArrayList<>();
        for (Frame frame : frames) {
            Map<String, Object> waypoint = new LinkedHashMap<>();
            waypoint.put("step", frame.step);
            waypoint.put("of", frame.of);
            waypoint.put("score", Math.rint(frame.score * 1e6) / 1e6);
            waypoint.put("text", frame.text);
            waypoint.put("picture", Base64.getEncoder().encodeToString(frame.png));
            waypoints.add(waypoint);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("strip", VERSION);
        json.put("waypoints", waypoints);
        return Json.write(json).getBytes(StandardCharsets.UTF_8);
    }

    /** What {@link #toJson} wrote; empty for anything else. */
    static Optional<FilmStrip> of(byte[] content) {
        Map<String, Object> json = Json.read(new String(content, StandardCharsets.UTF_8));
        if (!(json.get("waypoints") instanceof List<?> waypoints)) {
            return Optional.empty();
        }
        List<Frame> frames = new ArrayList<>();
        for (Object each : waypoints) {
            if (!(each instanceof Map<?, ?> waypoint)
                    || !(waypoint.get("step") instanceof Number step)
                    || !(waypoint.get("of") instanceof Number of)
                    || !(waypoint.get("score") instanceof Number score)
                    || !(waypoint.get("text") instanceof String text)
                    || !(waypoint.get("picture") instanceof String picture)) {
                return Optional.empty();
            }
            frames.add(new Frame(
                    step.intValue(),
                    of.intValue(),
                    score.doubleValue(),
                    text,
                    Base64.getDecoder().decode(picture)));
        }
        return Optional.of(new FilmStrip(frames));
    }
}

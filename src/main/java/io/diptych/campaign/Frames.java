package io.diptych.campaign;

import io.diptych.campaign.Campaign.SceneName;
import io.diptych.scene.FileProblem;
import io.diptych.scene.InvalidFileException;
import io.diptych.scene.NearestName;
import io.diptych.scene.Scene;
import io.diptych.scene.SceneLibrary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The frames of a campaign, and the problems of the scenes that give none.
 *
 * @param frames in the order of their numbers
 */
public record Frames(List<Frame> frames, List<FileProblem> problems) {

    public Frames {
        frames = List.copyOf(frames);
        problems = List.copyOf(problems);
    }

    /** Looks for the campaign's scenes. One that is missing or wrong is a problem and costs its own frames only. */
    public static Frames of(Campaign campaign, SceneLibrary library) {
        List<Frame> frames = new ArrayList<>();
        List<FileProblem> problems = new ArrayList<>();
        int number = 0;
        for (SceneName named : campaign.scenes()) {
            Optional<Scene> found = Optional.empty();
            try {
                found = library.find(named.name());
                if (found.isEmpty()) {
                    problems.add(missing(campaign, named, library));
                }
            } catch (InvalidFileException e) {
                problems.addAll(e.problems());
            }
            for (Variant variant : campaign.variants()) {
                if (found.isPresent()) {
                    frames.add(new Frame(number, found.get(), variant));
                }
                number++;
            }
        }
        return new Frames(frames, problems);
    }

    /** Without the scenes that name what no product has. */
    Frames withPlaceholdersKnown(Collection<String> names) {
        List<Frame> known = new ArrayList<>();
        List<FileProblem> all = new ArrayList<>(problems);
        for (Frame frame : frames) {
            List<FileProblem> unknown = frame.scene().unknownPlaceholders(names);
            if (unknown.isEmpty()) {
                known.add(frame);
            }
            unknown.stream().filter(each -> !all.contains(each)).forEach(all::add);
        }
        return new Frames(known, all);
    }

    private static FileProblem missing(Campaign campaign, SceneName scene, SceneLibrary library) {
        return new FileProblem(
                campaign.file().toString(),
                scene.line(),
                "scenes",
                "there is no scene \"%s\" in %s%s"
                        .formatted(
                                scene.name(),
                                String.join(", ", library.places()),
                                NearestName.hint(library.names(), scene.name())));
    }
}

package io.diptych.scene;

import java.util.List;
import java.util.stream.Collectors;

/** A file that cannot be used as it is. The message has one line for each problem. */
public class InvalidFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<FileProblem> problems;

    public InvalidFileException(List<FileProblem> problems) {
        super(problems.stream().map(FileProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public InvalidFileException(FileProblem problem) {
        this(List.of(problem));
    }

    /** At least one, in the order of their lines. */
    public List<FileProblem> problems() {
        return problems;
    }
}

package io.diptych.training;

import io.diptych.catalog.RowProblem;
import java.nio.file.Path;
import java.util.List;

/** Own data that nothing can be learnt from. */
public class OwnDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<RowProblem> problems;

    OwnDataException(Path data, OwnRows.Read read) {
        super(data + ": " + read.rows().size()
                + " rows can be used; at least two are needed, one to learn from and one to judge by");
        this.problems = read.problems();
    }

    /** What is wrong with the rows that cannot. */
    public List<RowProblem> problems() {
        return problems;
    }
}

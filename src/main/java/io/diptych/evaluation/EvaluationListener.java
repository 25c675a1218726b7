package io.diptych.evaluation;

/** Told how an evaluation goes on, from the thread that runs it. */
public interface EvaluationListener {

    /** Something begins that takes long: "render", "measure" or "judge". */
    void begin(String task, long total);

    /** How much of it is done. */
    void progressed(long done);
}

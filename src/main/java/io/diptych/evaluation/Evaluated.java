package io.diptych.evaluation;

import java.nio.file.Path;
import java.util.List;

/**
 * An evaluation that is done.
 *
 * @param tables the figures, in Markdown
 * @param problems prompts that were left out and answers that could not be used
 * @param files what was written for people
 */
public record Evaluated(String tables, List<String> problems, List<Path> files) {}

package dev.baton.common.api;

import java.util.List;

/**
 * What the job file reader says of a text.
 *
 * @param job what the text defines; null where it has problems
 */
public record ValidationView(boolean valid, JobView job, List<FileProblem> problems) {}

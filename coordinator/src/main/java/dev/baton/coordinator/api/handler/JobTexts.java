package dev.baton.coordinator.api.handler;

import dev.baton.common.api.FileProblem;
import dev.baton.common.id.JobKey;
import dev.baton.common.job.JobSpec;
import dev.baton.coordinator.api.http.ProblemCode;
import dev.baton.coordinator.api.http.ProblemFailure;
import java.util.List;

/** Reads job files for the API. */
final class JobTexts {
  private JobTexts() {}

  /**
   * @param spec null where there are problems
   */
  record Read(JobSpec spec, List<FileProblem> problems) {}

  /**
   * @param expected the job that the text must define; null = any
   */
  static Read read(String text, JobKey expected) {
    throw ProblemFailure.of(ProblemCode.NOT_BUILT, "Job files are not built.");
  }
}

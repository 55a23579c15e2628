package dev.baton.coordinator.api.handler;

import dev.baton.common.api.FileProblem;
import dev.baton.common.id.JobKey;
import dev.baton.common.job.JobSpec;
import dev.baton.common.jobfile.JobFile;
import dev.baton.common.jobfile.Problem;
import dev.baton.common.jobfile.Reading;
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
    return switch (JobFile.read(text)) {
      case Reading.Faulty faulty ->
          new Read(null, faulty.problems().stream().map(JobTexts::view).toList());
      case Reading.Defined defined -> expect(defined.job(), expected);
    };
  }

  private static Read expect(JobSpec job, JobKey expected) {
    if (expected == null || job.key().equals(expected)) {
      return new Read(job, List.of());
    }
    FileProblem other =
        new FileProblem(
            1,
            1,
            "job",
            "the file defines job " + job.key() + ", the address names " + expected,
            "write job: " + expected + ", or send it to /jobs/" + job.key());
    return new Read(null, List.of(other));
  }

  private static FileProblem view(Problem problem) {
    return new FileProblem(
        problem.line(), problem.column(), problem.path(), problem.message(), problem.fix());
  }
}

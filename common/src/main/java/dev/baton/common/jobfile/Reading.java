package dev.baton.common.jobfile;

import dev.baton.common.job.JobSpec;
import java.util.List;

/** What a text says: a job, or what is wrong with it. */
public sealed interface Reading {
  /** The text defines this job. */
  record Defined(JobSpec job) implements Reading {}

  /**
   * The text defines no job.
   *
   * @param problems in the order of the file, 1 to {@link JobFileLimits#MAX_PROBLEMS}
   */
  record Faulty(List<Problem> problems) implements Reading {
    public Faulty {
      problems = List.copyOf(problems);
    }
  }
}

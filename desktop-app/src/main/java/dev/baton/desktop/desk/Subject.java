package dev.baton.desktop.desk;

/** Something that can be selected: the inspector shows it and actions act on it. */
public sealed interface Subject {

  /**
   * @param job {@code namespace/name}
   */
  record OfJob(String job) implements Subject {}

  /** A task of a job's definition. */
  record OfJobTask(String job, String task) implements Subject {}

  /**
   * @param job {@code namespace/name}
   */
  record OfRun(long run, String job) implements Subject {}

  /**
   * A task within a run.
   *
   * @param job {@code namespace/name}
   * @param attempt 0 = its newest attempt
   */
  record OfTaskRun(long run, String job, String task, int attempt) implements Subject {}

  /** An executor by name. */
  record OfExecutor(String executor) implements Subject {}

  /** An incident by its number. */
  record OfIncident(long incident) implements Subject {}

  /** A coordinator by name. */
  record OfCoordinator(String coordinator) implements Subject {}
}

package dev.baton.cli.faults.check;

import java.util.List;

/**
 * All that is judged.
 *
 * @param runs every run that the API lists
 * @param tasks of the runs whose details were read
 * @param attempts of the same runs
 * @param changes what the stored events say of attempts, in their order
 */
public record History(
    List<Promised> promised,
    List<Asked> asked,
    List<Witness> witnesses,
    List<RunFact> runs,
    List<TaskFact> tasks,
    List<AttemptFact> attempts,
    List<SkipFact> skips,
    List<IncidentFact> incidents,
    List<LogFact> logs,
    List<ChangeFact> changes) {

  /**
   * A run as the API shows it.
   *
   * @param fireMs 0 = no schedule fired
   * @param key request key; empty = none
   * @param waitsFor gates of its explanation; read only where it has not ended
   */
  public record RunFact(
      long id, String job, long fireMs, String key, String status, String cause, String waitsFor) {
    boolean isEnded() {
      return status.equals("SUCCEEDED") || status.equals("FAILED") || status.equals("CANCELED");
    }
  }

  /**
   * A task of a run.
   *
   * @param accepted number of the attempt whose outcome counts; 0 = none
   */
  public record TaskFact(
      long run, String job, String task, String status, String cause, int accepted) {}

  /**
   * @param outcome empty while it has none
   */
  public record AttemptFact(
      long run,
      String task,
      int number,
      String token,
      boolean leased,
      String status,
      String outcome) {
    String name() {
      return run + "/" + task + "/" + number;
    }
  }

  /** Fire times that were left out for a reason, from the first to the last of them. */
  public record SkipFact(String job, long firstMs, long lastMs, long count, String reason) {}

  public record IncidentFact(
      long id, String kind, String subject, String cause, String step, String summary) {
    /** Whether nothing more is owed: it is resolved, or waits for an operator with a reason. */
    boolean isSettled() {
      return step.equals("RESOLVED") || step.equals("AWAITING_OPERATOR") && !summary.isBlank();
    }
  }

  /**
   * A log as it was shipped.
   *
   * @param complete whether the API says that it has ended
   */
  public record LogFact(long run, String task, int attempt, boolean complete, List<String> lines) {
    String name() {
      return run + "/" + task + "/" + attempt;
    }
  }

  /** A stored change of an attempt. */
  public record ChangeFact(String attempt, String status, String outcome) {}
}

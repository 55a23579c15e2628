package dev.baton.common.wire;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.run.Outcome;
import java.time.Instant;
import java.util.SortedMap;

/**
 * How an attempt ended, as its executor saw it.
 *
 * @param incarnation the process life in which it ran
 * @param exitCode of the task's program; null where there is none
 * @param message for people: why it ended so; never null
 * @param outputs for downstream tasks; {@link #MAX_OUTPUT_BYTES} at most, keys and values together
 * @param startedAt null if it never started
 * @param silent it has left no log, so that nobody need wait for one; false where that is not known
 */
public record AttemptOutcome(
    AttemptId attempt,
    Incarnation incarnation,
    Outcome outcome,
    Integer exitCode,
    String message,
    SortedMap<String, String> outputs,
    Instant startedAt,
    Instant endedAt,
    boolean silent) {
  public static final int MAX_OUTPUT_BYTES = 64 * 1024;
  public static final int MAX_MESSAGE_LENGTH = 2_000;

  /** How the message begins where the executor's own files stood in the way. */
  public static final String COULD_NOT_RUN = "the executor could not run the task: ";

  /** One that may have left a log. */
  public AttemptOutcome(
      AttemptId attempt,
      Incarnation incarnation,
      Outcome outcome,
      Integer exitCode,
      String message,
      SortedMap<String, String> outputs,
      Instant startedAt,
      Instant endedAt) {
    this(attempt, incarnation, outcome, exitCode, message, outputs, startedAt, endedAt, false);
  }

  /** The same, with the word that there is no log. */
  public AttemptOutcome asSilent() {
    return new AttemptOutcome(
        attempt, incarnation, outcome, exitCode, message, outputs, startedAt, endedAt, true);
  }

  /** Whether the executor, and not the task, failed. */
  public boolean couldNotRun() {
    return message.startsWith(COULD_NOT_RUN);
  }

  public boolean saysDiskIsFull() {
    return saysDiskIsFull(message);
  }

  /** Whether a message tells, in the operating system's words, of a disk that is full. */
  public static boolean saysDiskIsFull(String message) {
    return message.contains("No space left on device") || message.contains("Disk quota exceeded");
  }
}

package dev.baton.executor.task;

import dev.baton.common.id.AttemptId;
import dev.baton.common.wire.AttemptOutcome;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Hears what becomes of one attempt, in this order: {@code started} at most once, then {@code
 * output} and {@code artifact} any number of times, then {@code ended} exactly once. All on one
 * thread, one call at a time. A method that blocks holds up this attempt alone; one that throws is
 * logged and counts as having returned.
 */
public interface TaskListener {
  /** The process or handler has been started. Not said of an attempt that could not be started. */
  void started(AttemptId attempt, Instant startedAt);

  /**
   * The next bytes of the attempt's log: standard output and standard error in the order in which
   * they were written, as they are. May block: a task that writes faster than its log is taken is
   * held up by its pipe.
   *
   * @param bytes the listener's own from here on; never empty
   */
  void output(AttemptId attempt, byte[] bytes);

  /**
   * A file that the attempt left. It is gone when this call returns: move it, copy it or read it.
   *
   * @param name relative, with {@code /} between folders
   */
  void artifact(AttemptId attempt, String name, Path file);

  /** The attempt is over and nothing of its process tree is left. */
  void ended(AttemptOutcome outcome);
}

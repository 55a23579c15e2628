package dev.baton.executor.api;

/** The work of a java task. One object serves all its attempts, several at a time perhaps. */
@FunctionalInterface
public interface TaskHandler {
  /**
   * Does the work of one attempt. Returning means SUCCEEDED, throwing FAILED. Work is done at least
   * once: use {@link TaskContext#idempotencyKey} where doing it twice would harm.
   *
   * @throws Exception whatever went wrong; its message becomes the outcome's, its trace goes to the
   *     attempt's log
   */
  void run(TaskContext task) throws Exception;
}

package dev.baton.executor.task;

import java.io.IOException;

/** The kind-specific part of an attempt. */
interface TaskBody {
  /**
   * Starts the work.
   *
   * @throws StartFailure if it can't be started; then nothing of it runs
   */
  void start() throws StartFailure, IOException;

  /**
   * Passes on the log and returns, or throws, when nothing of the work is left. On the attempt's
   * thread.
   */
  Finish await() throws IOException, InterruptedException;

  /** Asks for the end and forces it after the grace, as far as the kind can. Does not wait. */
  void end(long graceMs);
}

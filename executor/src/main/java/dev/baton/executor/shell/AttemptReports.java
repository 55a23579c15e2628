package dev.baton.executor.shell;

import dev.baton.common.id.AttemptId;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.executor.core.ExecutorInput;
import dev.baton.executor.journal.Spool;
import dev.baton.executor.task.TaskListener;
import java.nio.file.Path;
import java.time.Instant;

/** Brings what attempts say to the core and to the spool; on the attempts' own threads. */
record AttemptReports(CoreLoop loop, Spool spool) implements TaskListener {
  @Override
  public void started(AttemptId attempt, Instant startedAt) {
    loop.put(new ExecutorInput.TaskStarted(attempt, startedAt));
  }

  @Override
  public void output(AttemptId attempt, byte[] bytes) {
    spool.output(attempt, bytes);
  }

  @Override
  public void artifact(AttemptId attempt, String name, Path file) {
    spool.artifact(attempt, name, file);
  }

  @Override
  public void ended(AttemptOutcome outcome) {
    // The log first: whoever hears of the end may look for it.
    boolean logged = spool.end(outcome.attempt());
    loop.put(new ExecutorInput.TaskEnded(logged ? outcome : outcome.asSilent()));
  }
}

package dev.baton.executor.task;

import dev.baton.common.run.Outcome;
import dev.baton.executor.guard.AttemptPlace;
import dev.baton.executor.guard.GuardEnd;
import dev.baton.executor.guard.GuardedTree;
import dev.baton.executor.guard.Guards;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A task that is a process tree, under a guard. */
final class ProcessBody implements TaskBody {
  private static final int BUFFER_BYTES = 32 * 1024;

  private final Guards guards;
  private final AttemptPlace place;
  private final List<String> argv;
  private final Map<String, String> environment;
  private final boolean leased;
  private final AttemptLog log;
  private GuardedTree tree;

  ProcessBody(
      Guards guards,
      AttemptPlace place,
      List<String> argv,
      Map<String, String> environment,
      boolean leased,
      AttemptLog log) {
    this.guards = guards;
    this.place = place;
    this.argv = argv;
    this.environment = environment;
    this.leased = leased;
    this.log = log;
  }

  @Override
  public void start() throws StartFailure, IOException {
    try {
      tree = guards.start(place, argv, environment, leased);
    } catch (IllegalArgumentException e) {
      throw new StartFailure("the task can't be started: " + e.getMessage());
    }
  }

  @Override
  public void end(long graceMs) {
    tree.end(graceMs);
  }

  @Override
  public Finish await() throws IOException, InterruptedException {
    try {
      passOnOutput();
    } catch (IOException | RuntimeException | Error e) {
      tree.end(0);
      tree.awaitEnd();
      throw e;
    }
    GuardEnd end = tree.awaitEnd();
    return switch (end.why()) {
      case EXIT -> ofItself(end);
      case COMMAND ->
          Finish.ended(
              Outcome.CANCELED,
              end.exitCode(),
              end.exitCode() == null
                  ? "killed, for it did not end when it was asked to"
                  : "ended on request");
      case LEASE ->
          Finish.ended(
              Outcome.LOST,
              end.exitCode(),
              "the lease ended before the leader renewed it; the guard ended the process tree");
      case EXECUTOR ->
          Finish.ended(Outcome.LOST, end.exitCode(), "the executor let go of the process tree");
      case GUARD_KILLED ->
          Finish.ended(
              Outcome.FAILED,
              null,
              "the guard of the process tree was killed, so the tree was ended; the machine may be"
                  + " out of memory: see its kernel log");
    };
  }

  private void passOnOutput() throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    InputStream output = tree.output();
    for (int length = output.read(buffer); length >= 0; length = output.read(buffer)) {
      log.write(buffer, length);
    }
  }

  private Finish ofItself(GuardEnd end) throws IOException {
    if (end.exitCode() == null) {
      return Finish.failed(null, "the guard could not start the task: " + end.trouble());
    }
    if (end.exitCode() != 0) {
      return Finish.failed(end.exitCode(), ExitCodes.message(end.exitCode(), log.lastLine()));
    }
    Path outputs = TaskEnvironment.outputFile(place);
    try {
      return Finish.succeeded(0, "exit code 0", TaskOutputs.read(outputs));
    } catch (TaskOutputs.Rejected e) {
      return Finish.failed(0, "exit code 0, but " + e.getMessage());
    }
  }
}

package dev.baton.cli.run;

import dev.baton.cli.client.ExitCodes;
import dev.baton.cli.client.Output;
import dev.baton.common.api.RunDetailView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import dev.baton.common.run.RunStatus;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** Waits for the end of a run, over leader changes and lost connections. */
public final class Waiting {
  private static final long LOOK_EVERY_MS = 300;

  @Option(names = "--wait", description = "Waits for the run's end; exit code 1 if it fails.")
  private boolean wait;

  @Option(
      names = "--follow",
      description =
          "Waits, and shows the logs of its tasks meanwhile; with json or yaml on standard error.")
  private boolean follow;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Gives up waiting after this; the run goes on. Default: never.")
  private Long timeoutSeconds;

  boolean isWanted() {
    return wait || follow;
  }

  int await(BatonClient client, long run, Output output, PrintWriter err)
      throws InterruptedException {
    long startedNanos = System.nanoTime();
    LogFollower logs =
        follow ? new LogFollower(client, run, output.isTable() ? output : Output.text(err)) : null;
    Absence absence = new Absence(err);
    while (true) {
      try {
        RunDetailView detail = client.run(run);
        boolean ended = detail.run().status().isEnd();
        if (logs != null) {
          logs.advance(detail);
          ended &= logs.isComplete(detail);
        }
        if (ended) {
          output.print(detail, () -> RunTables.detail(detail));
          return detail.run().status() == RunStatus.SUCCEEDED ? ExitCodes.OK : ExitCodes.RUN_FAILED;
        }
        absence.over();
      } catch (ClientException e) {
        absence.bear(e, run);
      }
      if (timeoutSeconds != null
          && System.nanoTime() - startedNanos > TimeUnit.SECONDS.toNanos(timeoutSeconds)) {
        err.println("baton: run " + run + " goes on; the time to wait for it is over.");
        return ExitCodes.RUN_FAILED;
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
  }
}

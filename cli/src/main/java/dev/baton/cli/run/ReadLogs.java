package dev.baton.cli.run;

import dev.baton.cli.client.ClientCommand;
import dev.baton.cli.client.ExitCodes;
import dev.baton.cli.client.Output;
import dev.baton.cli.client.UsageException;
import dev.baton.common.api.AttemptView;
import dev.baton.common.api.RunDetailView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton run logs}. */
@Command(name = "logs", description = "Prints the logs of a run's tasks.")
final class ReadLogs extends ClientCommand {
  private static final long LOOK_EVERY_MS = 300;

  @Parameters(paramLabel = "RUN", description = "Number of the run.")
  private long run;

  @Option(names = "--task", description = "Of this task only.")
  private String task;

  @Option(names = "--attempt", description = "Of this attempt only; default: all.")
  private Integer attempt;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on until the run has ended.")
  private boolean follow;

  @Override
  protected int run(BatonClient client, Output output) throws InterruptedException {
    LogFollower logs = new LogFollower(client, run, output, this::isWanted);
    RunDetailView detail = client.run(run);
    if (task != null && detail.tasks().stream().noneMatch(each -> each.task().equals(task))) {
      throw new UsageException("Run " + run + " has no task '" + task + "'.");
    }
    logs.advance(detail);
    Absence absence = new Absence(err());
    while (follow && !(detail.run().status().isEnd() && logs.isComplete(detail))) {
      Thread.sleep(LOOK_EVERY_MS);
      try {
        detail = client.run(run);
        logs.advance(detail);
        absence.over();
      } catch (ClientException e) {
        absence.bear(e, run);
      }
    }
    return ExitCodes.OK;
  }

  private boolean isWanted(AttemptView candidate) {
    return (task == null || candidate.task().equals(task))
        && (attempt == null || candidate.number() == attempt);
  }
}

package dev.baton.cli.run;

import dev.baton.cli.client.Arguments;
import dev.baton.cli.client.ClientCommand;
import dev.baton.cli.client.ExitCodes;
import dev.baton.cli.client.Output;
import dev.baton.cli.client.Pages;
import dev.baton.cli.client.ReasonedCommand;
import dev.baton.cli.client.Table;
import dev.baton.common.api.DoneView;
import dev.baton.common.api.ExplainView;
import dev.baton.common.api.ExplainView.GateView;
import dev.baton.common.api.RunDetailView;
import dev.baton.common.api.RunView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.RunQuery;
import dev.baton.common.run.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verbs of {@code baton run}. */
@Command(
    name = "run",
    description = "Runs of jobs.",
    mixinStandardHelpOptions = true,
    subcommands = {
      TriggerRun.class,
      RunCommand.ListRuns.class,
      RunCommand.Get.class,
      RunCommand.Cancel.class,
      RerunRun.class,
      DecideTask.class,
      RunCommand.Explain.class,
      ReadLogs.class,
      SaveArtifacts.class
    })
public final class RunCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a verb of 'baton run'.");
  }

  @Command(name = "list", description = "Lists runs, newest first.")
  static final class ListRuns extends ClientCommand {
    @Option(names = "--job", paramLabel = "JOB", description = "Runs of this job only.")
    private String job;

    @Option(
        names = "--status",
        split = ",",
        description = "Runs with one of these: ${COMPLETION-CANDIDATES}.")
    private Set<RunStatus> statuses;

    @Option(
        names = "--from",
        description = "Created from then on: 2026-01-31T08:00:00Z, or 2h ago.")
    private String from;

    @Option(names = "--to", description = "Created before then.")
    private String to;

    @Option(names = "--limit", defaultValue = "50", description = "Most runs; default 50.")
    private int limit;

    @Override
    protected int run(BatonClient client, Output output) {
      Instant now = Instant.now();
      RunQuery query =
          new RunQuery(
              job == null ? null : Arguments.job(job),
              statuses,
              Arguments.instant(from, now),
              Arguments.instant(to, now));
      List<RunView> runs = Pages.read(limit, (cursor, size) -> client.runs(query, cursor, size));
      output.print(
          runs,
          () -> {
            Table table = new Table("RUN", "JOB", "TRIGGER", "STATUS", "CREATED", "TIME", "CAUSE");
            for (RunView run : runs) {
              table.row(
                  run.id(),
                  run.job(),
                  run.trigger(),
                  run.status(),
                  run.createdAt(),
                  Arguments.lasted(run.startedAt(), run.endedAt()),
                  run.cause());
            }
            return table.text("There are no such runs.");
          });
      return ExitCodes.OK;
    }
  }

  @Command(name = "get", description = "Shows a run with its tasks.")
  static final class Get extends ClientCommand {
    @Parameters(paramLabel = "RUN", description = "Number of the run.")
    private long run;

    @Override
    protected int run(BatonClient client, Output output) {
      RunDetailView detail = client.run(run);
      output.print(detail, () -> RunTables.detail(detail));
      return ExitCodes.OK;
    }
  }

  @Command(name = "cancel", description = "Asks a run to end.")
  static final class Cancel extends ReasonedCommand {
    @Parameters(paramLabel = "RUN", description = "Number of the run.")
    private long run;

    @Override
    protected DoneView act(BatonClient client, String reason) {
      return client.cancel(run, reason);
    }
  }

  @Command(name = "explain", description = "Says why a run or its tasks wait.")
  static final class Explain extends ClientCommand {
    @Parameters(paramLabel = "RUN", description = "Number of the run.")
    private long run;

    @Override
    protected int run(BatonClient client, Output output) {
      ExplainView explained = client.explain(run);
      output.print(
          explained,
          () -> {
            Table table = new Table("TASK", "GATE", "NOW", "OPENS WHEN");
            for (GateView gate : explained.gates()) {
              table.row(
                  gate.task() == null ? "(the run)" : gate.task(),
                  gate.gate(),
                  gate.value(),
                  gate.opensWhen());
            }
            return table.text("Nothing of run " + run + " waits.");
          });
      return ExitCodes.OK;
    }
  }
}

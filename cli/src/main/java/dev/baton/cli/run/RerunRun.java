package dev.baton.cli.run;

import dev.baton.cli.client.ClientCommand;
import dev.baton.cli.client.ExitCodes;
import dev.baton.cli.client.Output;
import dev.baton.common.api.RerunPlanView;
import dev.baton.common.api.RerunRequest;
import dev.baton.common.api.RunAcceptedView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.run.RerunMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton run rerun}. */
@Command(name = "rerun", description = "Runs a run again, as a new run.")
final class RerunRun extends ClientCommand {
  @Parameters(paramLabel = "RUN", description = "Number of the run.")
  private long run;

  @Option(
      names = "--mode",
      description =
          "${COMPLETION-CANDIDATES}; default FROM_TASK if --task is given, else FROM_FAILED.")
  private RerunMode mode;

  @Option(names = "--task", description = "The task, for FROM_TASK and TASK.")
  private String task;

  @Option(names = "--preview", description = "Shows what would run, and does nothing.")
  private boolean preview;

  @Option(
      names = "--request-key",
      paramLabel = "KEY",
      description = "The same key for the same job gives the same run.")
  private String requestKey;

  @Option(names = "--reason", description = "Why; goes into the audit.")
  private String reason;

  @Mixin private Waiting waiting;

  @Override
  protected int run(BatonClient client, Output output) throws InterruptedException {
    RerunMode chosen =
        mode != null ? mode : task != null ? RerunMode.FROM_TASK : RerunMode.FROM_FAILED;
    RerunRequest request = new RerunRequest(chosen, task, requestKey, preview, reason);
    if (preview) {
      RerunPlanView plan = client.previewRerun(run, request);
      output.print(plan, () -> RunTables.plan(plan));
      return ExitCodes.OK;
    }
    RunAcceptedView accepted = client.rerun(run, request);
    if (!waiting.isWanted()) {
      output.print(accepted, () -> "Run " + accepted.run() + " runs run " + run + " again.");
      return ExitCodes.OK;
    }
    tell("Run " + accepted.run() + " runs run " + run + " again.");
    return waiting.await(client, accepted.run(), output, err());
  }
}

package dev.baton.cli.run;

import dev.baton.cli.client.ClientCommand;
import dev.baton.cli.client.ExitCodes;
import dev.baton.cli.client.Output;
import dev.baton.common.api.DecideRequest;
import dev.baton.common.api.DoneView;
import dev.baton.common.api.TaskPlanView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.run.TaskDecision;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton run decide}. */
@Command(
    name = "decide",
    description =
        "Decides on a task of a run that has not ended: rerun (one that is held, or waits for its"
            + " next try), end_and_rerun (one that runs), succeed or fail (marks one that does not"
            + " run).")
final class DecideTask extends ClientCommand {
  @Parameters(index = "0", paramLabel = "RUN", description = "The run's number.")
  private long run;

  @Parameters(index = "1", paramLabel = "TASK", description = "The task's name.")
  private String task;

  @Parameters(index = "2", paramLabel = "DECISION", description = "${COMPLETION-CANDIDATES}.")
  private TaskDecision decision;

  @Option(
      names = "--reason",
      description = "Why; kept with the task and in the audit. Needed unless the task is HELD.")
  private String reason;

  @Option(names = "--preview", description = "Shows what would happen, and does nothing.")
  private boolean preview;

  @Override
  protected int run(BatonClient client, Output output) {
    if (preview) {
      TaskPlanView plan = client.planDecision(run, task, decision);
      output.print(plan, () -> text(plan));
    } else {
      DoneView done = client.decide(run, task, new DecideRequest(decision, reason));
      output.print(done, done::text);
    }
    return ExitCodes.OK;
  }

  private static String text(TaskPlanView plan) {
    String steps =
        plan.steps().stream()
            .map(step -> step.task() + ": " + step.what())
            .collect(Collectors.joining("\n"));
    return plan.risk().isEmpty() ? steps : steps + "\nRisk: " + plan.risk();
  }
}

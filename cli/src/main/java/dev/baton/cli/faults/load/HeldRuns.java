package dev.baton.cli.faults.load;

import dev.baton.common.api.DecideRequest;
import dev.baton.common.api.RunView;
import dev.baton.common.api.TaskRunView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.RunQuery;
import dev.baton.common.id.JobKey;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskDecision;
import dev.baton.common.run.TaskStatus;
import java.util.List;
import java.util.Set;

/** The operator of the load: runs again what is held. */
final class HeldRuns {
  private static final int PAGE = 200;

  private final BatonClient client;

  HeldRuns(BatonClient client) {
    this.client = client;
  }

  void decideOldest(JobKey job) {
    RunQuery running = new RunQuery(job, Set.of(RunStatus.RUNNING), null, null);
    List<RunView> newestFirst = client.runs(running, null, PAGE).items();
    for (RunView run : newestFirst.reversed()) {
      for (TaskRunView task : client.run(run.id()).tasks()) {
        if (task.status() == TaskStatus.HELD) {
          client.decide(run.id(), task.task(), new DecideRequest(TaskDecision.RERUN, "load"));
          return;
        }
      }
    }
  }
}

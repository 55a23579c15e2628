package dev.baton.coordinator.core;

import dev.baton.common.id.RunId;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Code;
import dev.baton.coordinator.core.command.CommandResult.ExecutorView;
import dev.baton.coordinator.core.command.CommandResult.Explained;
import dev.baton.coordinator.core.command.CommandResult.Gate;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.TaskRun;
import java.util.ArrayList;
import java.util.List;

/** Says what waits and for what: each gate, its value, and what would open it. */
final class Explain {
  /** Gates named in one answer. */
  static final int MAX_GATES = 500;

  private final Desk desk;
  private final Executors executors;
  private final Placement placement;
  private final Retries retries;

  Explain(Desk desk, Executors executors, Placement placement, Retries retries) {
    this.desk = desk;
    this.executors = executors;
    this.placement = placement;
    this.retries = retries;
  }

  CommandResult run(RunId id) {
    RunInProgress run = desk.state.run(id);
    if (run == null) {
      return new Rejected(
          Code.NOT_FOUND, "Run " + id + " is not active: nothing of it waits for anything.");
    }
    List<Gate> gates = new ArrayList<>();
    if (run.run().status() == RunStatus.QUEUED) {
      gates.add(
          new Gate(
              null,
              "overlap",
              run.run().cause(),
              "the runs before it end: " + desk.state.runningOf(run.run().job())));
    }
    for (TaskSpec spec : run.spec().tasks()) {
      if (gates.size() >= MAX_GATES) {
        break;
      }
      explain(run, spec, gates);
    }
    return new Explained(id, gates);
  }

  private void explain(RunInProgress run, TaskSpec spec, List<Gate> gates) {
    TaskRun task = run.task(spec.name());
    switch (task.status()) {
      case WAITING -> dependencies(run, spec, gates);
      case READY -> placement(task, spec, gates);
      case RETRY_WAIT -> gates.add(retry(run, task));
      case HELD ->
          gates.add(
              new Gate(
                  spec.name(),
                  "held",
                  task.cause(),
                  "an operator decides: run it again, or let it fail"));
      case RUNNING -> running(run, task, gates);
      case SUCCEEDED, FAILED, CANCELED, SKIPPED -> {}
    }
  }

  private static void dependencies(RunInProgress run, TaskSpec spec, List<Gate> gates) {
    for (String upstream : spec.after()) {
      TaskStatus status = run.task(upstream).status();
      if (status != TaskStatus.SUCCEEDED) {
        gates.add(
            new Gate(
                spec.name(), "dependency", upstream + " is " + status, upstream + " succeeds"));
      }
    }
  }

  private Gate retry(RunInProgress run, TaskRun task) {
    return retries.waitsForBudget(task.id(), run.run().job())
        ? new Gate(
            task.id().task(),
            "retry-budget",
            task.cause(),
            "the budget has room again, or an operator approves go-on in its incident")
        : new Gate(task.id().task(), "retry", task.cause(), "it is " + task.notBefore());
  }

  private void placement(TaskRun task, TaskSpec spec, List<Gate> gates) {
    Attempt failed = placement.lastFailed(task.id());
    Placement.Need need = Placement.Need.of(spec);
    if (executors.sessions().isEmpty()) {
      gates.add(
          new Gate(spec.name(), "placement", "no executor has ever joined", "an executor joins"));
    }
    // The one that says what to do comes first.
    if (!isGroupKnown(need)) {
      gates.add(
          new Gate(
              spec.name(),
              "placement",
              "no executor of group " + need.selector().group() + " is known",
              "start an executor with --group " + need.selector().group()));
    }
    for (ExecutorSession session : executors.sessions()) {
      String whyNot = placement.whyNot(session, need);
      if (whyNot == null && placement.isFull(session)) {
        whyNot =
            session.onTrial
                ? "it is on probation: one attempt at a time"
                : "all its " + session.capacity.slots() + " slots are in use";
      }
      if (whyNot == null && session.pressure.shortage() != null) {
        whyNot = "it comes after the others: " + session.pressure.shortage().text();
      }
      if (whyNot == null && failed != null && failed.executor().equals(session.id)) {
        whyNot = "it comes after the others: attempt " + failed.id().number() + " failed there";
      }
      if (gates.size() < MAX_GATES) {
        gates.add(
            new Gate(
                spec.name(),
                "placement",
                session.id + ": " + (whyNot == null ? "it can take it" : whyNot),
                whyNot == null
                    ? "the next decision"
                    : "that is no longer so, or another one joins"));
      }
    }
  }

  private boolean isGroupKnown(Placement.Need need) {
    for (ExecutorSession session : executors.sessions()) {
      if (session.capacity != null && session.capacity.group().equals(need.selector().group())) {
        return true;
      }
    }
    return false;
  }

  private void running(RunInProgress run, TaskRun task, List<Gate> gates) {
    for (Attempt attempt : run.attempts()) {
      ExecutorSession session = executors.session(attempt.executor());
      boolean current =
          attempt.id().task().equals(task.id().task())
              && attempt.id().number() == task.lastAttempt();
      if (current && session != null && (session.suspect || !session.isLinked())) {
        gates.add(
            new Gate(
                task.id().task(),
                "lease",
                attempt.executor() + " is not heard from since " + session.lastHeardAt,
                "it comes back, or its lease ends in " + placement.leaseLeftMs(session) + " ms"));
      }
    }
  }

  CommandResult executors() {
    List<ExecutorView> views = new ArrayList<>();
    for (ExecutorSession session : executors.sessions()) {
      ExecutorRow row = desk.state.executor(session.id);
      if (row == null) {
        continue;
      }
      views.add(
          new ExecutorView(
              session.id,
              session.status(row.cordonReason() != null, row.draining()),
              session.isLinked() ? session.incarnation : null,
              row,
              session.load,
              desk.state.liveCount(session.id),
              session.isLinked() ? placement.leaseLeftMs(session) : 0,
              session.lastHeardAt,
              session.remoteAddress));
    }
    return new CommandResult.Executors(views);
  }
}

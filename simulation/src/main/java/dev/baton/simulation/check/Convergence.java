package dev.baton.simulation.check;

import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.coordinator.core.CoreSettings;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.Command.Actor;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.ExecutorStatus;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.executor.core.ExecutorSettings;
import dev.baton.simulation.SimCluster;
import dev.baton.simulation.client.JobMaker;
import dev.baton.simulation.node.SimCoordinator;
import dev.baton.simulation.node.SimExecutor;
import dev.baton.simulation.task.TaskPlan;
import dev.baton.simulation.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * After everything is mended: within a time that follows from the settings there is one leader,
 * every executor is UP, schedules are on time; and with schedules paused every run ends, or waits
 * for a reason that explain names, while something is achieved in each stretch of time.
 */
public final class Convergence {
  private static final String NAME = "convergence";
  private static final Actor ACTOR = new Actor("checker", "simulation", "");

  /** What is left open: messages on their way, a slow answer or two. */
  private static final long SLACK_MS = 5_000;

  /** The longest probation with its trial; patience with probes, a lease, and a few reviews. */
  private static final long INCIDENTS_MS = 240_000 + 30_000 + 90_000;

  private static final long MAX_WORK_NANOS = 1_800 * World.SECOND;

  private final SimCluster cluster;
  private final World world;
  private final CoreSettings settings;

  public Convergence(SimCluster cluster) {
    this.cluster = cluster;
    this.world = cluster.world();
    this.settings = cluster.shape().settings();
  }

  /** A dead leader's session ends; then four requests, each of which was just being given up. */
  long leaderBoundMs() {
    return cluster.shape().electionSessionMs()
        + 5 * (settings.requestTimeoutMs() + settings.raiseRetryMs())
        + SLACK_MS;
  }

  /** Then a refused executor tries again, a silent link is given up, old leases end. */
  long executorsBoundMs() {
    ExecutorSettings executor = ExecutorSettings.DEFAULT;
    return leaderBoundMs()
        + executor.refusedBackOffMaxMs()
        + executor.dialTimeoutMs()
        + executor.helloTimeoutMs()
        + executor.backOffMaxMs()
        + settings.leaseMs()
        + settings.driftMarginMs()
        + SLACK_MS;
  }

  /**
   * The longest that one task run takes that nothing more happens to. Further tries may wait for
   * the retry budget: within a window some of those that wait get their turn.
   */
  long oneTaskMs() {
    long attempt = TaskPlan.MAX_RUN_NANOS / World.MS + 1_500;
    return JobMaker.MAX_ATTEMPTS * (attempt + JobMaker.MAX_RETRY_DELAY.toMillis())
        + settings.leaseMs()
        + settings.driftMarginMs()
        + JobMaker.MAX_ATTEMPTS * settings.retries().windowMs()
        + SLACK_MS;
  }

  /** Goes on until everything is as it should be; throws where it is not in time. */
  public void await() {
    await("a leader", leaderBoundMs(), this::oneLeader);
    awaitExecutors();
    await("schedules on time", oneTaskMs(), this::firesOnTime);
    cluster.operators().rest();
    awaitWork();
    explainWhatWaits();
    await("incidents closed or waiting for a person", INCIDENTS_MS, this::noIncidentUnderWay);
  }

  /** Each is closed, or says what it waits for. */
  private boolean noIncidentUnderWay() {
    return cluster.store().rows().incidents().open().stream()
        .allMatch(row ->
            row.step() == IncidentStep.AWAITING_OPERATOR
                && !row.summary().isEmpty()
                && row.kind() != IncidentKind.LEADER_CHANGED);
  }

  private void await(String what, long boundMs, BooleanSupplier holds) {
    if (!cluster.runUntil(holds, boundMs * World.MS)) {
      throw new Violation(NAME, "not within " + boundMs + " ms: " + what + "; " + state());
    }
  }

  private boolean oneLeader() {
    long leaders = cluster.coordinators().stream().filter(c -> c.role() == Role.LEADER).count();
    return leaders == 1 && cluster.leader() != null;
  }

  private void awaitExecutors() {
    long end = world.now() + (executorsBoundMs() - leaderBoundMs()) * World.MS;
    List<String> missing = List.of("nobody asked");
    while (!missing.isEmpty()) {
      if (world.now() >= end) {
        throw new Violation(NAME, "executors that are not UP: " + missing + "; " + state());
      }
      cluster.runFor(500 * World.MS);
      restartWhatStopped();
      missing = missingExecutors();
    }
  }

  /** An executor that had been asked to stop may have done so only now. */
  private void restartWhatStopped() {
    cluster.executors().forEach(SimExecutor::start);
  }

  private List<String> missingExecutors() {
    CommandResult result = ask(new Command.ListExecutors(ACTOR));
    if (!(result instanceof CommandResult.Executors executors)) {
      return List.of("no list: " + result);
    }
    List<String> missing = new ArrayList<>();
    for (var expected : cluster.executors()) {
      boolean up =
          executors.executors().stream()
              .anyMatch(view -> view.id().equals(expected.id()) && isUp(view.status()));
      if (!up) {
        missing.add(expected.id() + " among " + executors.executors());
      }
    }
    return missing;
  }

  private static boolean isUp(ExecutorStatus status) {
    return switch (status) {
      case UP, CORDONED, DRAINING -> true;
      case SUSPECT, LOST, LEFT -> false;
    };
  }

  private CommandResult ask(Command command) {
    SimCoordinator leader = cluster.leader();
    if (leader == null) {
      return null;
    }
    CommandResult[] answer = new CommandResult[1];
    leader.ask(command, result -> answer[0] = result);
    cluster.runUntil(() -> answer[0] != null, settings.requestTimeoutMs() * World.MS);
    return answer[0];
  }

  /** No schedule lags by more than what a clock may be wrong. */
  private boolean firesOnTime() {
    Instant late = world.trueWall().minusMillis(2 * settings.clockStepMs() + 500);
    for (Job job : cluster.store().rows().jobs()) {
      for (var spec : job.spec().schedules()) {
        ScheduleCursor cursor = cluster.store().rows().cursor(job.key(), spec.name());
        Instant next = cursor.nextFireAt();
        if (!job.isPaused() && next != null && next.isBefore(late)) {
          return false;
        }
      }
    }
    return true;
  }

  private void awaitWork() {
    long end = world.now() + MAX_WORK_NANOS;
    long achieved = achieved();
    long achievedAt = world.now();
    while (!isDone()) {
      cluster.runFor(World.SECOND);
      restartWhatStopped();
      settle();
      long now = achieved();
      if (now != achieved) {
        achieved = now;
        achievedAt = world.now();
      } else if (world.now() - achievedAt > oneTaskMs() * World.MS) {
        throw new Violation(
            NAME, "nothing was achieved for " + oneTaskMs() + " ms; " + state() + open());
      }
      if (world.now() > end) {
        throw new Violation(NAME, "work goes on and on; " + state() + open());
      }
    }
  }

  /** Operators put everything on rest, decide what is held, and let go what a budget holds back. */
  private void settle() {
    if (cluster.operators().open() == 0) {
      cluster.operators().calm();
      cluster.operators().decideHeld();
      cluster.operators().letGoOn();
    }
  }

  /** Grows whenever a run, a task run or an attempt gets on for good. */
  private long achieved() {
    long ended = cluster.store().rows().lastRunId() - cluster.store().rows().activeCount();
    for (Run run : cluster.store().rows().activeRuns()) {
      for (TaskRun task : cluster.store().rows().taskRuns(run.id())) {
        ended += task.status().isEnd() ? 1 : 0;
      }
    }
    return ended;
  }

  private boolean isDone() {
    return cluster.operators().open() == 0
        && cluster.store().rows().jobs().stream().allMatch(Job::isPaused)
        && cluster.store().rows().activeRuns().stream().allMatch(this::waitsForNobody);
  }

  /** Whether the run waits for an executor of a group that has none, or for a run that does. */
  private boolean waitsForNobody(Run run) {
    if (run.status() == RunStatus.QUEUED) {
      return cluster.store().rows().activeRuns().stream()
          .anyMatch(other ->
              other.job().equals(run.job())
                  && other.status() == RunStatus.RUNNING
                  && waitsForNobody(other));
    }
    Job job = cluster.store().rows().version(run.job(), run.jobVersion());
    boolean waits = false;
    for (TaskRun task : cluster.store().rows().taskRuns(run.id())) {
      boolean nobodys =
          job.spec().task(task.id().task()).executors().group().equals(JobMaker.NOBODYS_GROUP);
      if (task.status() == TaskStatus.READY && nobodys) {
        waits = true;
      } else if (!task.status().isEnd() && task.status() != TaskStatus.WAITING) {
        return false;
      }
    }
    return waits;
  }

  private void explainWhatWaits() {
    for (Run run : cluster.store().rows().activeRuns()) {
      CommandResult result = ask(new Command.ExplainRun(ACTOR, run.id()));
      boolean explained =
          result instanceof CommandResult.Explained named && !named.gates().isEmpty();
      if (!explained) {
        throw new Violation(NAME, "explain names no reason for " + run + ": " + result);
      }
    }
  }

  private String state() {
    StringBuilder text = new StringBuilder();
    for (SimCoordinator coordinator : cluster.coordinators()) {
      text.append(coordinator.name())
          .append(' ')
          .append(coordinator.role())
          .append(' ')
          .append(coordinator.epoch())
          .append(", ");
    }
    return text
        + "store "
        + cluster.store().epoch()
        + "; incidents "
        + cluster.store().rows().incidents().open()
        + "; ";
  }

  private String open() {
    StringBuilder text = new StringBuilder();
    text.append("open wishes ").append(cluster.operators().open()).append("; ");
    for (Run run : cluster.store().rows().activeRuns()) {
      if (text.length() < 4_000) {
        text.append('\n').append(run).append(' ').append(cluster.store().rows().taskRuns(run.id()));
      }
    }
    return text.toString();
  }
}

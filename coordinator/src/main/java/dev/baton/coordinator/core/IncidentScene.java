package dev.baton.coordinator.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.coordinator.core.HardState.DueFire;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.incident.LongAttempt;
import dev.baton.coordinator.core.incident.Scene;
import dev.baton.coordinator.core.incident.Shortage;
import dev.baton.coordinator.core.incident.WaitingLine;
import dev.baton.coordinator.core.incident.ZooKeeperState;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.FailoverEvent.Kind;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.IncidentTouch;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The leader's state as incidents see it. */
final class IncidentScene implements Scene {
  private final Desk desk;
  private Executors executors;
  private Runs runs;
  private Placement placement;
  private Cancels cancels;
  private RunLimits limits;
  private ZooKeeperConnection zooKeeper;
  private boolean committed;

  IncidentScene(Desk desk) {
    this.desk = desk;
  }

  void connect(
      Executors toExecutors,
      Runs toRuns,
      Placement toPlacement,
      Cancels toCancels,
      RunLimits toLimits,
      ZooKeeperConnection toZooKeeper) {
    executors = toExecutors;
    runs = toRuns;
    placement = toPlacement;
    cancels = toCancels;
    limits = toLimits;
    zooKeeper = toZooKeeper;
  }

  /** A commit of this leadership has come back well. */
  void committed() {
    committed = true;
  }

  @Override
  public long nanos() {
    return desk.now().nanos();
  }

  @Override
  public Instant instant() {
    return desk.instant();
  }

  @Override
  public long epoch() {
    return desk.epoch;
  }

  @Override
  public String coordinator() {
    return desk.coordinator;
  }

  @Override
  public void record(Incident incident) {
    desk.record(new Fact.IncidentChanged(incident));
  }

  @Override
  public void touch(long incident, AttemptId attempt) {
    desk.record(new Fact.IncidentTouched(new IncidentTouch(incident, attempt, desk.instant())));
  }

  @Override
  public Presence executor(ExecutorId id) {
    ExecutorSession session = executors.session(id);
    if (session == null) {
      return Presence.UNKNOWN;
    }
    if (session.left) {
      return Presence.LEFT;
    }
    if (session.lost) {
      return Presence.AWAY;
    }
    return session.suspect || !session.isLinked() ? Presence.SUSPECT : Presence.UP;
  }

  @Override
  public long lastBeat(ExecutorId id) {
    ExecutorSession session = executors.session(id);
    return session == null ? 0 : session.lastBeat;
  }

  @Override
  public long heartbeatMs() {
    return desk.settings.heartbeatMs();
  }

  @Override
  public int orphans(ExecutorId id) {
    ExecutorSession session = executors.session(id);
    int orphans = 0;
    for (Attempt attempt : desk.state.liveOn(id)) {
      boolean there =
          session != null
              && session.isLinked()
              && attempt.incarnation().equals(session.incarnation);
      orphans += there ? 0 : 1;
    }
    return orphans;
  }

  @Override
  public Replacement replacement(TaskRunId id, int lostAttempt) {
    RunInProgress run = desk.state.run(id.run());
    TaskRun task = run == null ? null : run.task(id.task());
    if (task == null || task.status().isEnd()) {
      return Replacement.ENDED;
    }
    if (task.status() == TaskStatus.HELD) {
      return Replacement.HELD;
    }
    if (task.status() != TaskStatus.RUNNING || task.lastAttempt() <= lostAttempt) {
      return Replacement.WAITS;
    }
    Attempt latest = run.attempt(new AttemptId(id.run(), id.task(), task.lastAttempt()));
    return latest != null && latest.status() == AttemptStatus.RUNNING
        ? Replacement.RUNS_AGAIN
        : Replacement.WAITS;
  }

  @Override
  public Shortage shortage(ExecutorId id) {
    ExecutorSession session = executors.session(id);
    return session == null ? null : session.pressure.shortage();
  }

  @Override
  public String host(ExecutorId id) {
    ExecutorSession session = executors.session(id);
    return session == null || session.capacity == null ? "" : session.capacity.host();
  }

  @Override
  public String group(ExecutorId id) {
    ExecutorSession session = executors.session(id);
    return session == null || session.capacity == null ? "" : session.capacity.group();
  }

  @Override
  public boolean hadNoMemory(ExecutorId id) {
    ExecutorSession session = executors.session(id);
    return session != null && Pressure.hadNoMemory(session.load);
  }

  @Override
  public List<LongAttempt> runningLongerThan(long ms) {
    List<LongAttempt> found = new ArrayList<>();
    for (ExecutorId id : desk.state.executorsWithAttempts()) {
      for (Attempt attempt : desk.state.liveOn(id)) {
        long runningMs =
            attempt.status() == AttemptStatus.RUNNING
                ? Duration.between(attempt.dispatchedAt(), desk.instant()).toMillis()
                : 0;
        RunInProgress run = desk.state.run(attempt.id().run());
        if (runningMs > ms && run.spec().task(attempt.id().task()).timeout() == null) {
          found.add(new LongAttempt(attempt.id(), run.run().job(), id, runningMs));
        }
      }
    }
    return found;
  }

  @Override
  public boolean isOver(AttemptId id) {
    Attempt attempt = desk.state.attempt(id);
    return attempt == null || attempt.status() == AttemptStatus.ENDED;
  }

  @Override
  public boolean endAndRerun(AttemptId id, String reason) {
    Attempt attempt = desk.state.attempt(id);
    if (attempt == null || attempt.status() == AttemptStatus.ENDED) {
      return false;
    }
    return cancels.endAndRerun(attempt, reason);
  }

  @Override
  public List<WaitingLine> waitingLines(int limit) {
    return placement.waitingLines(limit);
  }

  @Override
  public int retriesWaiting(JobKey job) {
    return runs.retries().waiting(job);
  }

  @Override
  public boolean retriesHaveRoom(JobKey job) {
    return runs.retries().hasRoom(job);
  }

  @Override
  public int letRetriesGo(JobKey job, String by) {
    return runs.retries().letGoAll(job, by);
  }

  @Override
  public boolean hasRoomForRuns(JobKey job) {
    return limits.hasRoom(job);
  }

  @Override
  public ZooKeeperState zooKeeper() {
    return zooKeeper.state(desk.now());
  }

  @Override
  public boolean hasCommitted() {
    return committed;
  }

  @Override
  public long fireLagMs() {
    DueFire fire = desk.state.firstDue();
    return fire == null ? 0 : Math.max(0, Duration.between(fire.at(), desk.instant()).toMillis());
  }

  @Override
  public boolean areFiresHeld() {
    return desk.clock.isHeld();
  }

  @Override
  public int executorsAwaited() {
    int awaited = 0;
    for (ExecutorId id : desk.state.executorsWithAttempts()) {
      ExecutorSession session = executors.session(id);
      awaited += session != null && (session.isLinked() || session.lost) ? 0 : 1;
    }
    return awaited;
  }

  @Override
  public boolean rerunHeld(TaskRunId id, String by) {
    RunInProgress run = desk.state.run(id.run());
    TaskRun task = run == null ? null : run.task(id.task());
    if (task == null || task.status() != TaskStatus.HELD) {
      return false;
    }
    runs.runNow(run, task, "run again by " + by);
    return true;
  }

  @Override
  public boolean isCordoned(ExecutorId id) {
    ExecutorRow row = desk.state.executor(id);
    return row != null && row.cordonReason() != null;
  }

  @Override
  public boolean cordon(ExecutorId id, String reason) {
    ExecutorRow row = desk.state.executor(id);
    if (row == null) {
      return false;
    }
    withCordon(row, reason);
    desk.event(Kind.EXECUTOR_CORDONED, id.value(), reason);
    return true;
  }

  private void withCordon(ExecutorRow row, String reason) {
    desk.record(
        new Fact.ExecutorChanged(
            new ExecutorRow(
                row.id(),
                row.incarnation(),
                row.home(),
                reason,
                row.draining(),
                row.firstSeenAt(),
                row.lastJoinedAt(),
                row.capacity())));
  }

  @Override
  public String cordonReason(ExecutorId id) {
    ExecutorRow row = desk.state.executor(id);
    return row == null ? null : row.cordonReason();
  }

  @Override
  public void uncordon(ExecutorId id, String why) {
    ExecutorRow row = desk.state.executor(id);
    if (row != null && row.cordonReason() != null) {
      withCordon(row, null);
      desk.event(Kind.EXECUTOR_UNCORDONED, id.value(), why);
    }
  }

  @Override
  public void limit(ExecutorId id, boolean oneAtATime) {
    ExecutorSession session = executors.session(id);
    if (session != null) {
      session.onTrial = oneAtATime;
    }
  }

  @Override
  public boolean canSpare(ExecutorId id) {
    ExecutorSession session = executors.session(id);
    if (session == null || session.capacity == null) {
      return true;
    }
    for (ExecutorSession other : executors.sessions()) {
      if (other != session && other.capacity != null && replaces(other, session)) {
        return true;
      }
    }
    return false;
  }

  private boolean replaces(ExecutorSession other, ExecutorSession session) {
    return executor(other.id) == Presence.UP
        && !isCordoned(other.id)
        && !other.drainingItself
        && !other.pressure.forbidsWork()
        && other.capacity.group().equals(session.capacity.group())
        && other.capacity.labels().entrySet().containsAll(session.capacity.labels().entrySet())
        && other.capacity.handlers().containsAll(session.capacity.handlers())
        && other.capacity.interpreters().containsAll(session.capacity.interpreters());
  }

  @Override
  public void note(String text) {
    desk.note(text);
  }
}

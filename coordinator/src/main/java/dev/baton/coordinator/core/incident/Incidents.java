package dev.baton.coordinator.core.incident;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.JobKey;
import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.run.Outcome;
import dev.baton.common.time.Now;
import dev.baton.coordinator.core.audit.AuditVerdict;
import dev.baton.coordinator.core.state.Incident.Action;
import dev.baton.coordinator.core.state.IncidentRecords;
import dev.baton.coordinator.core.state.LeadershipRow;
import java.time.Instant;

/**
 * All incidents of one leadership. Detectors call it where something changed; reviews of what is
 * open come by timer. Nothing here costs anything for a run that goes well.
 */
public final class Incidents {
  /** Between two reviews while an incident is on its way. */
  static final long REVIEW_MS = 250;

  /** Between two looks at what runs and waits for long. */
  static final long SCAN_MS = 5_000;

  /** Between two reviews while all open ones wait for an operator. */
  static final long WAITING_REVIEW_MS = 2_000;

  private final Scene scene;
  private final IncidentBook book;
  private final ExecutorIncidents executors;
  private final ClusterIncidents cluster;
  private final TaskIncidents tasks;
  private final PressureIncidents pressure;
  private final StuckTasks stuck;
  private final LatenessIncidents lateness;
  private final ZooKeeperIncidents zooKeeper;
  private final AuditIncidents audit;
  private long reviewedNanos;
  private final RetryIncidents retries;
  private final ShedIncidents shed;
  private long reviewAtNanos = Long.MAX_VALUE;
  private long scanAtNanos;

  public Incidents(Scene scene, IncidentRules rules) {
    this.scene = scene;
    this.book = new IncidentBook(scene, rules);
    this.executors = new ExecutorIncidents(book);
    this.cluster = new ClusterIncidents(book);
    this.tasks = new TaskIncidents(book);
    this.pressure = new PressureIncidents(book);
    this.stuck = new StuckTasks(book);
    this.lateness = new LatenessIncidents(book);
    this.zooKeeper = new ZooKeeperIncidents(book);
    this.audit = new AuditIncidents(book);
    this.retries = new RetryIncidents(book);
    this.shed = new ShedIncidents(book);
  }

  /** Takes over what the leaders before have written down. */
  public void load(IncidentRecords records) {
    book.load(records);
    executors.loaded();
    tasks.loaded();
    scanAtNanos = scene.nanos() + SCAN_MS * Now.NANOS_PER_MS;
    reviewedNanos = scene.nanos();
    reviewSoon();
  }

  private void reviewSoon() {
    reviewAtNanos = Long.MIN_VALUE;
  }

  /** A leadership begins that nobody handed over; see {@link ClusterIncidents#leaderChanged}. */
  public void leaderChanged(
      LeadershipRow former, boolean formerDied, Instant firstAt, int runs, int attempts) {
    cluster.leaderChanged(former, formerDied, firstAt, runs, attempts);
    reviewSoon();
  }

  /** What was seen of a coordinator, and what it means if that one led before. */
  public void formerLeaderSeen(String coordinator, IncidentCause cause, String detail) {
    cluster.formerLeaderSeen(coordinator, cause, detail);
    reviewSoon();
  }

  /** The store had stayed without an answer since then. */
  public void storeWasAway(Instant since, boolean unreachable, String text) {
    cluster.storeWasAway(since, unreachable, text);
    reviewSoon();
  }

  public void storeWentBack(long obeyedEpoch) {
    cluster.storeWentBack(obeyedEpoch);
    reviewSoon();
  }

  public void clockStepped(String text) {
    cluster.clockStepped(text);
    reviewSoon();
  }

  /** A commit has come back after this long. */
  public void commitTook(long ms) {
    cluster.commitTook(ms);
  }

  public void linkClosed(ExecutorId id, String reason) {
    executors.linkClosed(id, reason);
  }

  /** Its link is gone, or never came, and the grace for it is over. */
  public void executorGone(ExecutorId id, Instant lastHeardAt) {
    executors.gone(id, lastHeardAt);
    reviewSoon();
  }

  /** Its link is open and it says nothing. */
  public void executorSilent(ExecutorId id, Instant lastHeardAt) {
    executors.silent(id, lastHeardAt);
    reviewSoon();
  }

  /** Its lease is over. */
  public void executorLost(ExecutorId id, Instant lastHeardAt) {
    executors.lost(id, lastHeardAt);
    reviewSoon();
  }

  /**
   * @param predecessor how its process life before ended, as a hello says it; empty if unknown
   */
  public void executorBack(ExecutorId id, boolean sameProcess, String predecessor) {
    executors.back(id, sameProcess, predecessor);
    reviewSoon();
  }

  /** What its machine is short of has changed; null = it is short of nothing any more. */
  public void executorShortOf(ExecutorId id, Shortage shortage) {
    if (shortage != null) {
      pressure.shortOf(id, shortage);
    }
    reviewSoon();
  }

  /** This process stood still for so long. */
  public void wePaused(long ms) {
    lateness.paused(ms);
  }

  /** A fire is decided so late. */
  public void fireLate(Instant fireAt, long ms) {
    lateness.fireLate(fireAt, ms, cluster.lastCommitMs());
    reviewSoon();
  }

  /** It said goodbye. */
  public void executorLeft(ExecutorId id, String reason) {
    executors.left(id, reason);
    reviewSoon();
  }

  /** An attempt was lost with its executor, or another takes its place for that reason. */
  public void attemptLost(AttemptId attempt, ExecutorId id, String evidence) {
    executors.attemptLost(attempt, id, evidence);
    reviewSoon();
  }

  /** Whether {@link #taskSucceeded} wants to know. */
  public boolean watchesSuccesses() {
    return tasks.watchesSuccesses();
  }

  public void taskSucceeded(JobKey job, AttemptId attempt, ExecutorId executor) {
    tasks.succeeded(job, attempt, executor);
  }

  /** A task has succeeded after that time; called for each, so it does next to nothing. */
  public void taskTook(JobKey job, String task, long ms) {
    stuck.succeeded(job, task, ms);
  }

  /**
   * An attempt FAILED or TIMED_OUT on its own account.
   *
   * @param forGood whether its task is not tried again
   */
  public void taskFailed(
      JobKey job,
      AttemptId attempt,
      ExecutorId executor,
      Outcome outcome,
      Integer exitCode,
      String message,
      boolean forGood) {
    tasks.failed(job, attempt, executor, outcome, exitCode, message, forGood);
  }

  /**
   * The retry budget has no room for a further try of that task.
   *
   * @param job whose budget is spent; null = the cluster's
   * @param waits whether the task waits for it, or has failed
   */
  public void retryBudgetSpent(
      JobKey job, AttemptId attempt, String text, String last, boolean waits) {
    retries.spent(job, attempt, text, last, waits);
    reviewSoon();
  }

  /**
   * A new run is not accepted because a limit is reached.
   *
   * @param job whose limit it is; null = that of all runs
   */
  public void runShed(JobKey job, String text) {
    shed.shed(job, text);
    reviewSoon();
  }

  /** What the auditor has to say of one check after it has looked at everything. */
  public void audited(AuditVerdict verdict) {
    audit.told(verdict);
  }

  /** How long open incidents have waited for a review, in milliseconds; 0 if none is open. */
  public long unattendedMs() {
    return book.isEmpty() ? 0 : (scene.nanos() - reviewedNanos) / Now.NANOS_PER_MS;
  }

  /** Reviews what is open at the next occasion. */
  public void reviewNow() {
    reviewSoon();
  }

  /** Reviews what is open if it is time, and records what has changed. */
  public void onTime() {
    zooKeeper.look();
    if (scene.nanos() >= scanAtNanos) {
      scanAtNanos = scene.nanos() + SCAN_MS * Now.NANOS_PER_MS;
      stuck.scan();
      lateness.scan();
    }
    if (book.isEmpty()) {
      reviewedNanos = scene.nanos();
      reviewAtNanos = Long.MAX_VALUE;
      return;
    }
    if (scene.nanos() >= reviewAtNanos || reviewAtNanos == Long.MAX_VALUE) {
      boolean waitingOnly = true;
      reviewedNanos = scene.nanos();
      for (Dossier dossier : book.copyOfOpen()) {
        review(dossier);
        waitingOnly &= dossier.step == IncidentStep.AWAITING_OPERATOR || dossier.step.isClosed();
      }
      long pauseMs = waitingOnly ? WAITING_REVIEW_MS : REVIEW_MS;
      reviewAtNanos = scene.nanos() + pauseMs * Now.NANOS_PER_MS;
    }
    book.saveChanged();
  }

  private void review(Dossier dossier) {
    switch (dossier.kind) {
      case EXECUTOR_LOST -> executors.review(dossier);
      case TASK_FAILING -> tasks.review(dossier);
      case LEADER_CHANGED, STORE_AWAY, STORE_SLOW, STORE_WENT_BACK, CLOCK_STEPPED ->
          cluster.review(dossier);
      case EXECUTOR_PRESSURE -> pressure.review(dossier);
      case STUCK_TASK -> stuck.review(dossier);
      case FIRES_LATE -> lateness.reviewFires(dossier);
      case QUEUE_GROWING -> {
        if (RetryIncidents.isAbout(dossier)) {
          retries.review(dossier);
        } else if (ShedIncidents.isAbout(dossier)) {
          shed.review(dossier);
        } else {
          lateness.reviewLine(dossier);
        }
      }
      case ZOOKEEPER_AWAY -> zooKeeper.review(dossier);
      case AUDIT -> {}
    }
  }

  public long nextWakeNanos() {
    return book.isEmpty() ? scanAtNanos : Math.min(scanAtNanos, reviewAtNanos);
  }

  /** A proposal that nobody needs any more. */
  static void dropProposal(Dossier dossier, String name, String why) {
    Action action = dossier.action(name);
    if (action != null && action.state() == ActionState.PROPOSED) {
      dossier.action(name, action.what(), ActionState.DROPPED, why);
    }
  }

  /** Whether there is an open incident of that number. */
  public boolean isOpen(long id) {
    return book.byId(id) != null;
  }

  /** An operator closes it, whatever its probes say. */
  public void close(long id, String by, String reason) {
    Dossier dossier = book.byId(id);
    dossier.closedBy = by;
    if (dossier.kind == IncidentKind.TASK_FAILING) {
      tasks.closed(dossier);
    } else if (dossier.kind == IncidentKind.EXECUTOR_LOST) {
      executors.closed(dossier);
    }
    book.evidence(dossier, "closed by " + by + (reason.isEmpty() ? "" : ": " + reason));
    book.close(dossier, "Closed by " + by + (reason.isEmpty() ? "." : ": " + reason));
  }

  /**
   * Carries out a proposed action.
   *
   * @return what was done; null if the incident has no such action that waits for approval
   */
  public String approve(long id, String action, String by) {
    Dossier dossier = book.byId(id);
    Action proposed = dossier.action(action);
    if (proposed == null || proposed.state() != ActionState.PROPOSED) {
      return null;
    }
    String done =
        switch (dossier.kind) {
          case STUCK_TASK -> stuck.approve(dossier, by);
          case QUEUE_GROWING -> retries.approve(dossier, by);
          case EXECUTOR_LOST,
              LEADER_CHANGED,
              TASK_FAILING,
              STORE_AWAY,
              STORE_SLOW,
              STORE_WENT_BACK,
              CLOCK_STEPPED,
              EXECUTOR_PRESSURE,
              FIRES_LATE,
              ZOOKEEPER_AWAY,
              AUDIT ->
              executors.approve(dossier, action, by);
        };
    if (done != null) {
      dossier.action(action, proposed.what(), ActionState.DONE, done);
      book.evidence(dossier, by + " approved " + action + ": " + done);
      reviewSoon();
    }
    return done;
  }
}

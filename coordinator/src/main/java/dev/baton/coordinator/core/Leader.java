package dev.baton.coordinator.core;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.RunId;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.run.RunStatus;
import dev.baton.common.time.Now;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.Leadership.Raised;
import dev.baton.coordinator.core.Unanswered.Fate;
import dev.baton.coordinator.core.audit.Auditor;
import dev.baton.coordinator.core.audit.SelfTest;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.FailoverEvent.Kind;
import dev.baton.coordinator.core.state.LeadershipRow;
import dev.baton.coordinator.core.state.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One leadership: memory and decisions from the raise until it is given up. */
final class Leader {
  /** An idle leader commits an empty batch this often, so that its proof of leading stays young. */
  static final long PROBE_MS = 1_000;

  /** While fires are held for want of agreeing clocks, readings are asked for this often. */
  static final long CLOCK_PROBE_MS = 200;

  /** A step that comes later than this after the one before was held up by us, not by others. */
  static final long PAUSE_MS = 1_000;

  /** An answer that was lost in an outage of more than this is not what is to be told of it. */
  static final long LONG_AWAY_MS = 5_000;

  private static final String CLOCK_MOVED =
      "the wall clock moved against the monotonic clock or the store's";

  private final Desk desk;
  private final Runs runs;
  private final Executors executors;
  private final Placement placement;
  private final Fires fires;
  private final Cancels cancels;
  private final Commands commands;
  private final Auditor auditor;
  private long lastCommitSentNanos;
  private long lastStepNanos;

  Leader(
      String coordinator,
      Raised raised,
      CoreSettings settings,
      SafetyRules rules,
      FireClock clock,
      ZooKeeperConnection zooKeeper) {
    desk =
        new Desk(
            coordinator,
            raised.clusterId(),
            raised.epoch(),
            raised.snapshot().nextEventNumber(),
            settings,
            rules,
            clock);
    runs = new Runs(desk);
    Attempts attempts = new Attempts(desk, runs);
    executors = new Executors(desk, attempts);
    placement = new Placement(desk, executors, runs.retries());
    cancels = new Cancels(desk, runs, attempts, executors);
    RunLimits limits = new RunLimits(desk, cancels);
    Overlap overlap = new Overlap(desk, cancels, limits);
    fires = new Fires(desk, runs, overlap);
    runs.connect(placement, fires::runEnded);
    auditor = new Auditor(new AuditLook(desk, runs, executors, placement, fires), rules);
    desk.scene.connect(executors, runs, placement, cancels, limits, zooKeeper);
    commands =
        new Commands(
            desk,
            runs,
            fires,
            overlap,
            limits,
            cancels,
            new Explain(desk, executors, placement, runs.retries()),
            auditor::report);
  }

  long epoch() {
    return desk.epoch;
  }

  String clusterId() {
    return desk.clusterId;
  }

  /** Takes over what the store holds. */
  void begin(Now now, Raised raised, Before before, List<Effect> out) {
    desk.begin(now, out);
    lastStepNanos = now.nanos();
    lastCommitSentNanos = raised.raiseSentNanos();
    SelfTest.Result tested = SelfTest.of(raised.snapshot(), desk.epoch);
    desk.state.load(tested.usable());
    desk.incidents.load(raised.snapshot().incidents());
    executors.expectAll(raised.raisedNanos());
    runs.retries().begin();
    desk.event(Kind.LEADER_RAISED, desk.coordinator, "raised the epoch to " + desk.epoch);
    if (before.storeAwaySince() != null) {
      desk.event(
          Kind.STORE_AWAY, desk.coordinator, "the store did not answer", before.storeAwaySince());
      desk.event(Kind.STORE_BACK, desk.coordinator, "the store answers again");
    }
    noteBefore(raised.snapshot(), before);
    List<RunId> running = new ArrayList<>();
    for (RunInProgress run : desk.state.runs()) {
      if (run.run().status() == RunStatus.RUNNING) {
        running.add(run.run().id());
      }
    }
    running.forEach(runs::release);
    commands.resumeDrains();
    auditor.begin(tested.findings());
  }

  private void noteBefore(Snapshot snapshot, Before before) {
    LeadershipRow former = snapshot.incidents().lastLeadership();
    boolean sameProcess = former != null && former.epoch() == before.lastLedEpoch();
    int underWay = 0;
    for (ExecutorId id : desk.state.executorsWithAttempts()) {
      underWay += desk.state.liveCount(id);
    }
    boolean changed = former != null && !former.isHandedOver() && !sameProcess;
    // Where another has led since, the answer that stayed away is a story of before its time.
    Unanswered unanswered = sameProcess ? before.unanswered() : null;
    if (unanswered != null || (before.storeAwaySince() != null && (sameProcess || changed))) {
      noteOutage(before, unanswered, snapshot.nextEventNumber(), changed ? former : null);
    } else if (changed) {
      desk.incidents.leaderChanged(
          former, died(former, before), before.firstAt(), desk.state.runCount(), underWay);
      before.peers().values().forEach(this::peerSeen);
    }
    desk.leadsSince = desk.instant();
    desk.record(
        new Fact.LeadershipChanged(
            new LeadershipRow(desk.epoch, desk.coordinator, desk.leadsSince, null, null)));
  }

  /**
   * The store stayed without an answer until this leadership began. That another led before it is a
   * consequence, told with the outage and not as an incident of its own.
   */
  private void noteOutage(
      Before before, Unanswered unanswered, long nextEventNumber, LeadershipRow former) {
    Fate fate = unanswered == null ? Fate.NOT_TOLD : unanswered.fate(nextEventNumber);
    boolean away = before.storeAwaySince() != null;
    boolean answerLost =
        switch (fate) {
          case CARRIED_OUT -> before.storeAwayMs() < LONG_AWAY_MS;
          case NOT_CARRIED_OUT -> false;
          case NOT_TOLD -> !away;
        };
    Instant since = unanswered == null ? before.storeAwaySince() : unanswered.at();
    String text =
        away
            ? "the store did not answer from " + since + " until now"
            : "a commit stayed without an answer at " + since + "; the store answers now";
    String had =
        switch (fate) {
          case CARRIED_OUT -> "; the commit that stayed without an answer had been carried out";
          case NOT_CARRIED_OUT -> "; the commit that stayed without an answer was not carried out";
          case NOT_TOLD -> "";
        };
    String led =
        former == null
            ? ""
            : "; "
                + former.coordinator()
                + ", which led under epoch "
                + former.epoch()
                + ", did not hand over";
    desk.incidents.storeWasAway(since, !answerLost, text + had + led);
  }

  private static boolean died(LeadershipRow former, Before before) {
    Input.PeerSeen seen = former == null ? null : before.peers().get(former.coordinator());
    return seen != null && seen.reach() == Input.PeerReach.DEAD;
  }

  /** What was seen of another coordinator; matters if that one led before us. */
  void peerSeen(Input.PeerSeen seen) {
    IncidentCause cause =
        switch (seen.reach()) {
          case DEAD -> IncidentCause.LEADER_PROCESS_DIED;
          case MUTE -> IncidentCause.LEADER_PAUSED;
          case UNREACHABLE -> IncidentCause.LEADER_HOST_UNREACHABLE;
          case ALIVE -> IncidentCause.LEADER_CUT_OFF;
        };
    desk.incidents.formerLeaderSeen(seen.coordinator(), cause, seen.detail());
  }

  /** Records that an executor had obeyed a higher epoch than the store knew. */
  void storeWentBack(long obeyedEpoch) {
    desk.event(
        Kind.STORE_WENT_BACK_IN_TIME,
        desk.coordinator,
        "an executor has obeyed epoch "
            + obeyedEpoch
            + ", the store knew a lower one: was it restored from a backup? Runs decided after"
            + " the backup are not in it");
    desk.incidents.storeWentBack(obeyedEpoch);
  }

  /** The commit that is given up without an answer. */
  Unanswered unanswered() {
    return desk.pipeline.unanswered(desk.instant());
  }

  /** Before each input of a step. */
  void begin(Now now, List<Effect> out) {
    desk.begin(now, out);
    if (now.nanos() - lastStepNanos > PAUSE_MS * Now.NANOS_PER_MS) {
      executors.weWerePaused();
      desk.incidents.wePaused((now.nanos() - lastStepNanos) / Now.NANOS_PER_MS);
    }
    lastStepNanos = now.nanos();
  }

  /**
   * What an executor says.
   *
   * @return false if its hello shows that the store has gone back in time
   */
  boolean fromExecutor(long link, String remoteAddress, ExecutorMessage message, Proof proof) {
    switch (message) {
      case ExecutorMessage.Hello hello -> {
        return executors.hello(link, remoteAddress, hello);
      }
      case ExecutorMessage.Heartbeat beat -> executors.heartbeat(link, beat, proof);
      case ExecutorMessage.Started started -> executors.started(link, started);
      case ExecutorMessage.Ended ended -> executors.ended(link, ended);
      case ExecutorMessage.StartRefused refused -> executors.startRefused(link, refused);
      case ExecutorMessage.Draining draining -> executors.draining(link, draining);
      case ExecutorMessage.Goodbye goodbye -> executors.goodbye(link, goodbye);
      case ExecutorMessage.LogChunk chunk -> {}
      case ExecutorMessage.ArtifactChunk chunk -> {}
    }
    return true;
  }

  /** An executor of that data directory is asked for a hello, and so hears of this epoch. */
  void told(String home) {
    executors.told(home);
  }

  void linkClosed(long link, String reason) {
    executors.linkClosed(link, reason);
  }

  void command(long request, Command command) {
    commands.carryOut(request, command);
  }

  /** Whether this is the commit in flight. */
  boolean awaits(long batch) {
    return desk.pipeline.awaits(batch);
  }

  /**
   * The batch is durable.
   *
   * @return when its commit was sent: proof that we led then
   */
  long committed(Instant storeTime) {
    long sentNanos = desk.pipeline.inFlightSentNanos();
    desk.scene.committed();
    desk.incidents.commitTook((desk.now().nanos() - sentNanos) / Now.NANOS_PER_MS);
    desk.pipeline.committed(desk.out());
    if (storeTime != null) {
      desk.clock.storeReading(desk.now(), sentNanos, storeTime);
    }
    return sentNanos;
  }

  /** Whether the commit in flight has had no answer for too long. */
  boolean commitTimedOut() {
    return desk.pipeline.isInFlight() && desk.now().nanos() >= commitDeadlineNanos();
  }

  private long commitDeadlineNanos() {
    return desk.pipeline.inFlightSentNanos() + desk.settings.requestTimeoutMs() * Now.NANOS_PER_MS;
  }

  /** After each input: timers, fires, placement, and the next commit. */
  void finish() {
    Now now = desk.now();
    executors.onTime(now);
    runs.onTime();
    cancels.onTime(now);
    if (desk.clock.takeStepSeen()) {
      desk.event(Kind.CLOCK_STEPPED, desk.coordinator, CLOCK_MOVED + "; fires are held");
      desk.incidents.clockStepped(CLOCK_MOVED);
    }
    if (desk.clock.takeSteadySeen()) {
      desk.event(
          Kind.CLOCK_STEADY,
          desk.coordinator,
          "readings agree; correction " + desk.clock.correctionMs() + " ms");
    }
    if (!commands.isSteppingDown()) {
      fires.onTime();
      placement.run();
      auditor.onTime();
    }
    desk.incidents.onTime();
    boolean probe = now.nanos() >= probeDueNanos();
    if (!desk.pipeline.isInFlight()) {
      desk.pipeline.pump(now, probe, desk.out());
      if (desk.pipeline.isInFlight()) {
        lastCommitSentNanos = now.nanos();
      }
    }
  }

  private long probeDueNanos() {
    long everyMs = desk.clock.isHeld() ? CLOCK_PROBE_MS : PROBE_MS;
    return lastCommitSentNanos + everyMs * Now.NANOS_PER_MS;
  }

  long nextWakeNanos() {
    long next = Math.min(executors.nextWakeNanos(), runs.nextWakeNanos());
    next = Math.min(next, cancels.nextWakeNanos());
    next = Math.min(next, desk.incidents.nextWakeNanos());
    if (!commands.isSteppingDown()) {
      next = Math.min(next, Math.min(fires.nextWakeNanos(), auditor.nextWakeNanos()));
    }
    long store = desk.pipeline.isInFlight() ? commitDeadlineNanos() : probeDueNanos();
    return Math.min(next, store);
  }

  /** Whether a hand-over was asked for and everything decided is durable. */
  boolean isReadyToStepDown() {
    return commands.isSteppingDown() && desk.pipeline.isQuiet();
  }

  /** Memory is given up: whoever waits is told that the answer is open. */
  void abandon(List<Effect> out) {
    desk.pipeline.abandon(out);
  }

  /** What an open commit answer is taken for. */
  StoreAnswer meaningOf(StoreAnswer answer) {
    return answer == StoreAnswer.UNKNOWN ? desk.rules.dropsMemoryOnUnknown() : answer;
  }
}

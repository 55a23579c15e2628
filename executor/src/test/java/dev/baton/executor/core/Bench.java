package dev.baton.executor.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.Trigger;
import dev.baton.common.time.Now;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.CoordinatorMessage.HeartbeatAck;
import dev.baton.common.wire.CoordinatorMessage.OutcomesAccepted;
import dev.baton.common.wire.CoordinatorMessage.Start;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.common.wire.CoordinatorMessage.Welcome;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.ExecutorMessage.Capacity;
import dev.baton.common.wire.ExecutorMessage.Heartbeat;
import dev.baton.common.wire.ExecutorMessage.Hello;
import dev.baton.common.wire.ExecutorMessage.Load;
import dev.baton.executor.core.ExecutorEffect.Dial;
import dev.baton.executor.core.ExecutorEffect.Send;
import dev.baton.executor.core.ExecutorEffect.WakeAt;
import dev.baton.executor.core.ExecutorInput.FromCoordinator;
import dev.baton.executor.core.ExecutorInput.LinkUp;
import dev.baton.executor.core.ExecutorInput.OutcomeJournalled;
import dev.baton.executor.core.ExecutorInput.TaskEnded;
import dev.baton.executor.core.ExecutorInput.TaskStarted;
import dev.baton.executor.core.ExecutorInput.Tick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An executor core with a clock to turn, and short words for what happens to it. */
final class Bench {
  static final String CLUSTER = "cluster-a";
  static final Incarnation SELF = new Incarnation("life-2");
  static final Incarnation BEFORE = new Incarnation("life-1");
  static final Capacity CAPACITY =
      new Capacity("default", SortedMaps.empty(), 2, List.of(), List.of(), "1", "host", 7);

  /** Heartbeats sent in this process life. */
  long beats;

  /** The link that was dialled last. */
  long link;

  /** When the core wishes to be woken, in milliseconds; -1 = no wish in the last step. */
  long wakeMs;

  final ExecutorCore core;
  private long ms;

  Bench() {
    this(new ExecutorRules(), "", 0, List.of(), List.of());
  }

  Bench(ExecutorRules rules) {
    this(rules, "", 0, List.of(), List.of());
  }

  Bench(
      ExecutorRules rules,
      String clusterId,
      long highestEpoch,
      List<Incarnation> ended,
      List<AttemptOutcome> journalled) {
    core =
        new ExecutorCore(
            new ExecutorIdentity(
                1, new ExecutorId("e1"), SELF, "home-1", CAPACITY, ended, clusterId, highestEpoch),
            ExecutorSettings.DEFAULT,
            rules,
            journalled);
  }

  long nowMs() {
    return ms;
  }

  static long nanos(long ms) {
    return ms * Now.NANOS_PER_MS;
  }

  /** The effects but for the wish to be woken. */
  List<ExecutorEffect> at(long atMs, ExecutorInput input) {
    ms = atMs;
    Now now = new Now(Instant.EPOCH.plusMillis(atMs), nanos(atMs));
    List<ExecutorEffect> effects = new ArrayList<>(core.step(now, input));
    wakeMs = -1;
    if (!effects.isEmpty() && effects.getLast() instanceof WakeAt wake) {
      wakeMs = wake.nanos() / Now.NANOS_PER_MS;
      effects.removeLast();
    }
    for (ExecutorEffect effect : effects) {
      if (effect instanceof Dial dial) {
        link = dial.link();
      }
      if (effect instanceof Send send && send.message() instanceof Heartbeat beat) {
        beats = beat.number();
      }
    }
    return effects;
  }

  List<ExecutorEffect> step(ExecutorInput input) {
    return at(ms, input);
  }

  List<ExecutorEffect> tickAt(long atMs) {
    return at(atMs, new Tick());
  }

  /** Ticks at each wish until that time; all effects. */
  List<ExecutorEffect> runUntil(long untilMs) {
    List<ExecutorEffect> all = new ArrayList<>(step(new Tick()));
    while (wakeMs >= 0 && wakeMs <= untilMs) {
      all.addAll(tickAt(wakeMs));
    }
    all.addAll(tickAt(untilMs));
    return all;
  }

  /** As runUntil, and a leader that answers each heartbeat with a grant. */
  List<ExecutorEffect> runUntilWithAnswers(long epoch, long untilMs) {
    List<ExecutorEffect> all = new ArrayList<>(step(new Tick()));
    while (wakeMs >= 0 && wakeMs <= untilMs) {
      long answered = beats;
      all.addAll(tickAt(wakeMs));
      if (beats > answered) {
        all.addAll(ack(epoch, 6_000));
      }
    }
    all.addAll(tickAt(untilMs));
    return all;
  }

  ExecutorInput answer(long epoch, long grantMs) {
    return new FromCoordinator(link, new HeartbeatAck(epoch, beats, grantMs));
  }

  List<ExecutorEffect> accepts(long epoch, AttemptId... attempts) {
    return hears(new OutcomesAccepted(epoch, List.of(attempts)));
  }

  List<ExecutorEffect> hears(CoordinatorMessage message) {
    return step(new FromCoordinator(link, message));
  }

  /** Dials and says hello; what was said. */
  Hello greet() {
    tickAt(ms);
    return said(step(new LinkUp(link)), Hello.class).getFirst();
  }

  static Welcome welcome(long epoch, AttemptId... kill) {
    return new Welcome(epoch, CLUSTER, 500, 6_000, List.of(kill));
  }

  /** Opens a link to the leader of that epoch; the first heartbeat is said and not answered. */
  void open(long epoch) {
    greet();
    hears(welcome(epoch));
  }

  /** Opens a link and gets a lease of 6 s. */
  void openWithLease(long epoch) {
    open(epoch);
    ack(epoch, 6_000);
  }

  List<ExecutorEffect> ack(long epoch, long grantMs) {
    return hears(new HeartbeatAck(epoch, beats, grantMs));
  }

  static AttemptId attempt(int run) {
    return new AttemptId(new RunId(run), "extract", 1);
  }

  static StartOrder order(AttemptId attempt, boolean leased) {
    return new StartOrder(
        attempt,
        new JobKey("weather", "report"),
        new FencingToken(1, attempt.number()),
        "key",
        leased,
        Trigger.SCHEDULE,
        null,
        new TaskAction.Shell("true"),
        SortedMaps.empty(),
        SortedMaps.empty(),
        null,
        Duration.ofSeconds(10));
  }

  static Start start(long epoch, AttemptId attempt) {
    return new Start(epoch, order(attempt, true));
  }

  /** A leased attempt that has said that it runs. */
  AttemptId running(long epoch, int run) {
    AttemptId attempt = attempt(run);
    hears(start(epoch, attempt));
    step(new TaskStarted(attempt, Instant.EPOCH));
    return attempt;
  }

  static AttemptOutcome outcome(AttemptId attempt) {
    return outcome(attempt, SELF, "ok");
  }

  static AttemptOutcome outcome(AttemptId attempt, Incarnation incarnation, String message) {
    return new AttemptOutcome(
        attempt,
        incarnation,
        Outcome.SUCCEEDED,
        0,
        message,
        SortedMaps.empty(),
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(1));
  }

  /** Ends and journals it; the effects of the journalling. */
  List<ExecutorEffect> endAndJournal(AttemptId attempt) {
    step(new TaskEnded(outcome(attempt)));
    return step(new OutcomeJournalled(attempt));
  }

  static <T extends ExecutorMessage> List<T> said(List<ExecutorEffect> effects, Class<T> type) {
    return only(effects, Send.class).stream()
        .map(Send::message)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  static <T extends ExecutorEffect> List<T> only(List<ExecutorEffect> effects, Class<T> type) {
    return effects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  static Load load(int running) {
    return new Load(-1, -1, -1, -1, running);
  }
}

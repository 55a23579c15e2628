package dev.baton.coordinator.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.JobKey;
import dev.baton.common.job.ExecutorSelector;
import dev.baton.common.job.JobSpec;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.RetryPolicy;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.Trigger;
import dev.baton.common.time.Now;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.WireVersion;
import dev.baton.coordinator.core.Input.Confirmation;
import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.Command.Actor;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.IncidentRecords;
import dev.baton.coordinator.core.state.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Steps a core by hand: a store that answers at once or when told to, and a clock that stands. */
final class CoreDriver {
  static final Actor ACTOR = new Actor("tester", "test", "");
  static final ElectionNode NODE = new ElectionNode("/election/n-1", "s1");
  static final Snapshot EMPTY =
      new Snapshot(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          IncidentRecords.NONE,
          1,
          1);

  final CoordinatorCore core;
  final List<Fact> committed = new ArrayList<>();
  final List<Effect> effects = new ArrayList<>();
  private final Queue<Batch> open = new ArrayDeque<>();
  private Instant wall = Instant.parse("2026-01-05T00:00:00Z");
  private long nanos = 1_000_000_000L;
  private long nextRequest = 1;
  private boolean storeAnswers = true;

  CoreDriver() {
    this(new SafetyRules());
  }

  CoreDriver(SafetyRules rules) {
    this(rules, CoreSettings.DEFAULT);
  }

  CoreDriver(SafetyRules rules, CoreSettings settings) {
    core = new CoordinatorCore("c1", settings, rules);
  }

  /** The usual settings with these limits. */
  static CoreSettings limits(
      int maxBatchFacts, int maxFiresPerStep, int maxQueuedRuns, int maxActiveRuns) {
    CoreSettings usual = CoreSettings.DEFAULT;
    return new CoreSettings(
        usual.leaseMs(),
        usual.driftMarginMs(),
        usual.heartbeatMs(),
        usual.suspectAfterBeats(),
        usual.resetGraceMs(),
        usual.reconnectGraceMs(),
        usual.requestTimeoutMs(),
        usual.raiseRetryMs(),
        usual.clockStepMs(),
        maxBatchFacts,
        maxFiresPerStep,
        usual.maxLosses(),
        maxQueuedRuns,
        maxActiveRuns,
        usual.maxRunsPerJob(),
        usual.retries());
  }

  Now now() {
    return new Now(wall, nanos);
  }

  /** Lets the store hold its answers until {@link #answerCommit}. */
  void holdCommits() {
    storeAnswers = false;
  }

  /** The opposite of {@link #holdCommits}. */
  void answerFromNowOn() {
    storeAnswers = true;
  }

  List<Effect> give(Input input) {
    List<Effect> out = core.step(now(), input);
    effects.addAll(out);
    for (Effect effect : out) {
      if (effect instanceof Effect.Commit(Batch batch)) {
        open.add(batch);
      }
    }
    while (storeAnswers && !open.isEmpty()) {
      answerCommit(StoreAnswer.OK);
    }
    return out;
  }

  void answerCommit(StoreAnswer answer) {
    Batch batch = open.remove();
    if (answer == StoreAnswer.OK) {
      committed.addAll(batch.facts());
    }
    give(
        new Input.CommitDone(
            batch.epoch(), batch.number(), answer, answer == StoreAnswer.OK ? wall : null));
  }

  boolean hasOpenCommit() {
    return !open.isEmpty();
  }

  CoreDriver lead() {
    return lead(EMPTY, 0);
  }

  CoreDriver lead(Snapshot snapshot, long epoch) {
    give(new Input.StoreHealth(true, ""));
    give(new Input.ElectionChanged(NODE, true));
    raise(snapshot, epoch);
    return this;
  }

  void raise(Snapshot snapshot, long epoch) {
    give(new Input.EpochRead(last(Effect.ReadEpoch.class).request(), StoreAnswer.OK, "k1", epoch));
    give(
        new Input.ElectionConfirmed(
            last(Effect.ConfirmElection.class).request(), Confirmation.FIRST));
    give(new Input.EpochRaised(last(Effect.RaiseEpoch.class).request(), StoreAnswer.OK));
    give(
        new Input.SnapshotLoaded(
            last(Effect.LoadSnapshot.class).request(), StoreAnswer.OK, snapshot, wall));
  }

  /** Moves both clocks on, in steps of 100 ms at most. */
  void pass(Duration time) {
    long left = time.toMillis();
    while (left > 0) {
      long step = Math.min(left, 100);
      wall = wall.plusMillis(step);
      nanos += step * Now.NANOS_PER_MS;
      left -= step;
      give(new Input.Tick());
    }
  }

  /** Time passes and nobody calls the core: the process stands still. */
  void sleep(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }

  void jumpWall(Duration by) {
    wall = wall.plus(by);
  }

  CommandResult command(Command command) {
    long request = nextRequest++;
    give(new Input.CommandGiven(request, command));
    return answer(request);
  }

  long commandWithoutAnswer(Command command) {
    long request = nextRequest++;
    give(new Input.CommandGiven(request, command));
    return request;
  }

  CommandResult answer(long request) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.Answer(long id, CommandResult result) && id == request) {
        return result;
      }
    }
    return null;
  }

  /** How often that was counted, in all. */
  long counted(Effect.Counter counter) {
    long sum = 0;
    for (Effect effect : effects) {
      if (effect instanceof Effect.Counted(Effect.Counter which, long by) && which == counter) {
        sum += by;
      }
    }
    return sum;
  }

  <T> T last(Class<T> type) {
    for (int i = effects.size() - 1; i >= 0; i--) {
      if (type.isInstance(effects.get(i))) {
        return type.cast(effects.get(i));
      }
    }
    throw new AssertionError("no " + type.getSimpleName() + " among " + effects);
  }

  <T extends CoordinatorMessage> List<T> sent(long link, Class<T> type) {
    List<T> found = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.Send(long to, CoordinatorMessage message)
          && to == link
          && type.isInstance(message)) {
        found.add(type.cast(message));
      }
    }
    return found;
  }

  void join(long link, String name, String incarnation) {
    give(new Input.LinkOpened(link, "127.0.0.1:" + link));
    hello(link, name, incarnation, "home-" + name, List.of(), List.of(), List.of());
    beat(link, 1);
  }

  void hello(
      long link,
      String name,
      String incarnation,
      String home,
      List<String> ended,
      List<AttemptId> running,
      List<AttemptOutcome> outcomes) {
    hello(link, name, incarnation, home, ended, 0, running, outcomes);
  }

  void hello(
      long link,
      String name,
      String incarnation,
      String home,
      List<String> ended,
      long highestEpoch,
      List<AttemptId> running,
      List<AttemptOutcome> outcomes) {
    give(
        new Input.FromExecutor(
            link,
            new ExecutorMessage.Hello(
                WireVersion.CURRENT,
                "",
                new ExecutorId(name),
                new Incarnation(incarnation),
                home,
                ended.stream().map(Incarnation::new).toList(),
                highestEpoch,
                capacity(),
                running,
                outcomes)));
  }

  static ExecutorMessage.Capacity capacity() {
    return new ExecutorMessage.Capacity(
        "default", SortedMaps.empty(), 4, List.of(), List.of(), "1", "host", 1);
  }

  void beat(long link, long epoch, AttemptId... running) {
    give(
        new Input.FromExecutor(
            link,
            new ExecutorMessage.Heartbeat(
                nanos, epoch, List.of(running), ExecutorMessage.Load.UNKNOWN)));
  }

  void ended(long link, AttemptId attempt, String incarnation, Outcome outcome) {
    give(
        new Input.FromExecutor(
            link, new ExecutorMessage.Ended(said(attempt, incarnation, outcome))));
  }

  AttemptOutcome said(AttemptId attempt, String incarnation, Outcome outcome) {
    return new AttemptOutcome(
        attempt,
        new Incarnation(incarnation),
        outcome,
        outcome == Outcome.SUCCEEDED ? 0 : 1,
        outcome.toString(),
        SortedMaps.empty(),
        wall,
        wall);
  }

  static TaskSpec task(String name, OnExecutorLoss onLoss, String... after) {
    return new TaskSpec(
        name,
        List.of(after),
        new TaskAction.Shell("true"),
        ExecutorSelector.ANY_OF_DEFAULT_GROUP,
        null,
        TaskSpec.DEFAULT_KILL_GRACE,
        RetryPolicy.NONE,
        onLoss,
        SortedMaps.empty());
  }

  static JobSpec job(
      String name, OverlapPolicy overlap, List<ScheduleSpec> schedules, TaskSpec... tasks) {
    return new JobSpec(
        new JobKey("test", name), "", SortedMaps.empty(), schedules, overlap, List.of(tasks));
  }

  void put(JobSpec spec) {
    command(new Command.PutJob(ACTOR, spec, spec.toString()));
  }

  CommandResult trigger(String job, String requestKey) {
    return command(
        new Command.TriggerRun(
            ACTOR, new JobKey("test", job), Trigger.MANUAL, requestKey, SortedMaps.empty()));
  }

  <T extends Fact> List<T> facts(Class<T> type) {
    return committed.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends Fact> T lastFact(Class<T> type) {
    return facts(type).getLast();
  }
}

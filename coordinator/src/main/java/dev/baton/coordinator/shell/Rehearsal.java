package dev.baton.coordinator.shell;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.Outcome;
import dev.baton.common.time.Now;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.ExecutorMessage.Capacity;
import dev.baton.common.wire.ExecutorMessage.Hello;
import dev.baton.common.wire.WireVersion;
import dev.baton.coordinator.core.CoordinatorCore;
import dev.baton.coordinator.core.Effect;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.core.Input.Confirmation;
import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.store.CoreStore;
import dev.baton.coordinator.store.CoreStore.EpochReading;
import dev.baton.coordinator.store.CoreStore.SnapshotReading;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A standby leads for practice now and then, so that its code is loaded and compiled when it has to
 * be quick. It reads the real hard state and hands it to a core of its own, whose effects are
 * answered here and reach nobody: nothing is raised, written or sent. Its commits go to the store's
 * practice, so that a session and its plans stand ready too.
 */
public final class Rehearsal implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);
  private static final long FIRST_AFTER_MS = 3_000;
  private static final long EVERY_MS = 60_000;

  /** One round loads the code, some more have it compiled. */
  private static final int FIRST_ROUNDS = 5;

  private static final int STEPS_A_ROUND = 200;
  private static final long STEP_MS = 50;
  private static final long LINK = 1;
  private static final Incarnation INCARNATION = new Incarnation("practice");

  private final Supplier<CoordinatorCore> newCore;
  private final CoreStore store;
  private final BooleanSupplier standsBy;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("rehearsal").daemon().factory());

  private int rounds;

  /**
   * @param newCore a core with empty memory
   * @param standsBy whether there is time for practice
   */
  public Rehearsal(Supplier<CoordinatorCore> newCore, CoreStore store, BooleanSupplier standsBy) {
    this.newCore = newCore;
    this.store = store;
    this.standsBy = standsBy;
  }

  public void start() {
    thread.scheduleWithFixedDelay(this::rehearse, FIRST_AFTER_MS, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void rehearse() {
    try {
      do {
        if (!standsBy.getAsBoolean() || !lead()) {
          return;
        }
        rounds++;
      } while (rounds < FIRST_ROUNDS);
    } catch (RuntimeException e) {
      log.warn("Practice failed; the same may happen when this coordinator has to lead", e);
    }
  }

  /** Answers whether the store answered and the practising core came to lead. */
  boolean lead() {
    EpochReading epoch = store.readEpoch();
    if (epoch.answer() != StoreAnswer.OK) {
      return false;
    }
    SnapshotReading snapshot = store.load(epoch.epoch());
    return snapshot.answer() == StoreAnswer.OK && new Practice(epoch, snapshot).run();
  }

  private final class Practice {
    private final EpochReading epoch;
    private final SnapshotReading snapshot;
    private final CoordinatorCore core = newCore.get();
    private final Deque<Input> inputs = new ArrayDeque<>();
    private final ElectionNode node = new ElectionNode("/practice", "0");
    private final Instant startedAt = Instant.now();
    private final CoreStore.Practice commits = store.practice();
    private long elapsedMs;
    private long beats;

    Practice(EpochReading epoch, SnapshotReading snapshot) {
      this.epoch = epoch;
      this.snapshot = snapshot;
    }

    boolean run() {
      inputs.add(new Input.StoreHealth(true, ""));
      inputs.add(new Input.ElectionChanged(node, true));
      for (int step = 0; step < STEPS_A_ROUND && standsBy.getAsBoolean(); step++) {
        elapsedMs += inputs.isEmpty() ? STEP_MS : 0;
        Input next = inputs.isEmpty() ? new Input.Tick() : inputs.poll();
        Now now = new Now(startedAt.plusMillis(elapsedMs), elapsedMs * Now.NANOS_PER_MS);
        core.step(now, next).forEach(this::answer);
      }
      return core.phase().startsWith("LEADING");
    }

    private void answer(Effect effect) {
      switch (effect) {
        case Effect.ReadEpoch(long request) ->
            inputs.add(
                new Input.EpochRead(request, StoreAnswer.OK, epoch.clusterId(), epoch.epoch()));
        case Effect.ConfirmElection(long request, ElectionNode _) ->
            inputs.add(new Input.ElectionConfirmed(request, Confirmation.FIRST));
        case Effect.RaiseEpoch raise ->
            inputs.add(new Input.EpochRaised(raise.request(), StoreAnswer.OK));
        case Effect.LoadSnapshot(long request, long _) -> {
          inputs.add(
              new Input.SnapshotLoaded(
                  request, StoreAnswer.OK, snapshot.snapshot(), startedAt.plusMillis(elapsedMs)));
          inputs.add(new Input.LinkOpened(LINK, "practice"));
          inputs.add(new Input.FromExecutor(LINK, hello()));
        }
        case Effect.Commit commit -> {
          commits.commit(commit.batch());
          inputs.add(
              new Input.CommitDone(
                  commit.batch().epoch(),
                  commit.batch().number(),
                  StoreAnswer.OK,
                  startedAt.plusMillis(elapsedMs)));
        }
        case Effect.Send(long _, CoordinatorMessage message) -> obey(message);
        case Effect.Stand _,
            Effect.Withdraw _,
            Effect.Publish _,
            Effect.CloseLink _,
            Effect.Answer _,
            Effect.WakeAt _,
            Effect.RoleChanged _,
            Effect.Counted _,
            Effect.Note _,
            Effect.Unfit _ -> {}
      }
    }

    private void obey(CoordinatorMessage message) {
      switch (message) {
        case CoordinatorMessage.Welcome welcome -> say(heartbeat(welcome.epoch()));
        case CoordinatorMessage.Start(long epoch, CoordinatorMessage.StartOrder order) -> {
          Instant at = startedAt.plusMillis(elapsedMs);
          say(new ExecutorMessage.Started(order.attempt(), at));
          say(heartbeat(epoch));
          say(
              new ExecutorMessage.Ended(
                  new AttemptOutcome(
                      order.attempt(),
                      INCARNATION,
                      Outcome.SUCCEEDED,
                      0,
                      "",
                      SortedMaps.empty(),
                      at,
                      at,
                      true)));
        }
        case CoordinatorMessage.HelloRequest _,
            CoordinatorMessage.HeartbeatAck _,
            CoordinatorMessage.Cancel _,
            CoordinatorMessage.OutcomesAccepted _,
            CoordinatorMessage.LogAccepted _,
            CoordinatorMessage.ArtifactAccepted _,
            CoordinatorMessage.NotLeader _,
            CoordinatorMessage.Refused _ -> {}
      }
    }

    private void say(ExecutorMessage message) {
      inputs.add(new Input.FromExecutor(LINK, message));
    }

    private ExecutorMessage.Heartbeat heartbeat(long ofEpoch) {
      return new ExecutorMessage.Heartbeat(
          ++beats, ofEpoch, List.of(), ExecutorMessage.Load.UNKNOWN);
    }

    private Hello hello() {
      Capacity capacity =
          new Capacity("default", SortedMaps.empty(), 1, List.of(), List.of(), "practice", "", 0);
      return new Hello(
          WireVersion.CURRENT,
          epoch.clusterId(),
          new ExecutorId("practice"),
          INCARNATION,
          "practice",
          List.of(),
          0,
          capacity,
          List.of(),
          List.of());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

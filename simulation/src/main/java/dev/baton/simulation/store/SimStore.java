package dev.baton.simulation.store;

import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Snapshot;
import dev.baton.simulation.check.Witness;
import dev.baton.simulation.net.SimNet;
import dev.baton.simulation.store.StoreFaults.Fate;
import dev.baton.simulation.world.Host;
import dev.baton.simulation.world.Life;
import dev.baton.simulation.world.Rand;
import dev.baton.simulation.world.World;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The relational store: each call is done at one moment, or not at all. Calls may be slow, stay
 * without answer, be done although the answer was lost, or be done after the caller gave up.
 */
public final class SimStore {
  public static final String CLUSTER_ID = "simulated-cluster";

  /** How long a caller may wait for an answer that says nothing. */
  private static final long MAX_SILENCE_NANOS = 2_500 * World.MS;

  private static final long MAX_LATE_NANOS = 6 * World.SECOND;

  private final World world;
  private final SimNet net;
  private final Host host;
  private final Witness witness;
  private final Rand rand;
  private final StoreFaults faults = new StoreFaults();
  private final boolean raiseOverwrites;
  private final boolean commitsUnfenced;
  private StoreRows rows = new StoreRows();
  private long epoch;
  private String leader = "";
  private StoreRows backup;
  private long backupEpoch;
  private int restores;

  /** An answer with what was read; the rest is meaningless unless OK. */
  public record Reading(StoreAnswer answer, long epoch, Snapshot snapshot, Instant storeTime) {
    private static final Reading UNKNOWN = new Reading(StoreAnswer.UNKNOWN, 0, null, null);

    private static Reading of(StoreAnswer answer) {
      return new Reading(answer, 0, null, null);
    }
  }

  /**
   * @param raiseOverwrites a planted bug: a raise does not compare
   * @param commitsUnfenced a planted bug: a commit does not check the epoch
   */
  public SimStore(
      World world,
      SimNet net,
      Host host,
      Witness witness,
      boolean raiseOverwrites,
      boolean commitsUnfenced) {
    this.world = world;
    this.net = net;
    this.host = host;
    this.witness = witness;
    this.rand = world.rand("store");
    this.raiseOverwrites = raiseOverwrites;
    this.commitsUnfenced = commitsUnfenced;
  }

  public StoreFaults faults() {
    return faults;
  }

  public Host host() {
    return host;
  }

  /** What is written now. */
  public StoreRows rows() {
    return rows;
  }

  public long epoch() {
    return epoch;
  }

  /** The process that raised last. */
  public String leader() {
    return leader;
  }

  /** The store's clock now: the true one. */
  public Instant clock() {
    return host.clock().wall(world.now());
  }

  public void readEpoch(Life caller, Consumer<Reading> answer) {
    call(caller, () -> new Reading(StoreAnswer.OK, epoch, null, clock()), answer);
  }

  public void raise(Life caller, long from, long to, Consumer<Reading> answer) {
    call(caller, () -> raised(caller.name(), from, to), answer);
  }

  public void load(Life caller, long underEpoch, Consumer<Reading> answer) {
    call(caller, () -> loaded(caller.name(), underEpoch), answer);
  }

  public void commit(Life caller, Batch batch, Consumer<Reading> answer) {
    call(caller, () -> committed(caller.name(), batch), answer);
  }

  /** Any other read; {@code null} where the store does not answer. */
  public <T> void read(Life caller, Supplier<T> question, Consumer<T> answer) {
    Object[] result = new Object[1];
    call(
        caller,
        () -> {
          result[0] = question.get();
          return new Reading(StoreAnswer.OK, epoch, null, clock());
        },
        reading -> {
          @SuppressWarnings("unchecked")
          T read = reading.answer() == StoreAnswer.OK ? (T) result[0] : null;
          answer.accept(read);
        });
  }

  private Reading raised(String life, long from, long to) {
    if (epoch != from && !raiseOverwrites) {
      return Reading.of(StoreAnswer.FENCED);
    }
    long before = epoch;
    epoch = to;
    leader = life;
    world.trace().line(() -> "store: " + life + " raises " + before + " to " + to);
    witness.epochRaised(life, before, to);
    return new Reading(StoreAnswer.OK, epoch, null, clock());
  }

  private Reading loaded(String life, long underEpoch) {
    if (underEpoch != epoch) {
      return Reading.of(StoreAnswer.FENCED);
    }
    witness.snapshotRead(life, epoch);
    return new Reading(StoreAnswer.OK, epoch, rows.snapshot(), clock());
  }

  private Reading committed(String life, Batch batch) {
    if (batch.epoch() != epoch && !commitsUnfenced) {
      world.trace().line(() -> "store: fenced batch " + batch.number() + " of " + life);
      return Reading.of(StoreAnswer.FENCED);
    }
    Object conflict = rows.conflict(batch);
    if (conflict != null) {
      world.trace().line(() -> "store: conflict of " + life + " on " + conflict);
      witness.conflicted(life, conflict);
      return Reading.of(StoreAnswer.CONFLICT);
    }
    if (!batch.facts().isEmpty()) {
      world.trace().line(() -> "store: commits " + life + " " + batch);
    }
    witness.commitBegins(life, batch, epoch);
    for (Fact fact : batch.facts()) {
      witness.factWritten(batch, fact, rows);
      rows.apply(fact);
    }
    witness.committed(life, batch, rows);
    return new Reading(StoreAnswer.OK, epoch, null, clock());
  }

  private void call(Life caller, Supplier<Reading> work, Consumer<Reading> answer) {
    boolean unreachable = net.path(caller.host(), host).isCut();
    Fate fate = faults.fate(rand, unreachable);
    long there = net.path(caller.host(), host).delay() + faults.workNanos(rand);
    int connection = restores;
    switch (fate) {
      case ANSWERED -> world.after(there, () -> answer(caller, work(connection, work), answer));
      case DONE_UNANSWERED ->
          world.after(
              there,
              () -> {
                var _ = work(connection, work);
                silence(caller, answer);
              });
      case NOT_DONE -> silence(caller, answer);
      case DONE_LATE -> {
        silence(caller, answer);
        doLate(connection, work);
      }
    }
  }

  /** Nothing that was asked before a restore is done after it. */
  private Reading work(int connection, Supplier<Reading> work) {
    return connection == restores ? work.get() : Reading.UNKNOWN;
  }

  private void answer(Life caller, Reading reading, Consumer<Reading> answer) {
    if (net.path(host, caller.host()).isCut() || faults.isAway()) {
      silence(caller, answer);
    } else {
      caller.after(net.path(host, caller.host()).delay(), () -> answer.accept(reading));
    }
  }

  /** The caller is told at some time that nothing is known, or is never told anything. */
  private void silence(Life caller, Consumer<Reading> answer) {
    if (!rand.oneIn(3)) {
      long nanos = rand.oneIn(2) ? rand.below((int) (5 * World.MS)) : silenceNanos();
      caller.after(nanos, () -> answer.accept(Reading.UNKNOWN));
    }
  }

  private long silenceNanos() {
    return rand.between(World.MS, MAX_SILENCE_NANOS);
  }

  private void doLate(int connection, Supplier<Reading> work) {
    world.after(
        rand.exponential(World.SECOND, MAX_LATE_NANOS),
        () -> {
          if (faults.isAway()) {
            doLate(connection, work);
          } else {
            var _ = work(connection, work);
          }
        });
  }

  /** Keeps what is written now. */
  public void backUp() {
    backup = rows.copy();
    backupEpoch = epoch;
  }

  /**
   * The backup is put back, and nobody is connected any more: everything that was written since is
   * gone, the epoch too.
   */
  public void restore() {
    world.trace().line(() -> "store: restored from a backup of epoch " + backupEpoch);
    restores++;
    rows = backup.copy();
    epoch = backupEpoch;
    witness.wentBack(rows, epoch);
  }
}

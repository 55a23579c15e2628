package dev.baton.simulation.check;

import dev.baton.common.id.Incarnation;
import dev.baton.common.time.Now;
import dev.baton.common.wire.CoordinatorMessage.HeartbeatAck;
import dev.baton.common.wire.ExecutorMessage.Heartbeat;
import dev.baton.executor.core.ExecutorEffect;
import dev.baton.executor.core.ExecutorInput;
import dev.baton.simulation.node.ExecutorLife;
import dev.baton.simulation.store.StoreRows;
import dev.baton.simulation.world.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * A coordinator's side of leases: none that was granted under an epoch lasts longer than a lease
 * and the drift margin after the next epoch was raised.
 */
public final class LeaseBoundChecker implements Witness {
  private static final String NAME = "lease bound";

  private final LongSupplier trueNanos;
  private final long boundNanos;
  private final Map<Incarnation, Map<Long, Long>> beats = new HashMap<>();

  /** By epoch: the lease that lasts longest, in true time. */
  private final TreeMap<Long, Lease> longest = new TreeMap<>();

  /** By epoch: the process that raised it. */
  private final TreeMap<Long, String> raisedBy = new TreeMap<>();

  /** By epoch: when another process raised a later one, in true time. */
  private final TreeMap<Long, Long> deposed = new TreeMap<>();

  private record Lease(ExecutorLife holder, long untilNanos) {}

  public LeaseBoundChecker(LongSupplier trueNanos, long leaseMs, long driftMarginMs) {
    this.trueNanos = trueNanos;
    this.boundNanos = (leaseMs + driftMarginMs) * World.MS;
  }

  @Override
  public void executorDoes(ExecutorLife who, ExecutorEffect effect) {
    if (effect instanceof ExecutorEffect.Send send && send.message() instanceof Heartbeat beat) {
      beats
          .computeIfAbsent(who.incarnation(), key -> new HashMap<>())
          .put(beat.number(), who.life().monotonic());
    }
  }

  @Override
  public void executorHears(ExecutorLife who, Now now, ExecutorInput input) {
    if (input instanceof ExecutorInput.FromCoordinator from
        && from.message() instanceof HeartbeatAck ack
        && ack.grantMs() > 0) {
      Map<Long, Long> own = beats.get(who.incarnation());
      Long sent = own == null ? null : own.get(ack.number());
      if (sent != null) {
        long until = who.life().host().clock().trueNanosAt(sent + ack.grantMs() * World.MS);
        granted(ack.epoch(), new Lease(who, until));
      }
    }
  }

  private void granted(long epoch, Lease lease) {
    Lease before = longest.get(epoch);
    if (before == null || before.untilNanos() < lease.untilNanos()) {
      longest.put(epoch, lease);
      check(epoch);
    }
  }

  private void check(long epoch) {
    Lease lease = longest.get(epoch);
    Long raised = deposed.get(epoch);
    if (lease != null && raised != null && lease.untilNanos() > raised + boundNanos) {
      throw new Violation(
          NAME,
          lease.holder()
              + " has a lease of epoch "
              + epoch
              + " that lasts "
              + (lease.untilNanos() - raised) / World.MS
              + " ms after the next epoch was raised");
    }
  }

  @Override
  public void epochRaised(String life, long from, long to) {
    raisedBy.put(to, life);
    for (var before : List.copyOf(raisedBy.headMap(to).entrySet())) {
      // A process that raises anew goes on granting under its former epoch until it knows.
      boolean another = !before.getValue().equals(life);
      if (another && deposed.putIfAbsent(before.getKey(), trueNanos.getAsLong()) == null) {
        check(before.getKey());
      }
    }
  }

  @Override
  public void wentBack(StoreRows rows, long epoch) {
    // Epochs are given out again: what was said of them holds no more.
    longest.clear();
    raisedBy.clear();
    deposed.clear();
  }
}

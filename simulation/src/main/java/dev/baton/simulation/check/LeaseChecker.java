package dev.baton.simulation.check;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.time.Now;
import dev.baton.common.wire.CoordinatorMessage.Cancel;
import dev.baton.common.wire.CoordinatorMessage.HeartbeatAck;
import dev.baton.common.wire.CoordinatorMessage.Start;
import dev.baton.common.wire.CoordinatorMessage.Welcome;
import dev.baton.common.wire.ExecutorMessage.Heartbeat;
import dev.baton.executor.core.ExecutorEffect;
import dev.baton.executor.core.ExecutorEffect.EndReason;
import dev.baton.executor.core.ExecutorInput;
import dev.baton.simulation.node.ExecutorLife;
import dev.baton.simulation.task.Tree;
import dev.baton.simulation.world.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An executor's side of leases: they run from the sending of the heartbeat and no longer than
 * granted; starts are obeyed only within a lease of their own epoch; nothing is obeyed of an epoch
 * that was over already; leased trees do not outlive the lease.
 */
public final class LeaseChecker implements Witness {
  private static final String NAME = "lease";

  /** What a guard may need to end a tree by force. */
  private static final long FORCE_NANOS = 60 * World.MS;

  private final Map<Incarnation, Holder> holders = new HashMap<>();
  private final Map<String, Long> welcomedEpochs = new HashMap<>();

  private static final class Holder {
    final Map<Long, Long> beats = new HashMap<>();
    final TreeMap<Long, Long> granted = new TreeMap<>();
    final Map<AttemptId, Long> starts = new HashMap<>();
    final Set<AttemptId> canceled = new HashSet<>();
    long presentLink = -1;
    long allowed = Long.MIN_VALUE;
    long until = Long.MIN_VALUE;
  }

  private Holder holder(ExecutorLife who) {
    return holders.computeIfAbsent(who.incarnation(), key -> new Holder());
  }

  @Override
  public void executorHears(ExecutorLife who, Now now, ExecutorInput input) {
    if (!(input instanceof ExecutorInput.FromCoordinator from)) {
      return;
    }
    Holder holder = holder(who);
    long welcomed = welcomedEpochs.getOrDefault(who.home(), 0L);
    if (from.message() instanceof HeartbeatAck ack && ack.epoch() >= welcomed) {
      Long sent = holder.beats.get(ack.number());
      if (sent != null && ack.grantMs() > 0) {
        long until = sent + ack.grantMs() * World.MS;
        holder.granted.merge(ack.epoch(), until, Math::max);
        holder.allowed = Math.max(holder.allowed, until);
      }
    } else if (from.message() instanceof Welcome welcome && from.link() == holder.presentLink) {
      welcomedEpochs.merge(who.home(), welcome.epoch(), Math::max);
    } else if (from.message() instanceof Cancel cancel && cancel.epoch() >= welcomed) {
      holder.canceled.add(cancel.attempt());
    } else if (from.message() instanceof Start start) {
      boolean live =
          start.epoch() >= welcomed
              && holder.granted.getOrDefault(start.epoch(), Long.MIN_VALUE) > now.nanos();
      if (live) {
        holder.starts.put(start.order().attempt(), start.epoch());
      } else {
        holder.starts.putIfAbsent(start.order().attempt(), -start.epoch());
      }
    }
  }

  @Override
  public void executorDoes(ExecutorLife who, ExecutorEffect effect) {
    Holder holder = holder(who);
    if (effect instanceof ExecutorEffect.Send send && send.message() instanceof Heartbeat beat) {
      holder.beats.put(beat.number(), who.life().monotonic());
    } else if (effect instanceof ExecutorEffect.Dial dial) {
      holder.presentLink = dial.link();
    } else if (effect instanceof ExecutorEffect.LeaseExtended extended) {
      if (extended.untilNanos() > holder.allowed) {
        throw new Violation(
            NAME,
            who + " holds a lease until " + extended.untilNanos() + ", granted " + holder.granted);
      }
      holder.until = Math.max(holder.until, extended.untilNanos());
    } else if (effect instanceof ExecutorEffect.EndTask end && end.why() == EndReason.CANCELED) {
      if (!holder.canceled.contains(end.attempt())) {
        throw new Violation(NAME, who + " obeys a cancel of an epoch that is over: " + end);
      }
    } else if (effect instanceof ExecutorEffect.StartTask start) {
      Long epoch = holder.starts.get(start.order().attempt());
      if (epoch == null || epoch < 0) {
        throw new Violation(
            NAME,
            who
                + " obeys the start of "
                + start.order().attempt()
                + (epoch == null ? ", never asked" : " of epoch " + -epoch)
                + ", its leases are "
                + holder.granted
                + " and it is "
                + who.life().monotonic());
      }
    }
  }

  @Override
  public void treeEnded(Tree tree) {
    if (tree.leased()) {
      long now = tree.executor().life().monotonic();
      long until = holder(tree.executor()).until;
      if (now > until + FORCE_NANOS && now > startedMonotonic(tree) + FORCE_NANOS) {
        throw new Violation(NAME, tree + " outlived its lease by " + (now - until) + " ns");
      }
    }
  }

  private static long startedMonotonic(Tree tree) {
    return tree.executor().life().host().clock().monotonic(tree.startedNanos());
  }
}

package dev.baton.simulation.check;

import dev.baton.common.time.Now;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.coordinator.core.Effect;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.simulation.store.StoreRows;
import dev.baton.simulation.world.World;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Epochs only grow; each belongs to one process, and only it writes and speaks under it; it begins
 * with all that was written before; and it raises above any epoch that an executor has obeyed.
 */
public final class EpochChecker implements Witness {
  private static final String NAME = "epochs";

  private final TreeMap<Long, String> raisedBy = new TreeMap<>();
  private final Map<String, Long> writtenWhenRead = new HashMap<>();
  private final Map<String, Long> leads = new HashMap<>();
  private final Map<String, Higher> higher = new HashMap<>();
  private long highest;
  private long firstOf;
  private long written;

  /** An executor has told a leader of a higher epoch. */
  private record Higher(long epoch, long nanos) {}

  @Override
  public void epochRaised(String life, long from, long to) {
    if (to <= highest) {
      throw new Violation(
          NAME, life + " raises to " + to + ", and there was " + highest + " before");
    }
    highest = to;
    raisedBy.put(to, life);
  }

  @Override
  public void commitBegins(String life, Batch batch, long storeEpoch) {
    if (batch.epoch() != storeEpoch || !life.equals(raisedBy.get(storeEpoch))) {
      throw new Violation(
          NAME,
          life
              + " writes under epoch "
              + batch.epoch()
              + ", and "
              + raisedBy.get(storeEpoch)
              + " leads under "
              + storeEpoch);
    }
    if (firstOf != storeEpoch) {
      firstOf = storeEpoch;
      Long read = writtenWhenRead.get(life);
      if (read == null || read != written) {
        throw new Violation(
            NAME, life + " begins with batch " + read + " of the store, and there are " + written);
      }
    }
    written += batch.facts().isEmpty() ? 0 : 1;
  }

  @Override
  public void snapshotRead(String life, long epoch) {
    writtenWhenRead.put(life, written);
  }

  @Override
  public void coordinatorHears(String life, Now now, Input input) {
    if (input instanceof Input.FromExecutor from
        && from.message() instanceof ExecutorMessage.Hello hello
        && leads.containsKey(life)
        && hello.highestEpoch() > leads.get(life)) {
      higher.put(life, new Higher(hello.highestEpoch(), now.nanos()));
    }
    if (higher.containsKey(life) && now.nanos() - higher.get(life).nanos() > World.SECOND) {
      higher.remove(life);
    }
  }

  @Override
  public void coordinatorDoes(String life, Effect effect) {
    if (effect instanceof Effect.Send send) {
      CoordinatorMessage message = send.message();
      String owner = raisedBy.get(message.epoch());
      if (message.epoch() > 0 && !life.equals(owner)) {
        throw new Violation(NAME, life + " speaks under the epoch of " + owner + ": " + message);
      }
    } else if (effect instanceof Effect.RoleChanged changed) {
      if (changed.role() == Role.LEADER) {
        leads.put(life, changed.epoch());
      } else {
        leads.remove(life);
      }
    } else if (effect instanceof Effect.RaiseEpoch raise) {
      Higher obeyed = higher.remove(life);
      if (obeyed != null && raise.to() <= obeyed.epoch()) {
        throw new Violation(
            NAME,
            life + " raises to " + raise.to() + ", and an executor has obeyed " + obeyed.epoch());
      }
    }
  }

  @Override
  public void wentBack(StoreRows rows, long epoch) {
    highest = epoch;
    firstOf = 0;
    writtenWhenRead.clear();
  }
}

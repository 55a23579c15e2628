package dev.baton.coordinator.store;

import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.state.Snapshot;
import java.time.Instant;
import java.util.List;

/**
 * Hard state, written under an epoch. Methods block and never throw for what a database can do: an
 * answer that is open is UNKNOWN. One writer thread calls commit; other methods may be called from
 * others. A call that is late may still take effect after the caller gave up: the epoch check makes
 * that safe.
 */
public interface CoreStore extends AutoCloseable {
  /**
   * The epoch now, the cluster id that the first start made, and whether the store has its keys.
   */
  EpochReading readEpoch();

  /**
   * Compare-and-set of the epoch. On OK the former leader's store session has been ended, so that
   * no lock of it is left.
   */
  StoreAnswer raise(long from, long to, String coordinator, ElectionNode node);

  /** All hard state, read in one transaction that also checks the epoch. */
  SnapshotReading load(long epoch);

  /**
   * Writes the batch in one round trip with the epoch check; FENCED and CONFLICT write nothing. A
   * batch without facts only checks the epoch and reads the clock.
   */
  CommitReading commit(Batch batch);

  /**
   * A leadership for practice: takes batches as {@link #commit} does and writes nothing, so that
   * session, statements and plans are ready when the next raise needs them. For one thread that is
   * not in a hurry, of a process that does not lead.
   */
  Practice practice();

  /** Whether the store answers a trivial question within its time-out. */
  boolean answers();

  @Override
  void close();

  /** What a practice does with its batches; never throws for what a database can do. */
  interface Practice {
    void commit(Batch batch);
  }

  /**
   * All but the answer is meaningless unless OK.
   *
   * @param missingKeys unique keys that the protocol relies on and the store does not have
   */
  record EpochReading(StoreAnswer answer, String clusterId, long epoch, List<String> missingKeys) {
    public EpochReading {
      missingKeys = List.copyOf(missingKeys);
    }

    /** No answer. */
    public static EpochReading unknown() {
      return new EpochReading(StoreAnswer.UNKNOWN, "", 0, List.of());
    }
  }

  /** {@code snapshot} is null unless OK. */
  record SnapshotReading(StoreAnswer answer, Snapshot snapshot, Instant storeTime) {}

  /**
   * {@code storeTime} is null unless OK.
   *
   * @param detail for the log of this process: what the database said; empty when OK
   */
  record CommitReading(StoreAnswer answer, Instant storeTime, String detail) {}
}

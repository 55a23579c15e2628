package dev.baton.coordinator.store.fold;

import dev.baton.common.id.RunId;
import dev.baton.common.run.RunStatus;
import java.util.BitSet;

/**
 * Which of {@link #SIZE} neighbouring runs are active, FAILED or CANCELED: one bit each. With these
 * rows a new leader finds the active runs among millions that ended, and a screen the failed ones,
 * without an index on the status (an index on a column that changes would cost a quarter of the
 * write rate). Not changed once it is in {@link RunBlocks}.
 */
public final class RunBlock {
  /** Runs in one block. */
  public static final int SIZE = 1_024;

  private final long number;
  private final BitSet active;
  private final BitSet failed;
  private final BitSet canceled;

  private RunBlock(long number, BitSet active, BitSet failed, BitSet canceled) {
    this.number = number;
    this.active = active;
    this.failed = failed;
    this.canceled = canceled;
  }

  /** As stored; null stands for no bit at all. */
  public static RunBlock of(long number, byte[] active, byte[] failed, byte[] canceled) {
    return new RunBlock(number, bits(active), bits(failed), bits(canceled));
  }

  public static long numberOf(RunId run) {
    return run.value() / SIZE;
  }

  public long number() {
    return number;
  }

  /** Null for no bit at all. */
  public byte[] activeBytes() {
    return bytes(active);
  }

  public byte[] failedBytes() {
    return bytes(failed);
  }

  public byte[] canceledBytes() {
    return bytes(canceled);
  }

  public boolean hasActive() {
    return !active.isEmpty();
  }

  public boolean isActive(RunId run) {
    return active.get(bitOf(run));
  }

  /**
   * Ids of runs in this block whose status is one of those asked for, in growing order.
   *
   * @param anyActive QUEUED or RUNNING
   */
  public long[] runs(boolean anyActive, boolean anyFailed, boolean anyCanceled) {
    BitSet found = new BitSet();
    if (anyActive) {
      found.or(active);
    }
    if (anyFailed) {
      found.or(failed);
    }
    if (anyCanceled) {
      found.or(canceled);
    }
    return found.stream().mapToLong(bit -> number * SIZE + bit).toArray();
  }

  static RunBlock empty(long number) {
    return new RunBlock(number, new BitSet(), new BitSet(), new BitSet());
  }

  RunBlock copy() {
    return new RunBlock(
        number, (BitSet) active.clone(), (BitSet) failed.clone(), (BitSet) canceled.clone());
  }

  /** Only on a copy that nobody else holds. */
  void put(RunId run, RunStatus status) {
    int bit = bitOf(run);
    active.set(bit, !status.isEnd());
    failed.set(bit, status == RunStatus.FAILED);
    canceled.set(bit, status == RunStatus.CANCELED);
  }

  private static int bitOf(RunId run) {
    return (int) (run.value() % SIZE);
  }

  private static BitSet bits(byte[] bytes) {
    return bytes == null ? new BitSet() : BitSet.valueOf(bytes);
  }

  private static byte[] bytes(BitSet bits) {
    return bits.isEmpty() ? null : bits.toByteArray();
  }
}

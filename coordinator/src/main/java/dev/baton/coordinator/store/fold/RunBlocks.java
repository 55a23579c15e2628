package dev.baton.coordinator.store.fold;

import dev.baton.common.id.RunId;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * The writer's copy of the stored blocks that may still change: those with active runs, and the
 * newest. Read from the store after each raise; moved on only by batches that are known to be
 * written. One thread.
 */
public final class RunBlocks {
  private final TreeMap<Long, RunBlock> blocks = new TreeMap<>();

  /**
   * @param stored blocks with active runs, and the newest block
   */
  public RunBlocks(Collection<RunBlock> stored) {
    stored.forEach(block -> blocks.put(block.number(), block));
  }

  public boolean isActive(RunId run) {
    RunBlock block = blocks.get(RunBlock.numberOf(run));
    return block != null && block.isActive(run);
  }

  /** Takes over the blocks of a batch that has been written. */
  public void install(List<RunBlock> written) {
    written.forEach(block -> blocks.put(block.number(), block));
    if (!blocks.isEmpty()) {
      blocks.headMap(blocks.lastKey()).values().removeIf(block -> !block.hasActive());
    }
  }

  /**
   * A copy to change.
   *
   * @throws BrokenBatchException if the block is behind the newest and not known: run ids only grow
   */
  RunBlock copyOf(long number) {
    RunBlock known = blocks.get(number);
    if (known != null) {
      return known.copy();
    }
    if (!blocks.isEmpty() && number < blocks.lastKey()) {
      throw new BrokenBatchException(
          "a new run in block " + number + " of run ids, behind the newest " + blocks.lastKey());
    }
    return RunBlock.empty(number);
  }
}

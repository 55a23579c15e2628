package dev.baton.coordinator.store.sql;

import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.store.fold.BatchRows;
import dev.baton.coordinator.store.fold.BrokenBatchException;
import dev.baton.coordinator.store.fold.Fold;
import dev.baton.coordinator.store.fold.RunBlocks;
import java.time.Instant;
import java.util.List;

/**
 * Makes the writes of each batch, and keeps what that takes: the run blocks as this leadership has
 * left them. They are read again after every raise and after every commit whose effect is not
 * known. While the epoch in the store is ours nobody else moves them; when it is not, the commit is
 * fenced.
 */
public final class CommitPlans {
  private final Database database;
  private RunBlocks blocks;
  private long epochOfBlocks;

  public CommitPlans(Database database) {
    this.database = database;
  }

  /** What one batch writes. */
  public static final class Plan {
    private final RunBlocks blocks;
    private final BatchRows rows;
    private final List<Write<?>> writes;

    private Plan(RunBlocks blocks, BatchRows rows, List<Write<?>> writes) {
      this.blocks = blocks;
      this.rows = rows;
      this.writes = writes;
    }

    public List<Write<?>> writes() {
      return writes;
    }
  }

  /**
   * @throws BrokenBatchException if the batch can't be right
   * @throws dev.baton.coordinator.store.StoreException if the blocks cannot be read
   */
  public synchronized Plan plan(Batch batch) {
    if (blocks == null || epochOfBlocks != batch.epoch()) {
      blocks = new RunBlocks(database.read(SnapshotReader::changingBlocks));
      epochOfBlocks = batch.epoch();
    }
    BatchRows rows = Fold.fold(batch, blocks);
    return new Plan(blocks, rows, BatchWrites.of(batch, rows, Instant.now()));
  }

  /** The batch is written. */
  public synchronized void written(Plan plan) {
    plan.blocks.install(plan.rows.blocks());
  }

  /** The epoch moves, or a commit's effect is not known. */
  public synchronized void forget() {
    blocks = null;
  }
}

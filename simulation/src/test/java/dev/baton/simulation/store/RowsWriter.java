package dev.baton.simulation.store;

import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.simulation.check.Witness;

/** Writes batches to rows and tells a witness, as the store does; refuses nothing. */
public final class RowsWriter {
  public static final String LEADER = "coordinator-1#1";

  private final StoreRows rows = new StoreRows();
  private final Witness witness;

  public RowsWriter(Witness witness) {
    this.witness = witness;
  }

  public StoreRows rows() {
    return rows;
  }

  /** What is in the store before the history begins. */
  public RowsWriter given(Fact... facts) {
    for (Fact fact : facts) {
      rows.apply(fact);
    }
    return this;
  }

  public void write(Batch batch) {
    witness.commitBegins(LEADER, batch, batch.epoch());
    for (Fact fact : batch.facts()) {
      witness.factWritten(batch, fact, rows);
      rows.apply(fact);
    }
    witness.committed(LEADER, batch, rows);
  }
}

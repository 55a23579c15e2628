package dev.baton.simulation.plant;

import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.coordinator.core.NextStep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Next steps that a leader loses because a fault wants it, and no rule is broken for it: a bit that
 * fell over in its memory. The auditor is there to find them.
 */
public final class LostSteps {
  /**
   * @param life the process that has lost it
   */
  public record Loss(NextStep step, TaskRunId task, String life, long atNanos) {}

  private final LongSupplier now;
  private final List<Loss> losses = new ArrayList<>();
  private String stepping = "";
  private NextStep wanted;
  private int left;

  public LostSteps(LongSupplier now) {
    this.now = now;
  }

  /** The next so many are lost. */
  public void loseNext(int count) {
    wanted = null;
    left = count;
  }

  /** The next one of that kind is lost. */
  public void loseNext(NextStep step) {
    wanted = step;
    left = 1;
  }

  /** No more is lost. */
  public void heal() {
    left = 0;
  }

  /** Whose core is asked next. */
  public void stepping(String life) {
    stepping = life;
  }

  boolean loses(NextStep step, RunId run, String task) {
    if (left == 0 || (wanted != null && wanted != step)) {
      return false;
    }
    left--;
    losses.add(new Loss(step, new TaskRunId(run, task), stepping, now.getAsLong()));
    return true;
  }

  /** The world's time. */
  public long now() {
    return now.getAsLong();
  }

  /** All so far, in their order. */
  public List<Loss> all() {
    return losses;
  }
}

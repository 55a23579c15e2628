package dev.baton.executor.core;

import java.util.ArrayList;
import java.util.List;

/** Gathers the effects of one step, and the earliest moment that something in it waits for. */
final class Effects {
  private List<ExecutorEffect> gathered = new ArrayList<>();
  private boolean waits;
  private long wakeNanos;

  void add(ExecutorEffect effect) {
    gathered.add(effect);
  }

  void note(String text) {
    gathered.add(new ExecutorEffect.Note(text));
  }

  /** The next step should come at this time at the latest. */
  void wakeAt(long nanos) {
    if (!waits || nanos - wakeNanos < 0) {
      waits = true;
      wakeNanos = nanos;
    }
  }

  void wakeNoMore() {
    waits = false;
  }

  /** Ends the step. */
  List<ExecutorEffect> take() {
    if (waits) {
      gathered.add(new ExecutorEffect.WakeAt(wakeNanos));
    }
    List<ExecutorEffect> taken = List.copyOf(gathered);
    gathered = new ArrayList<>();
    waits = false;
    return taken;
  }
}

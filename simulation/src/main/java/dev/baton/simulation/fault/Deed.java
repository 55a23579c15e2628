package dev.baton.simulation.fault;

import dev.baton.common.id.ExecutorId;

/**
 * A fault that has begun.
 *
 * @param undo ends it; does nothing if it is over by itself
 * @param executor whom it hit; null if it was no executor
 */
record Deed(String what, Runnable undo, ExecutorId executor) {
  static Deed of(String what, Runnable undo) {
    return new Deed(what, undo, null);
  }

  static Deed once(String what) {
    return new Deed(what, () -> {}, null);
  }
}

package dev.baton.desktop.background;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings changes onto the FX thread: collected by key, where the latest wins, and applied in pulses
 * of at most {@link #BUDGET_NANOS}. What does not fit into a pulse waits for the next one, so a
 * flood of events slows the screen down and never freezes it.
 */
public final class EventPump {
  /** Between two pulses: about 15 a second. */
  public static final long PERIOD_MS = 66;

  /** Most time of the FX thread that one pulse takes. */
  public static final long BUDGET_NANOS = 8_000_000;

  /** Changes without a key (they do not replace each other) that wait; older ones are dropped. */
  public static final int MAX_UNKEYED = 10_000;

  /** Runs pulses on the FX thread. */
  public interface Pulses {
    /** Calls {@code pulse} once on the FX thread, {@link #PERIOD_MS} from now. */
    void schedule(Runnable pulse);
  }

  private static final Logger LOG = LoggerFactory.getLogger(EventPump.class);

  private final Pulses pulses;
  private final LongSupplier nanoTime;
  private final Object lock = new Object();
  private Map<Object, Runnable> keyed = new LinkedHashMap<>();
  private ArrayDeque<Runnable> unkeyed = new ArrayDeque<>();
  private final ArrayDeque<Runnable> leftOver = new ArrayDeque<>();
  private final List<Runnable> afterPulse = new ArrayList<>();
  private boolean scheduled;
  private long dropped;

  public EventPump(Pulses pulses, LongSupplier nanoTime) {
    this.pulses = pulses;
    this.nanoTime = nanoTime;
  }

  /** From any thread: a change that replaces an earlier one of the same key. */
  public void offer(Object key, Runnable change) {
    synchronized (lock) {
      // Removed first, so that the order of application follows the latest change.
      keyed.remove(key);
      keyed.put(key, change);
      wake();
    }
  }

  /** From any thread: a change that must not be lost to a later one. */
  public void offer(Runnable change) {
    synchronized (lock) {
      if (unkeyed.size() >= MAX_UNKEYED) {
        unkeyed.removeFirst();
        dropped++;
      }
      unkeyed.addLast(change);
      wake();
    }
  }

  /** On the FX thread: called once at the end of each pulse that changed something. */
  public void afterEachPulse(Runnable listener) {
    afterPulse.add(listener);
  }

  /** How many changes without a key were dropped since the start. */
  public long dropped() {
    synchronized (lock) {
      return dropped;
    }
  }

  private void wake() {
    if (!scheduled) {
      scheduled = true;
      pulses.schedule(this::pulse);
    }
  }

  private void pulse() {
    collect();
    long began = nanoTime.getAsLong();
    boolean changed = !leftOver.isEmpty();
    while (!leftOver.isEmpty() && nanoTime.getAsLong() - began < BUDGET_NANOS) {
      apply(leftOver.removeFirst());
    }
    if (changed) {
      afterPulse.forEach(Runnable::run);
    }
    synchronized (lock) {
      scheduled = false;
      if (!leftOver.isEmpty() || !keyed.isEmpty() || !unkeyed.isEmpty()) {
        wake();
      }
    }
  }

  /** One change that fails must not keep the others, and all that come later, off the screen. */
  private static void apply(Runnable change) {
    try {
      change.run();
    } catch (RuntimeException failed) {
      LOG.error("A change could not be shown; the others go on", failed);
    }
  }

  private void collect() {
    if (!leftOver.isEmpty()) {
      // Still behind: newer changes go on replacing each other until these are through.
      return;
    }
    synchronized (lock) {
      leftOver.addAll(keyed.values());
      leftOver.addAll(unkeyed);
      keyed = new LinkedHashMap<>();
      unkeyed = new ArrayDeque<>();
    }
  }
}

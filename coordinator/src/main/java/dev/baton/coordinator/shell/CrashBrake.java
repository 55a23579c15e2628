package dev.baton.coordinator.shell;

import dev.baton.coordinator.core.Input;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a core that has broken an invariant from standing again at once, longer each time: what
 * broke it may be in the store, and then it would break again.
 */
final class CrashBrake {
  private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MAX_DOUBLINGS = 5;

  /** Crashes farther apart do not add up. */
  private static final long MEMORY_NANOS = TimeUnit.MINUTES.toNanos(5);

  private long lastNanos;
  private long untilNanos;
  private int crashes;

  void crashed(long nowNanos) {
    crashes = crashes > 0 && nowNanos - lastNanos < MEMORY_NANOS ? crashes + 1 : 1;
    lastNanos = nowNanos;
    untilNanos = nowNanos + (FIRST_PAUSE_NANOS << Math.min(crashes - 1, MAX_DOUBLINGS));
  }

  /** A core stands when it hears that the store answers; so that is what it does not hear. */
  boolean holdsBack(Input input, long nowNanos) {
    return crashes > 0 && input instanceof Input.StoreHealth && nowNanos < untilNanos;
  }
}

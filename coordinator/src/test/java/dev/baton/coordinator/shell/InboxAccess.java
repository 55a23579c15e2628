package dev.baton.coordinator.shell;

import dev.baton.coordinator.core.Input;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets tests of other packages take from an inbox as the core's thread does. */
public final class InboxAccess {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private InboxAccess() {}

  /** The next input; waits for it. */
  public static Input next(Inbox inbox) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < end) {
      List<Supplier<Input>> taken = inbox.take(1);
      if (!taken.isEmpty()) {
        return taken.getFirst().get();
      }
      inbox.await(TimeUnit.MILLISECONDS.toNanos(100));
    }
    throw new AssertionError("no input came");
  }
}

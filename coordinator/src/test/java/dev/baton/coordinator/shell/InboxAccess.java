package dev.baton.coordinator.shell;

import dev.baton.coordinator.core.Input;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Lets tests of other packages take from an inbox as the core's thread does. */
public final class InboxAccess {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private InboxAccess() {}

  /** The next input; waits for it. */
  public static Input next(Inbox inbox) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < end) {
      List<Input> inputs = inbox.take(1);
      if (!inputs.isEmpty()) {
        return inputs.getFirst();
      }
      inbox.await(TimeUnit.MILLISECONDS.toNanos(100));
    }
    throw new AssertionError("no input came");
  }
}

package dev.baton.uitests;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javafx.application.Platform;

/** Waits for conditions, generously: the machine may be busy with something else. */
final class Await {
  static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long LOOK_EVERY_NANOS = 25_000_000;

  private Await() {}

  /** Asks on the FX thread until it holds. */
  static void onScreen(String what, Callable<Boolean> condition) {
    until(what, () -> fx(condition), () -> "");
  }

  /** Asks on the FX thread until it holds; {@code seen} tells what was there instead. */
  static void onScreen(String what, Callable<Boolean> condition, Callable<Object> seen) {
    until(what, () -> fx(condition), () -> " Seen: " + fx(seen));
  }

  /** Asks on this thread until it holds. */
  static void until(String what, Supplier<Boolean> condition, Supplier<String> seen) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.get()) {
      if (System.nanoTime() > deadline) {
        fail("waited " + LIMIT.toSeconds() + " s for " + what + "." + seen.get());
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }

  /** What {@code action} answers on the FX thread. */
  static <T> T fx(Callable<T> action) {
    FutureTask<T> task = new FutureTask<>(action);
    Platform.runLater(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } catch (ExecutionException e) {
      throw new AssertionError("the FX thread answered with " + e.getCause(), e.getCause());
    }
  }
}

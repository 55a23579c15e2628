package dev.baton.desktop.background;

import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** A piece of work under way. */
public final class BackgroundTask {
  private final String title;
  private final AtomicBoolean canceled = new AtomicBoolean();
  private volatile Runnable whenCanceled = () -> {};
  private volatile Future<?> future;

  public BackgroundTask(String title) {
    this.title = title;
  }

  /** For the status bar; empty = not shown. */
  public String title() {
    return title;
  }

  /** Interrupts the work; its callbacks are not called any more. */
  public void cancel() {
    if (!canceled.compareAndSet(false, true)) {
      return;
    }
    whenCanceled.run();
    Future<?> running = future;
    if (running != null) {
      running.cancel(true);
    }
  }

  public boolean isCanceled() {
    return canceled.get();
  }

  /** Called once, by whoever cancels. */
  void whenCanceled(Runnable action) {
    whenCanceled = action;
  }

  void ranBy(Future<?> running) {
    future = running;
    if (canceled.get()) {
      running.cancel(true);
    }
  }
}

package dev.baton.desktop.background;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

/** A second hand for whatever shows ages and lengths of time. FX thread. */
public final class Ticker implements AutoCloseable {
  private static final long SECOND_MS = 1_000;

  private final ReadOnlyLongWrapper seconds = new ReadOnlyLongWrapper(this, "seconds");

  private final BackgroundTask task;

  public Ticker(BackgroundTasks tasks) {
    task = tasks.repeat(SECOND_MS, () -> tasks.onFx(() -> seconds.set(seconds.get() + 1)));
  }

  /** Grows once a second. */
  public ReadOnlyLongProperty secondsProperty() {
    return seconds.getReadOnlyProperty();
  }

  @Override
  public void close() {
    task.cancel();
  }
}

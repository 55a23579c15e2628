package dev.baton.desktop.background;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.collections.ObservableList;

/** Runs what would block the window. Called on the FX thread; callbacks come back on it. */
public interface BackgroundTasks extends AutoCloseable {
  /**
   * Runs {@code work} elsewhere.
   *
   * @param title for the status bar; empty = not shown
   * @param done gets the result, unless the task was canceled meanwhile
   * @param failed gets what the work threw, unless the task was canceled meanwhile
   */
  <T> BackgroundTask run(
      String title, Callable<T> work, Consumer<T> done, Consumer<Exception> failed);

  /** Runs {@code work} again and again elsewhere, {@code delayMs} after the end of each. */
  BackgroundTask repeat(long delayMs, Runnable work);

  /** Runs {@code action} on the FX thread: now when called there, else soon. */
  void onFx(Runnable action);

  /** Runs {@code action} on the FX thread after what it does now. */
  void soon(Runnable action);

  /** Tasks with a title that are under way, oldest first. */
  ObservableList<BackgroundTask> underWay();

  /** Cancels all. */
  @Override
  void close();
}

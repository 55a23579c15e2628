package dev.baton.desktop.background;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Runs everything at once on the calling thread; what repeats runs when the test says so. */
public final class InlineTasks implements BackgroundTasks {
  private final ObservableList<BackgroundTask> underWay = FXCollections.observableArrayList();
  private final List<Runnable> repeated = new ArrayList<>();

  /** A pump whose changes arrive at once. */
  public static EventPump pump() {
    return new EventPump(Runnable::run, () -> 0);
  }

  /** As if the time between two repetitions had passed. */
  public void passTime() {
    List.copyOf(repeated).forEach(Runnable::run);
  }

  @Override
  public <T> BackgroundTask run(
      String title, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
    BackgroundTask task = new BackgroundTask(title);
    T result;
    try {
      result = work.call();
    } catch (Exception thrown) {
      failed.accept(thrown);
      return task;
    }
    done.accept(result);
    return task;
  }

  @Override
  public BackgroundTask repeat(long delayMs, Runnable work) {
    BackgroundTask task = new BackgroundTask("");
    repeated.add(() -> {
      if (!task.isCanceled()) {
        work.run();
      }
    });
    return task;
  }

  @Override
  public void onFx(Runnable action) {
    action.run();
  }

  @Override
  public void soon(Runnable action) {
    action.run();
  }

  @Override
  public ObservableList<BackgroundTask> underWay() {
    return underWay;
  }

  @Override
  public void close() {
    repeated.clear();
  }
}

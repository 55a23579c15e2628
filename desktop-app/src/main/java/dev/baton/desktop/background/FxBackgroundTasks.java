package dev.baton.desktop.background;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real one: virtual threads for calls that wait, one timer thread for repetition. */
public final class FxBackgroundTasks implements BackgroundTasks {
  private static final Logger LOG = LoggerFactory.getLogger(FxBackgroundTasks.class);

  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("desktop-task-", 0).factory());
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("desktop-timer").factory());
  private final ObservableList<BackgroundTask> underWay = FXCollections.observableArrayList();
  private final Set<BackgroundTask> all = ConcurrentHashMap.newKeySet();

  @Override
  public <T> BackgroundTask run(
      String title, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
    BackgroundTask task = new BackgroundTask(title);
    if (workers.isShutdown()) {
      task.cancel(); // The window is closing; nobody waits for this any more.
      return task;
    }
    all.add(task);
    if (!title.isEmpty()) {
      underWay.add(task);
    }
    // One that is canceled before its thread has begun never gets to its own end.
    task.whenCanceled(() -> end(task, () -> {}));
    task.ranBy(workers.submit(() -> runOne(task, work, done, failed)));
    return task;
  }

  private <T> void runOne(
      BackgroundTask task, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
    try {
      T result = work.call();
      end(task, () -> done.accept(result));
    } catch (Exception thrown) {
      end(task, () -> failed.accept(thrown));
    }
  }

  private void end(BackgroundTask task, Runnable callback) {
    all.remove(task);
    onFx(() -> {
      underWay.remove(task);
      if (!task.isCanceled()) {
        callback.run();
      }
    });
  }

  @Override
  public BackgroundTask repeat(long delayMs, Runnable work) {
    BackgroundTask task = new BackgroundTask("");
    all.add(task);
    later(task, delayMs, work);
    return task;
  }

  private void later(BackgroundTask task, long delayMs, Runnable work) {
    try {
      task.ranBy(
          timer.schedule(
              () -> workers.execute(() -> once(task, delayMs, work)),
              delayMs,
              TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException closed) {
      all.remove(task);
    }
  }

  private void once(BackgroundTask task, long delayMs, Runnable work) {
    if (task.isCanceled()) {
      all.remove(task);
      return;
    }
    try {
      work.run();
    } catch (RuntimeException thrown) {
      LOG.error("A repeated task failed; it will be tried again", thrown);
    }
    later(task, delayMs, work);
  }

  @Override
  public void onFx(Runnable action) {
    if (Platform.isFxApplicationThread()) {
      action.run();
    } else {
      Platform.runLater(action);
    }
  }

  @Override
  public void soon(Runnable action) {
    Platform.runLater(action);
  }

  @Override
  public ObservableList<BackgroundTask> underWay() {
    return underWay;
  }

  @Override
  public void close() {
    all.forEach(BackgroundTask::cancel);
    timer.shutdownNow();
    workers.shutdownNow();
  }
}

package dev.baton.coordinator.shell;

import dev.baton.coordinator.core.Effect;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.store.CoreStore;
import dev.baton.coordinator.store.CoreStore.CommitReading;
import dev.baton.coordinator.store.CoreStore.EpochReading;
import dev.baton.coordinator.store.CoreStore.SnapshotReading;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the store on two threads: one commits, one does what a raise takes, so that a raise need
 * not wait for a commit that hangs. The core asks for one thing of each kind at a time and gives up
 * on what takes too long; so of what waits behind a call that hangs only the newest is of use.
 */
final class StoreCalls implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StoreCalls.class);
  private static final long CLOSE_LIMIT_MS = 2_000;

  private final CoreStore store;
  private final String coordinator;
  private final NewestOnly commits = new NewestOnly("store-commit");
  private final NewestOnly raises = new NewestOnly("store-raise");

  StoreCalls(CoreStore store, String coordinator) {
    this.store = store;
    this.coordinator = coordinator;
  }

  void commit(Batch batch, Consumer<CommitReading> answer) {
    commits.call(
        () -> store.commit(batch),
        reading -> {
          if (reading.answer() != StoreAnswer.OK) {
            log.warn(
                "Commit {} of epoch {} with {} facts: {} {}",
                batch.number(),
                batch.epoch(),
                batch.facts().size(),
                reading.answer(),
                reading.detail());
          }
          answer.accept(reading);
        },
        e -> answer.accept(new CommitReading(StoreAnswer.UNKNOWN, null, e.toString())));
  }

  void readEpoch(Consumer<EpochReading> answer) {
    raises.call(store::readEpoch, answer, e -> answer.accept(EpochReading.unknown()));
  }

  void raise(Effect.RaiseEpoch raise, Consumer<StoreAnswer> answer) {
    raises.call(
        () -> store.raise(raise.from(), raise.to(), coordinator, raise.node()),
        answer,
        e -> answer.accept(StoreAnswer.UNKNOWN));
  }

  void load(long epoch, Consumer<SnapshotReading> answer) {
    raises.call(
        () -> store.load(epoch),
        answer,
        e -> answer.accept(new SnapshotReading(StoreAnswer.UNKNOWN, null, null)));
  }

  @Override
  public void close() {
    commits.close();
    raises.close();
  }

  /** One thread; a call that waits is replaced by the next. */
  private static final class NewestOnly {
    private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>(1);
    private final ThreadPoolExecutor thread;

    NewestOnly(String name) {
      thread =
          new ThreadPoolExecutor(
              1,
              1,
              0,
              TimeUnit.SECONDS,
              waiting,
              Thread.ofPlatform().name(name).daemon().factory(),
              new ThreadPoolExecutor.DiscardOldestPolicy());
    }

    <T> void call(Supplier<T> call, Consumer<T> answer, Consumer<RuntimeException> failed) {
      try {
        thread.execute(() -> {
          T result;
          try {
            result = call.get();
          } catch (RuntimeException e) {
            log.error("The store failed in a way it should not", e);
            failed.accept(e);
            return;
          }
          answer.accept(result);
        });
      } catch (RejectedExecutionException e) {
        log.debug("The store is closed");
      }
    }

    void close() {
      thread.shutdown();
      try {
        if (!thread.awaitTermination(CLOSE_LIMIT_MS, TimeUnit.MILLISECONDS)) {
          thread.shutdownNow();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

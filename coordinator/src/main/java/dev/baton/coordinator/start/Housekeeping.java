package dev.baton.coordinator.start;

import dev.baton.coordinator.store.Retention;
import dev.baton.coordinator.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what is past its time, in the leader's process, in small steps with pauses between. */
final class Housekeeping implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
  private static final long EVERY_MINUTES = 10;
  private static final long PAUSE_MS = 50;

  private final Retention retention;
  private final Duration keep;
  private final BooleanSupplier leads;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("housekeeping").daemon().factory());

  Housekeeping(Retention retention, Duration keep, BooleanSupplier leads) {
    this.retention = retention;
    this.keep = keep;
    this.leads = leads;
  }

  void start() {
    thread.scheduleWithFixedDelay(this::clean, EVERY_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
  }

  private void clean() {
    Instant before = Instant.now().minus(keep);
    try {
      int runs = deleteAll(before, retention::deleteRuns);
      int events = deleteAll(before, retention::deleteEvents);
      if (runs + events > 0) {
        log.info("Deleted {} runs and {} events from before {}", runs, events, before);
      }
    } catch (StoreException e) {
      log.info("Nothing is deleted now: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int deleteAll(Instant before, ToIntFunction<Instant> step) throws InterruptedException {
    int all = 0;
    int last;
    do {
      if (!leads.getAsBoolean()) {
        return all;
      }
      last = step.applyAsInt(before);
      all += last;
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    } while (last > 0);
    return all;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

package dev.baton.coordinator.shell;

import dev.baton.coordinator.core.Input;
import dev.baton.coordinator.store.CoreStore;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks twice a second whether the store answers, and tells the core. Two threads: one asks, the
 * other notices when the question itself gets no answer.
 */
public final class StoreProbe implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StoreProbe.class);
  private static final long EVERY_MS = 500;

  /** A question open for longer counts as not answered. */
  private static final long PATIENCE_MS = 1_500;

  private final CoreStore store;
  private final Inbox inbox;
  private final ScheduledExecutorService asking = thread("store-probe");
  private final ScheduledExecutorService watching = thread("store-probe-watch");
  private volatile long askedNanos;
  private volatile boolean waiting;
  private volatile boolean answers;

  public StoreProbe(CoreStore store, Inbox inbox) {
    this.store = store;
    this.inbox = inbox;
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name(name).daemon().factory());
  }

  public void start() {
    asking.scheduleWithFixedDelay(this::ask, 0, EVERY_MS, TimeUnit.MILLISECONDS);
    watching.scheduleWithFixedDelay(this::watch, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /** Whether the store has answered lately. */
  public boolean answers() {
    return answers;
  }

  private void ask() {
    askedNanos = System.nanoTime();
    waiting = true;
    boolean answered;
    try {
      answered = store.answers();
    } catch (RuntimeException e) {
      log.error("The store failed in a way it should not", e);
      answered = false;
    }
    waiting = false;
    tell(answered, answered ? "" : "the store refused or failed");
  }

  private void watch() {
    if (waiting && System.nanoTime() - askedNanos > TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS)) {
      tell(false, "the store has not answered for " + PATIENCE_MS + " ms");
    }
  }

  private void tell(boolean answered, String detail) {
    if (answered != answers) {
      answers = answered;
      log.info("The store {}", answered ? "answers" : "does not answer: " + detail);
    }
    inbox.put(new Input.StoreHealth(answered, detail));
  }

  @Override
  public void close() {
    asking.shutdownNow();
    watching.shutdownNow();
  }
}

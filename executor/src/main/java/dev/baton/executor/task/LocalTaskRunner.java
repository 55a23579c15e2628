package dev.baton.executor.task;

import dev.baton.common.id.AttemptId;
import dev.baton.common.run.Outcome;
import dev.baton.common.time.BootClock;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.executor.guard.Guards;
import dev.baton.executor.handler.HandlerRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs attempts on this machine: a platform thread for each, a second for each handler, and one
 * more for time-outs and for the lease of what has no guard. Threads are used again.
 */
public final class LocalTaskRunner implements TaskRunner {
  private static final Logger LOG = LoggerFactory.getLogger(LocalTaskRunner.class);

  /** Attempts at a time, far above any sensible number of slots. */
  public static final int MAX_RUNNING = 2_000;

  private static final long LEASE_LOOK_MS = 100;
  private static final long CLOSE_WAIT_MS = 10_000;
  private static final long IDLE_THREAD_S = 10;
  private static final String LEASE_OVER = "the lease ended before the leader renewed it";

  private final TaskSettings settings;
  private final TaskBodies bodies;

  /** Null where no guard works; then process tasks fail with the reason. */
  private final Guards guards;

  private final BootClock clock = BootClock.system();
  private final ConcurrentHashMap<AttemptId, AttemptRun> running = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<AttemptId, Future<?>> timeouts = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("baton-task-timer").daemon().factory());

  /** Never queues; as many threads as attempts and handlers run, which their limit bounds. */
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_THREAD_S,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().name("baton-task-", 1).daemon().factory());

  // Guarded by this.
  private long leaseUntilNanos = Long.MIN_VALUE;
  private boolean closed;

  private LocalTaskRunner(
      TaskSettings settings, HandlerRegistry handlers, Guards guards, String whyNoGuards) {
    this.settings = settings;
    this.guards = guards;
    this.bodies = new TaskBodies(settings, handlers, guards, whyNoGuards, threads);
    timer.setRemoveOnCancelPolicy(true);
    timer.scheduleWithFixedDelay(
        this::endUnguardedAfterLease, LEASE_LOOK_MS, LEASE_LOOK_MS, TimeUnit.MILLISECONDS);
  }

  /**
   * Finds out how tasks can be guarded here, which takes some tens of milliseconds, and says it in
   * the log. Where no way works the runner still runs http and in-process java tasks.
   */
  public static LocalTaskRunner open(TaskSettings settings, HandlerRegistry handlers) {
    Guards guards = null;
    String whyNot = "";
    try {
      guards = Guards.open(settings.dataDir(), settings.guardMode());
    } catch (IOException e) {
      whyNot = e.getMessage();
      LOG.error("No process tasks on this executor: {}", whyNot);
    }
    return new LocalTaskRunner(settings, handlers, guards, whyNot);
  }

  @Override
  public void start(StartOrder order, TaskListener listener) {
    AttemptRun run =
        new AttemptRun(
            order, listener, settings, bodies, () -> mayStart(order), () -> armTimeout(order));
    synchronized (this) {
      if (running.putIfAbsent(order.attempt(), run) != null) {
        LOG.warn("Attempt {} runs already; not started twice", order.attempt());
        return;
      }
      if (closed) {
        run.end(0, Outcome.LOST, "the executor is stopping; the attempt was not started");
      } else if (running.size() > MAX_RUNNING) {
        run.end(0, Outcome.FAILED, "more than " + MAX_RUNNING + " attempts at a time");
      } else if (!mayStart(order)) {
        run.end(0, Outcome.LOST, AttemptRun.LEASE_OVER_BEFORE_START);
      }
    }
    Runnable story =
        () -> {
          Thread thread = Thread.currentThread();
          String nameBefore = thread.getName();
          thread.setName("baton-attempt-" + order.attempt());
          try {
            run.run();
          } finally {
            running.remove(order.attempt(), run);
            disarmTimeout(order.attempt());
            thread.setName(nameBefore);
          }
        };
    threads.execute(story);
  }

  private synchronized boolean mayStart(StartOrder order) {
    return !order.leased() || clock.nanos() < leaseUntilNanos;
  }

  @Override
  public void end(AttemptId attempt, long graceMs, Outcome outcome, String reason) {
    AttemptRun run = running.get(attempt);
    if (run != null) {
      run.end(graceMs, outcome, reason);
    }
  }

  @Override
  public void leaseUntil(long untilNanos) {
    boolean gap;
    synchronized (this) {
      if (untilNanos <= leaseUntilNanos) {
        return;
      }
      gap = clock.nanos() >= leaseUntilNanos;
      if (gap) {
        // Those of the old lease: someone else may run them by now. New ones come later.
        endLeased(run -> true);
      }
      leaseUntilNanos = untilNanos;
    }
    try {
      if (guards != null) {
        guards.leaseUntil(untilNanos);
      }
    } catch (IOException e) {
      LOG.error("The lease could not be passed to the guards; they end tasks at the old one", e);
    }
  }

  @Override
  public List<AttemptId> running() {
    return running.keySet().stream().sorted().toList();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    running.values().forEach(run -> run.end(0, Outcome.LOST, "the executor stops"));
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_WAIT_MS);
    try {
      while (!running.isEmpty() && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!running.isEmpty()) {
      LOG.warn("These attempts did not end when asked: {}", running());
    }
    timer.shutdownNow();
    bodies.close();
    if (guards != null) {
      guards.close();
    }
  }

  private void armTimeout(StartOrder order) {
    if (order.timeout() != null) {
      Runnable end =
          () ->
              end(
                  order.attempt(),
                  order.killGrace().toMillis(),
                  Outcome.TIMED_OUT,
                  "ran longer than its time-out of " + text(order.timeout()));
      long timeoutMs = order.timeout().toMillis();
      timeouts.put(order.attempt(), timer.schedule(end, timeoutMs, TimeUnit.MILLISECONDS));
    }
  }

  private void disarmTimeout(AttemptId attempt) {
    Future<?> timeout = timeouts.remove(attempt);
    if (timeout != null) {
      timeout.cancel(false);
    }
  }

  /**
   * Guards do this for processes, even if this JVM is frozen; for the rest this is all there is.
   */
  private void endUnguardedAfterLease() {
    try {
      synchronized (this) {
        if (clock.nanos() >= leaseUntilNanos) {
          endLeased(run -> !TaskBodies.isGuarded(run.order().action()));
        }
      }
    } catch (RuntimeException e) {
      LOG.error("The lease could not be checked", e);
    }
  }

  private void endLeased(Predicate<AttemptRun> which) {
    for (AttemptRun run : running.values()) {
      if (run.order().leased() && which.test(run)) {
        run.end(0, Outcome.LOST, LEASE_OVER);
      }
    }
  }

  private static String text(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}

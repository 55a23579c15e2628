package dev.baton.executor.shell;

import dev.baton.common.id.AttemptId;
import dev.baton.common.time.BootClock;
import dev.baton.common.time.Now;
import dev.baton.executor.core.ExecutorCore;
import dev.baton.executor.core.ExecutorEffect;
import dev.baton.executor.core.ExecutorInput;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns the core: takes inputs from the inbox and has the effects done. The
 * clock that counts through suspends costs microseconds to read, so it is read once for all inputs
 * that are there; nanoTime carries it on between them.
 */
final class CoreLoop {
  private static final Logger LOG = LoggerFactory.getLogger(CoreLoop.class);

  /** Inputs that wait, at most; whoever has one more waits until there is room. */
  static final int INBOX = 4_096;

  /** Inputs taken between two readings of the clock. */
  private static final int MAX_BATCH = 256;

  /** The longest sleep; the clock that counts through suspends may have run ahead meanwhile. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final BlockingQueue<ExecutorInput> inbox = new ArrayBlockingQueue<>(INBOX);

  /** Inputs that effects have brought at once; of the thread alone. */
  private final Deque<ExecutorInput> own = new ArrayDeque<>();

  /** What was taken from the inbox in one go; of the thread alone. */
  private final List<ExecutorInput> taken = new ArrayList<>(MAX_BATCH);

  private final ExecutorCore core;
  private final BootClock clock = BootClock.system();
  private final Thread thread;
  private Performer performer;
  private Consumer<Throwable> failed;
  private long wakeNanos;
  private long clockNanos;
  private long clockReadAtNanoTime;
  private volatile boolean ended;

  /** Carries out what the core asks for. */
  interface Performer {
    /**
     * Must not wait.
     *
     * @param own takes inputs that result at once
     */
    void perform(ExecutorEffect effect, Consumer<ExecutorInput> own);
  }

  CoreLoop(ExecutorCore core) {
    this.core = core;
    this.thread = Thread.ofPlatform().name("baton-core").daemon().unstarted(this::work);
  }

  /**
   * @param broken is told, on the loop's thread, of a failure after which the loop has ended
   */
  void begin(Performer does, Consumer<Throwable> broken) {
    performer = does;
    failed = broken;
    thread.start();
  }

  /** Waits while the inbox is full. After the end of the loop inputs are dropped. */
  void put(ExecutorInput input) {
    boolean interrupted = false;
    while (!ended) {
      try {
        if (inbox.offer(input, 100, TimeUnit.MILLISECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Drops the input where the inbox is full. */
  void offer(ExecutorInput input) {
    if (!inbox.offer(input)) {
      LOG.debug("The inbox is full; {} is left out", input);
    }
  }

  private void work() {
    try {
      readClock();
      wakeNanos = nanos();
      while (!ended) {
        awaitInputs();
        stepAll();
      }
    } catch (InterruptedException e) {
      LOG.info("The core's thread was interrupted");
      ended = true;
    } catch (RuntimeException | Error e) {
      ended = true;
      failed.accept(e);
    }
  }

  private void readClock() {
    clockNanos = clock.nanos();
    clockReadAtNanoTime = System.nanoTime();
  }

  private long nanos() {
    return clockNanos + (System.nanoTime() - clockReadAtNanoTime);
  }

  private void awaitInputs() throws InterruptedException {
    inbox.drainTo(taken, MAX_BATCH);
    if (taken.isEmpty()) {
      long wait = Math.clamp(wakeNanos - nanos(), 0, LONGEST_WAIT_NANOS);
      ExecutorInput first = inbox.poll(wait, TimeUnit.NANOSECONDS);
      if (first != null) {
        taken.add(first);
        inbox.drainTo(taken, MAX_BATCH - 1);
      }
    }
    readClock();
  }

  private void stepAll() {
    Set<AttemptId> over = over();
    for (ExecutorInput input : taken) {
      // Its end is here already, and says when it began.
      boolean said =
          input instanceof ExecutorInput.TaskStarted started && over.contains(started.attempt());
      if (!said && !ended) {
        step(input);
      }
    }
    taken.clear();
    if (!ended && wakeNanos - nanos() <= 0) {
      step(new ExecutorInput.Tick());
    }
  }

  private Set<AttemptId> over() {
    Set<AttemptId> over = new HashSet<>();
    for (ExecutorInput input : taken) {
      if (input instanceof ExecutorInput.TaskEnded end) {
        over.add(end.outcome().attempt());
      }
    }
    return over;
  }

  /** With what it brings at once. */
  private void step(ExecutorInput input) {
    for (ExecutorInput next = input; next != null && !ended; next = own.pollFirst()) {
      List<ExecutorEffect> effects = core.step(new Now(Instant.now(), nanos()), next);
      for (ExecutorEffect effect : effects) {
        if (effect instanceof ExecutorEffect.WakeAt wake) {
          wakeNanos = wake.nanos();
        } else {
          ended |= effect instanceof ExecutorEffect.Exit;
          performer.perform(effect, own::addLast);
        }
      }
    }
  }
}

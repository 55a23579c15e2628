package dev.baton.executor.shell;

import dev.baton.common.time.BootClock;
import dev.baton.common.time.Now;
import dev.baton.executor.core.ExecutorCore;
import dev.baton.executor.core.ExecutorEffect;
import dev.baton.executor.core.ExecutorInput;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that owns the core: takes inputs from the inbox and has the effects done. */
final class CoreLoop {
  private static final Logger LOG = LoggerFactory.getLogger(CoreLoop.class);

  /** Inputs that wait, at most; whoever has one more waits until there is room. */
  static final int INBOX = 4_096;

  /** The longest sleep; the clock that counts through suspends may have run ahead meanwhile. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final BlockingQueue<ExecutorInput> inbox = new ArrayBlockingQueue<>(INBOX);

  /** Inputs that effects have brought at once; of the thread alone. */
  private final Deque<ExecutorInput> own = new ArrayDeque<>();

  private final ExecutorCore core;
  private final BootClock clock = BootClock.system();
  private final Thread thread;
  private Performer performer;
  private Consumer<Throwable> failed;
  private long wakeNanos;
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
      wakeNanos = clock.nanos();
      while (!ended) {
        step(next());
      }
    } catch (InterruptedException e) {
      LOG.info("The core's thread was interrupted");
      ended = true;
    } catch (RuntimeException | Error e) {
      ended = true;
      failed.accept(e);
    }
  }

  private ExecutorInput next() throws InterruptedException {
    ExecutorInput input = own.pollFirst();
    if (input == null) {
      long wait = Math.clamp(wakeNanos - clock.nanos(), 0, LONGEST_WAIT_NANOS);
      input = inbox.poll(wait, TimeUnit.NANOSECONDS);
    }
    return input == null ? new ExecutorInput.Tick() : input;
  }

  private void step(ExecutorInput input) {
    List<ExecutorEffect> effects = core.step(new Now(Instant.now(), clock.nanos()), input);
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

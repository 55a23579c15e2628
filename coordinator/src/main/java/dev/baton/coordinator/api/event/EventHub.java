package dev.baton.coordinator.api.event;

import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.store.ReadStore;
import dev.baton.coordinator.store.ReadStore.EventChunk;
import dev.baton.coordinator.store.ReadStore.EventRange;
import dev.baton.coordinator.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest events in memory, the older ones from the store. Numbers are the store's: whoever
 * leads, the same change has the same number, so a client may go on at any coordinator.
 *
 * <p>Facts are put into the words of the API when somebody reads them, on the reader's thread; most
 * are never read.
 *
 * <p>The leader's shell hands each published batch to {@link #publish}, on its own thread and
 * without waiting. Whatever comes no such way (on a standby, or after a gap) is read from the store
 * by one thread of the hub. Both ways may bring the same event; the first one counts.
 */
public final class EventHub implements AutoCloseable {
  /** Events kept in memory. */
  public static final int DEFAULT_RING = 20_000;

  private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

  /** Between two looks at the store while batches do not come by {@link #publish}. */
  private static final long FOLLOW_MS = 200;

  /** While batches do come, the store is looked at this seldom, only to notice a restored one. */
  private static final long CHECK_MS = 5_000;

  private static final int CHUNKS_PER_LOOK = 200;

  private final ReadStore store;
  private final Kept[] ring;
  private final Thread follower;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final Condition gap = lock.newCondition();

  /** Number of the oldest event in the ring; equals {@code next} when it is empty. */
  private long first;

  /** Number of the next event; 0 = the store has not been asked yet. */
  private long next;

  /** Oldest number that the store was last seen to keep. */
  private long storedFirst;

  private int era;
  private boolean gapSeen;
  private long publishedNanos;
  private boolean publishes;
  private boolean closed;

  public EventHub(ReadStore store, int ringSize) {
    this.store = store;
    this.ring = new Kept[ringSize];
    this.follower = Thread.ofPlatform().daemon().name("baton-events").unstarted(this::follow);
  }

  /** Begins to follow the store. */
  public void start() {
    follower.start();
  }

  private record Kept(long number, Fact fact) {}

  /** First and last number kept; 0 and 0 when there is none or none is known yet. */
  public record Range(long first, long last) {}

  /**
   * @param items in order; empty when nothing came in time
   * @param nextFrom where to go on
   */
  public record Slice(List<Event> items, long nextFrom) {}

  /** Takes a batch that is durable. Does not block for longer than a lock is held in memory. */
  public void publish(Batch batch) {
    lock.lock();
    try {
      publishes = true;
      publishedNanos = System.nanoTime();
      if (next == 0) {
        first = batch.firstEventNumber();
        next = first;
      }
      if (batch.firstEventNumber() > next) {
        gapSeen = true;
        gap.signal();
        return;
      }
      append(batch.firstEventNumber(), batch.facts());
    } finally {
      lock.unlock();
    }
  }

  /** The range as far as it is known without asking the store. */
  public Range knownRange() {
    lock.lock();
    try {
      return next <= 1 ? new Range(0, 0) : new Range(Math.max(1, storedFirst), next - 1);
    } finally {
      lock.unlock();
    }
  }

  /** Asks the store. */
  public Range range() {
    EventRange stored = store.eventRange();
    lock.lock();
    try {
      storedFirst = stored.first();
      if (next == 0) {
        first = stored.last() + 1;
        next = first;
      }
      return stored.last() == 0 && next <= 1
          ? new Range(0, 0)
          : new Range(
              stored.first() == 0 ? next : stored.first(), Math.max(stored.last(), next - 1));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Events from {@code from} on, from memory or from the store; does not wait for new ones.
   *
   * @throws StoreException if they are not in memory and the store does not answer
   */
  public Slice page(long from, int limit) {
    List<Kept> kept = null;
    lock.lock();
    try {
      if (from >= first && from < next) {
        kept = fromRing(from, limit);
      }
    } finally {
      lock.unlock();
    }
    return kept == null ? fromStore(from, limit) : slice(kept, from);
  }

  /**
   * The same, but waits up to {@code waitMs} when there is none yet.
   *
   * @param era what {@link #era} was when {@code from} was right
   * @throws WentBack if the store was put back to an earlier state since then
   */
  public Slice await(long from, int limit, long waitMs, int era) throws InterruptedException {
    List<Kept> kept = null;
    lock.lock();
    try {
      long leftNanos = TimeUnit.MILLISECONDS.toNanos(waitMs);
      while (from >= next && !closed && this.era == era && leftNanos > 0) {
        leftNanos = grown.awaitNanos(leftNanos);
      }
      if (closed) {
        throw new InterruptedException("the hub is closed");
      }
      if (this.era != era) {
        throw new WentBack();
      }
      if (from >= next) {
        return new Slice(List.of(), from);
      }
      if (from >= first) {
        kept = fromRing(from, limit);
      }
    } finally {
      lock.unlock();
    }
    return kept == null ? fromStore(from, limit) : slice(kept, from);
  }

  /** Changes when the store was put back to an earlier state and numbers begin again. */
  public int era() {
    lock.lock();
    try {
      return era;
    } finally {
      lock.unlock();
    }
  }

  /** Oldest number in memory. */
  long oldestInMemory() {
    lock.lock();
    try {
      return first;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      grown.signalAll();
      gap.signalAll();
    } finally {
      lock.unlock();
    }
    follower.interrupt();
  }

  /** One for each number, null where there is none. */
  private List<Kept> fromRing(long from, int limit) {
    int count = (int) Math.min(limit, next - from);
    List<Kept> found = new ArrayList<>(count);
    for (long number = from; number < from + count; number++) {
      Kept kept = ring[(int) (number % ring.length)];
      found.add(kept != null && kept.number() == number ? kept : null);
    }
    return found;
  }

  private static Slice slice(List<Kept> kept, long from) {
    List<Event> items = new ArrayList<>(kept.size());
    for (Kept each : kept) {
      if (each != null) {
        items.add(Events.of(each.number(), each.fact()));
      }
    }
    return new Slice(items, from + kept.size());
  }

  private Slice fromStore(long from, int limit) {
    List<Event> items = new ArrayList<>();
    for (EventChunk chunk : store.events(from, CHUNKS_PER_LOOK)) {
      long number = chunk.firstNumber();
      for (Fact fact : chunk.facts()) {
        if (number >= from && items.size() < limit) {
          items.add(Events.of(number, fact));
        }
        number++;
      }
    }
    // Where nothing that old is left, it goes on with what is in memory.
    return new Slice(
        items, items.isEmpty() ? Math.max(from, oldestInMemory()) : items.getLast().number() + 1);
  }

  private void append(long firstNumber, List<Fact> facts) {
    long number = firstNumber;
    for (Fact fact : facts) {
      if (number >= next) {
        ring[(int) (number % ring.length)] = new Kept(number, fact);
        next = number + 1;
      }
      number++;
    }
    first = Math.max(first, next - ring.length);
    grown.signalAll();
  }

  private void follow() {
    boolean answered = true;
    while (true) {
      try {
        awaitTurn();
        look();
        answered = true;
      } catch (InterruptedException e) {
        return;
      } catch (StoreException e) {
        if (answered) {
          LOG.warn("Events wait for the store, which does not answer: {}", e.getMessage());
        }
        answered = false;
      }
    }
  }

  private void awaitTurn() throws InterruptedException {
    lock.lock();
    try {
      boolean fed = publishes && System.nanoTime() - publishedNanos < CHECK_MS * 1_000_000;
      long leftNanos = TimeUnit.MILLISECONDS.toNanos(fed ? CHECK_MS : FOLLOW_MS);
      while (!gapSeen && !closed && leftNanos > 0) {
        leftNanos = gap.awaitNanos(leftNanos);
      }
      if (closed) {
        throw new InterruptedException("closed");
      }
      gapSeen = false;
    } finally {
      lock.unlock();
    }
  }

  /** Reads what the store has beyond {@code next}. */
  private void look() {
    long before = nextNumber();
    EventRange stored = store.eventRange();
    lock.lock();
    try {
      storedFirst = stored.first();
      if (before == 0 && next == 0) {
        first = stored.last() + 1;
        next = first;
        grown.signalAll();
      } else if (before != 0 && stored.last() != 0 && stored.last() + 1 < before) {
        LOG.warn(
            "The store's events end at {} and went up to {} before: it was put back to an earlier"
                + " state. Event streams begin anew.",
            stored.last(),
            before - 1);
        first = stored.last() + 1;
        next = first;
        era++;
        grown.signalAll();
      }
    } finally {
      lock.unlock();
    }
    long from = nextNumber();
    while (from <= stored.last()) {
      List<EventChunk> chunks = store.events(from, CHUNKS_PER_LOOK);
      if (chunks.isEmpty()) {
        return;
      }
      lock.lock();
      try {
        for (EventChunk chunk : chunks) {
          append(chunk.firstNumber(), chunk.facts());
        }
      } finally {
        lock.unlock();
      }
      long reached = nextNumber();
      if (reached == from) {
        return;
      }
      from = reached;
    }
  }

  private long nextNumber() {
    lock.lock();
    try {
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Numbers begin again; a stream has to begin anew. */
  public static final class WentBack extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WentBack() {
      super("the store was put back to an earlier state", null, false, false);
    }
  }
}

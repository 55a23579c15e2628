package dev.baton.coordinator.shell;

import dev.baton.coordinator.core.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * What waits for the core, in the order of arrival. Nothing is ever dropped: executor traffic stops
 * being read while too much of it waits, commands are counted where they come in, and the rest is
 * little. Many threads put, one takes.
 */
public final class Inbox {
  /** Executor traffic that may wait, in bytes of its frames, before links are no longer read. */
  public static final long MAX_TRAFFIC_BYTES = 64L * 1024 * 1024;

  /** What an input takes up beside its frame. */
  private static final int OVERHEAD_BYTES = 256;

  private final Queue<Entry> queue = new ConcurrentLinkedQueue<>();
  private final AtomicLong trafficBytes = new AtomicLong();
  private final Queue<Runnable> waitingForRoom = new ConcurrentLinkedQueue<>();
  private final AtomicLong size = new AtomicLong();
  private volatile Thread taker;

  /** {@code late} is null unless the input is to be asked for when it is taken. */
  private record Entry(Input input, Supplier<Input> late, int bytes) {}

  /** Puts an input that is not executor traffic. */
  public void put(Input input) {
    add(new Entry(input, null, 0));
  }

  /**
   * Puts an input that is made when its turn has come, on the core's thread.
   *
   * @param late answers null if the input is void by then
   */
  void putLate(Supplier<Input> late) {
    add(new Entry(null, late, 0));
  }

  /**
   * Puts executor traffic.
   *
   * @param frameBytes how long its frame was
   * @return whether there is room for more; if not, stop reading until {@link #whenRoom} calls
   */
  public boolean putTraffic(Input input, int frameBytes) {
    int bytes = frameBytes + OVERHEAD_BYTES;
    long now = trafficBytes.addAndGet(bytes);
    add(new Entry(input, null, bytes));
    return now <= MAX_TRAFFIC_BYTES;
  }

  private void add(Entry entry) {
    size.incrementAndGet();
    queue.add(entry);
    Thread waiting = taker;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
  }

  /** Calls once, soon after there is room for traffic again; at once if there is. */
  public void whenRoom(Runnable call) {
    waitingForRoom.add(call);
    if (hasRoom()) {
      callWaiting();
    }
  }

  /** How many inputs wait. */
  public int size() {
    return (int) Math.min(Integer.MAX_VALUE, size.get());
  }

  /**
   * Takes what is there, up to the limit, without waiting. For the one taker, who asks each for its
   * input when its turn has come; null = void.
   */
  List<Supplier<Input>> take(int limit) {
    List<Supplier<Input>> taken = new ArrayList<>();
    while (taken.size() < limit) {
      Entry entry = queue.poll();
      if (entry == null) {
        break;
      }
      size.decrementAndGet();
      trafficBytes.addAndGet(-entry.bytes());
      taken.add(entry.late() == null ? () -> entry.input() : entry.late());
    }
    if (!taken.isEmpty() && !waitingForRoom.isEmpty() && hasRoom()) {
      callWaiting();
    }
    return taken;
  }

  /** Waits until something is there or the time is over; may return early. For the one taker. */
  void await(long nanos) {
    taker = Thread.currentThread();
    if (queue.isEmpty() && nanos > 0) {
      LockSupport.parkNanos(this, nanos);
    }
  }

  private boolean hasRoom() {
    return trafficBytes.get() <= MAX_TRAFFIC_BYTES / 2;
  }

  private void callWaiting() {
    for (Runnable call = waitingForRoom.poll(); call != null; call = waitingForRoom.poll()) {
      call.run();
    }
  }
}

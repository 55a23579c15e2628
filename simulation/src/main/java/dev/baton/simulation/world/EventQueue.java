package dev.baton.simulation.world;

import java.util.Arrays;

/** What is to happen when; of equal times the one that was put in first comes first. */
final class EventQueue {
  /** More than this means that something makes events without end. */
  static final int MAX_EVENTS = 4_000_000;

  private long[] times = new long[1024];
  private long[] numbers = new long[1024];
  private Runnable[] actions = new Runnable[1024];
  private int size;
  private long added;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** The time of the first event; there must be one. */
  long firstNanos() {
    return times[0];
  }

  void add(long nanos, Runnable action) {
    if (size == times.length) {
      grow();
    }
    int at = size++;
    long number = added++;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (isBefore(times[parent], numbers[parent], nanos, number)) {
        break;
      }
      move(parent, at);
      at = parent;
    }
    put(at, nanos, number, action);
  }

  /** Takes the first event's action; there must be one. */
  Runnable take() {
    Runnable first = actions[0];
    size--;
    long nanos = times[size];
    long number = numbers[size];
    Runnable action = actions[size];
    actions[size] = null;
    if (size > 0) {
      sink(nanos, number, action);
    }
    return first;
  }

  private void sink(long nanos, long number, Runnable action) {
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      int right = child + 1;
      if (right < size && isBefore(times[right], numbers[right], times[child], numbers[child])) {
        child = right;
      }
      if (isBefore(nanos, number, times[child], numbers[child])) {
        break;
      }
      move(child, at);
      at = child;
    }
    put(at, nanos, number, action);
  }

  private static boolean isBefore(long nanosA, long numberA, long nanosB, long numberB) {
    return nanosA < nanosB || (nanosA == nanosB && numberA < numberB);
  }

  private void move(int from, int to) {
    times[to] = times[from];
    numbers[to] = numbers[from];
    actions[to] = actions[from];
  }

  private void put(int at, long nanos, long number, Runnable action) {
    times[at] = nanos;
    numbers[at] = number;
    actions[at] = action;
  }

  private void grow() {
    if (size >= MAX_EVENTS) {
      throw new IllegalStateException(
          "more than " + MAX_EVENTS + " events wait: something makes events without end");
    }
    times = Arrays.copyOf(times, size * 2);
    numbers = Arrays.copyOf(numbers, size * 2);
    actions = Arrays.copyOf(actions, size * 2);
  }
}

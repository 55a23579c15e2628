package dev.baton.coordinator.core;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Keyed deadlines on the monotonic clock. Setting a key again replaces its deadline. Whoever is
 * woken tests the condition again: a timer is a reminder, not a decision.
 *
 * @param <K> what the reminders are about; ordered, so that equal deadlines have one order
 */
final class Timers<K extends Comparable<K>> {
  private record Entry<K extends Comparable<K>>(long nanos, K key) {}

  private final TreeSet<Entry<K>> byTime =
      new TreeSet<>(Comparator.<Entry<K>>comparingLong(Entry::nanos).thenComparing(Entry::key));
  private final Map<K, Entry<K>> byKey = new HashMap<>();

  void set(K key, long nanos) {
    clear(key);
    Entry<K> entry = new Entry<>(nanos, key);
    byTime.add(entry);
    byKey.put(key, entry);
  }

  void clear(K key) {
    Entry<K> old = byKey.remove(key);
    if (old != null) {
      byTime.remove(old);
    }
  }

  boolean isSet(K key) {
    return byKey.containsKey(key);
  }

  /** Takes one key that is due, or null. */
  K pollDue(long nowNanos) {
    if (byTime.isEmpty() || byTime.first().nanos() > nowNanos) {
      return null;
    }
    K key = byTime.first().key();
    clear(key);
    return key;
  }

  /** The next deadline, {@link Long#MAX_VALUE} if there is none. */
  long next() {
    return byTime.isEmpty() ? Long.MAX_VALUE : byTime.first().nanos();
  }
}

package dev.baton.common.job;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Immutable maps with one iteration order everywhere; {@code Map.copyOf} has none. */
public final class SortedMaps {
  private SortedMaps() {}

  public static <V> SortedMap<String, V> copyOf(Map<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  public static <V> SortedMap<String, V> empty() {
    return Collections.emptySortedMap();
  }
}

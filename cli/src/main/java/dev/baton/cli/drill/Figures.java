package dev.baton.cli.drill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Measured milliseconds of several trials. */
final class Figures {
  private final List<Long> values = new ArrayList<>();

  void add(long ms) {
    values.add(ms);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  int count() {
    return values.size();
  }

  long median() {
    return percentile(50);
  }

  long max() {
    return Collections.max(values);
  }

  long percentile(int p) {
    List<Long> sorted = values.stream().sorted().toList();
    int index = (int) Math.ceil(p / 100.0 * sorted.size()) - 1;
    return sorted.get(Math.max(0, index));
  }

  @Override
  public String toString() {
    return values.isEmpty()
        ? "no figures"
        : String.format(
            Locale.ROOT, "median %d ms, max %d ms, of %d", median(), max(), values.size());
  }
}

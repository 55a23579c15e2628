package dev.baton.cli.diagnosis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** True causes against named causes, with what else was measured for each. */
final class ConfusionMatrix {
  /** The trials of one true cause. */
  static final class Row {
    final TrueCause truth;
    final String trueAnswer;
    final TreeMap<String, Integer> named = new TreeMap<>();
    int trials;
    int right;
    int scopes;
    int scopesExact;
    final List<Long> raisedMs = new ArrayList<>();
    final List<Long> closedMs = new ArrayList<>();
    final List<Long> closedAfterHealMs = new ArrayList<>();

    Row(TrueCause truth, String trueAnswer) {
      this.truth = truth;
      this.trueAnswer = trueAnswer;
    }

    private void add(TrialResult result) {
      trials++;
      named.merge(result.named(), 1, Integer::sum);
      right += result.right() ? 1 : 0;
      if (result.scopeExact() != null) {
        scopes++;
        scopesExact += result.scopeExact() ? 1 : 0;
      }
      addIfThere(raisedMs, result.raisedMs());
      addIfThere(closedMs, result.closedMs());
      addIfThere(closedAfterHealMs, result.closedAfterHealMs());
    }

    private static void addIfThere(List<Long> values, Long value) {
      if (value != null) {
        values.add(value);
      }
    }
  }

  private final Map<TrueCause, Row> rows = new TreeMap<>();

  static ConfusionMatrix of(Collection<TrialResult> results) {
    ConfusionMatrix matrix = new ConfusionMatrix();
    for (TrialResult result : results) {
      matrix
          .rows
          .computeIfAbsent(result.truth(), truth -> new Row(truth, result.trueAnswer()))
          .add(result);
    }
    return matrix;
  }

  /** In the order of {@link TrueCause}. */
  List<Row> rows() {
    return List.copyOf(rows.values());
  }

  int trials() {
    return sum(row -> row.trials);
  }

  int right() {
    return sum(row -> row.right);
  }

  int scopes() {
    return sum(row -> row.scopes);
  }

  int scopesExact() {
    return sum(row -> row.scopesExact);
  }

  private int sum(Function<Row, Integer> part) {
    return rows.values().stream().mapToInt(part::apply).sum();
  }

  /** Every answer that was given, those that are true for some cause in their causes' order. */
  List<String> columns() {
    TreeSet<String> given = new TreeSet<>();
    rows.values().forEach(row -> given.addAll(row.named.keySet()));
    Map<String, Boolean> columns = new LinkedHashMap<>();
    for (Row row : rows.values()) {
      if (given.contains(row.trueAnswer)) {
        columns.put(row.trueAnswer, true);
      }
    }
    given.forEach(answer -> columns.putIfAbsent(answer, true));
    return List.copyOf(columns.keySet());
  }

  /** {@code 95.0 %}. */
  static String share(int part, int whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  /** Median and maximum in seconds; {@code -} without figures. */
  static String seconds(List<Long> ms) {
    if (ms.isEmpty()) {
      return "-";
    }
    List<Long> sorted = ms.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "%.1f / %.1f",
        sorted.get((sorted.size() - 1) / 2) / 1e3,
        sorted.getLast() / 1e3);
  }
}

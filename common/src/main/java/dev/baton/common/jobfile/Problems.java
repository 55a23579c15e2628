package dev.baton.common.jobfile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems, each once, up to the limit. */
final class Problems {
  private final Set<Problem> found = new LinkedHashSet<>();

  /** Whether further problems would be dropped, so that looking for hints is wasted. */
  boolean isFull() {
    return found.size() >= JobFileLimits.MAX_PROBLEMS;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  void add(Field field, String message, String fix) {
    add(field.node().line(), field.node().column(), field.path(), message, fix);
  }

  void add(int line, int column, String path, String message, String fix) {
    if (!isFull()) {
      found.add(new Problem(line, column, path, message, fix));
    }
  }

  /** In the order of the file. */
  List<Problem> sorted() {
    List<Problem> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    return List.copyOf(sorted);
  }
}

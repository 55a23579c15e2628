package dev.baton.simulation.coverage;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.RunStatus;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Run;
import dev.baton.simulation.fault.FaultKind;
import dev.baton.simulation.store.StoreRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What faults have hit: how often each kind came while there were runs and attempts in each status.
 */
public final class Coverage {
  private static final String ALL = "faults";
  private static final String QUEUED = "run QUEUED";
  private static final String RUNNING = "run RUNNING";
  private static final String NOTHING = "nothing";
  private static final List<String> COLUMNS = columns();

  private final Map<FaultKind, long[]> hits = new TreeMap<>();

  private static List<String> columns() {
    List<String> columns = new ArrayList<>();
    columns.add(ALL);
    for (AttemptStatus status : AttemptStatus.values()) {
      columns.add(column(status));
    }
    columns.add(QUEUED);
    columns.add(RUNNING);
    columns.add(NOTHING);
    return List.copyOf(columns);
  }

  /**
   * A fault begins.
   *
   * @param executor whom it hits; null = everybody
   */
  public void hit(FaultKind kind, StoreRows rows, ExecutorId executor) {
    Set<String> seen = new TreeSet<>();
    for (Run run : rows.activeRuns()) {
      boolean touched = executor == null;
      for (Attempt attempt : rows.attempts(run.id())) {
        if (executor == null || attempt.executor().equals(executor)) {
          touched = true;
          seen.add(column(attempt.status()));
        }
      }
      if (touched) {
        seen.add(run.status() == RunStatus.QUEUED ? QUEUED : RUNNING);
      }
    }
    if (seen.isEmpty()) {
      seen.add(NOTHING);
    }
    seen.add(ALL);
    long[] row = row(kind);
    for (int i = 0; i < row.length; i++) {
      row[i] += seen.contains(COLUMNS.get(i)) ? 1 : 0;
    }
  }

  private static String column(AttemptStatus status) {
    return "attempt " + status;
  }

  private long[] row(FaultKind kind) {
    return hits.computeIfAbsent(kind, key -> new long[COLUMNS.size()]);
  }

  public void add(Coverage other) {
    other.hits.forEach((kind, theirs) -> {
      long[] row = row(kind);
      for (int i = 0; i < row.length; i++) {
        row[i] += theirs[i];
      }
    });
  }

  /** How often a fault of that kind came. */
  public long count(FaultKind kind) {
    long[] row = hits.get(kind);
    return row == null ? 0 : row[0];
  }

  /** One line for each kind: its name and its numbers. */
  public List<String> toLines() {
    List<String> lines = new ArrayList<>();
    hits.forEach((kind, row) -> {
      StringBuilder line = new StringBuilder(kind.name());
      for (long number : row) {
        line.append(' ').append(number);
      }
      lines.add(line.toString());
    });
    return lines;
  }

  /**
   * Reads one line of {@link #toLines} and adds it.
   *
   * @throws IllegalArgumentException if it is no such line
   */
  public void addLine(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length != COLUMNS.size() + 1) {
      throw new IllegalArgumentException("not a line of coverage: " + line);
    }
    long[] row = row(FaultKind.valueOf(parts[0]));
    for (int i = 0; i < row.length; i++) {
      row[i] += Long.parseLong(parts[i + 1]);
    }
  }

  /** For people. */
  public String table() {
    StringBuilder text = new StringBuilder(String.format("%-36s", "fault while there was"));
    COLUMNS.forEach(column -> text.append(String.format(" %18s", column)));
    text.append('\n');
    hits.forEach((kind, row) -> {
      text.append(String.format("%-36s", kind));
      for (long number : row) {
        text.append(String.format(" %18d", number));
      }
      text.append('\n');
    });
    return text.toString();
  }
}

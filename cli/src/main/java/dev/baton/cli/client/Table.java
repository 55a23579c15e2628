package dev.baton.cli.client;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows under headings, in columns as wide as they need. */
public final class Table {
  private static final int MAX_CELL = 80;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... headings) {
    this.headings = List.of(headings);
  }

  /** Null cells are shown as a dash. */
  public Table row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(text(cell));
    }
    rows.add(row);
    return this;
  }

  private static String text(Object cell) {
    String text =
        switch (cell) {
          case null -> "";
          case Instant at -> TIME.format(at.atZone(ZoneId.systemDefault()));
          default -> cell.toString().replaceAll("\\p{Cc}+", " ").strip();
        };
    if (text.isEmpty()) {
      return "-";
    }
    return text.length() <= MAX_CELL ? text : text.substring(0, MAX_CELL - 1) + "…";
  }

  /** {@code empty} is said instead of headings without rows. */
  public String text(String empty) {
    if (rows.isEmpty()) {
      return empty;
    }
    int[] widths = new int[headings.size()];
    measure(widths, headings);
    rows.forEach(row -> measure(widths, row));
    StringBuilder text = new StringBuilder();
    append(text, widths, headings);
    rows.forEach(row -> append(text, widths, row));
    return text.toString();
  }

  private static void measure(int[] widths, List<String> row) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], row.get(i).codePointCount(0, row.get(i).length()));
    }
  }

  private static void append(StringBuilder text, int[] widths, List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i));
      int length = row.get(i).codePointCount(0, row.get(i).length());
      line.append(" ".repeat(widths[i] - length + 2));
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}

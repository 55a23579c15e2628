package dev.baton.desktop.shell;

import dev.baton.desktop.actions.WorkbenchAction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.kordamp.ikonli.Ikon;

/** Finds actions, jobs and executors by what was typed. */
final class PaletteModel {
  static final int MAX_SHOWN = 60;

  /**
   * Something to choose.
   *
   * @param detail at the right: keys, or what kind of thing it is
   * @param blocked why it cannot be chosen; empty = it can
   */
  record Entry(String text, String detail, Ikon icon, String blocked, Runnable action) {
    static Entry of(WorkbenchAction action) {
      return new Entry(
          action.text(),
          action.keys() == null ? "" : action.keys().getDisplayText(),
          action.icon(),
          action.blocked().getValue(),
          action::perform);
    }
  }

  private record Ranked(Entry entry, int rank) {}

  private final Supplier<List<Entry>> source;
  private final StringProperty query = new SimpleStringProperty(this, "query", "");
  private final ObservableList<Entry> entries = FXCollections.observableArrayList();

  /**
   * @param source everything there is, read anew for each search
   */
  PaletteModel(Supplier<List<Entry>> source) {
    this.source = source;
    query.subscribe(this::search);
  }

  StringProperty queryProperty() {
    return query;
  }

  /** Best first. */
  ObservableList<Entry> entries() {
    return entries;
  }

  private void search(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    List<Ranked> found = new ArrayList<>();
    for (Entry entry : source.get()) {
      int rank = rank(entry.text().toLowerCase(Locale.ROOT), wanted);
      if (rank >= 0) {
        found.add(new Ranked(entry, rank + (entry.blocked().isEmpty() ? 0 : 10)));
      }
    }
    entries.setAll(
        found.stream()
            .sorted(Comparator.comparingInt(Ranked::rank))
            .limit(MAX_SHOWN)
            .map(Ranked::entry)
            .toList());
  }

  /**
   * 0 = begins with it, 1 = a word begins with it, 2 = holds it, 3 = holds its letters; -1 = not.
   */
  static int rank(String text, String wanted) {
    if (text.startsWith(wanted)) {
      return 0;
    }
    int at = text.indexOf(wanted);
    while (at > 0) {
      if (!Character.isLetterOrDigit(text.charAt(at - 1))) {
        return 1;
      }
      at = text.indexOf(wanted, at + 1);
    }
    if (text.contains(wanted)) {
      return 2;
    }
    int from = 0;
    for (int i = 0; i < wanted.length(); i++) {
      from = text.indexOf(wanted.charAt(i), from);
      if (from < 0) {
        return -1;
      }
      from++;
    }
    return wanted.length() < 2 ? -1 : 3;
  }
}

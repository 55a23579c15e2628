package dev.baton.desktop.log;

import dev.baton.common.api.AttemptRef;
import dev.baton.common.api.LogSliceView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ProblemException;
import dev.baton.common.api.client.UnreachableException;
import dev.baton.desktop.background.BackgroundTask;
import dev.baton.desktop.background.BackgroundTasks;
import dev.baton.desktop.background.EventPump;
import dev.baton.desktop.i18n.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** Reads one attempt's log to its end and follows it while the attempt runs; searches in it. */
public final class LogModel {
  /** Bytes asked for at once. */
  static final int SLICE_BYTES = 512 * 1024;

  /** How long the coordinator may wait for more. */
  static final long FOLLOW_MS = 15_000;

  /** Lines that a search marks; it stops there. */
  public static final int MAX_MATCHES = 100_000;

  private static final long RETRY_MS = 1_000;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final BackgroundTasks tasks;
  private final Texts texts;
  private final ReadOnlyObjectWrapper<AttemptRef> source =
      new ReadOnlyObjectWrapper<>(this, "source");
  private final ReadOnlyIntegerWrapper lineCount = new ReadOnlyIntegerWrapper(this, "lineCount");
  private final ReadOnlyBooleanWrapper complete = new ReadOnlyBooleanWrapper(this, "complete");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
  private final BooleanProperty following = new SimpleBooleanProperty(this, "following", true);
  private final ReadOnlyIntegerWrapper match = new ReadOnlyIntegerWrapper(this, "match", -1);
  private final ReadOnlyObjectWrapper<int[]> matches =
      new ReadOnlyObjectWrapper<>(this, "matches", new int[0]);
  private String query = "";
  private int searchedTo;
  private LogStore store = new LogStore();
  private BackgroundTask reading;
  private BackgroundTask searching;
  private boolean searchUnderWay;

  public LogModel(BackgroundTasks tasks, Texts texts) {
    this.tasks = tasks;
    this.texts = texts;
  }

  /** Null = none. */
  public ReadOnlyObjectProperty<AttemptRef> sourceProperty() {
    return source.getReadOnlyProperty();
  }

  public ReadOnlyIntegerProperty lineCountProperty() {
    return lineCount.getReadOnlyProperty();
  }

  /** Whether the log has ended and all of it is here. */
  public ReadOnlyBooleanProperty completeProperty() {
    return complete.getReadOnlyProperty();
  }

  /** What is in the way, and what to do; empty = nothing. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether the view stays at the end. */
  public BooleanProperty followingProperty() {
    return following;
  }

  /** Lines that hold the word searched for, in growing order. */
  public ReadOnlyObjectProperty<int[]> matchesProperty() {
    return matches.getReadOnlyProperty();
  }

  /** Place among the matches, or -1. */
  public ReadOnlyIntegerProperty matchProperty() {
    return match.getReadOnlyProperty();
  }

  public String query() {
    return query;
  }

  public LogStore store() {
    return store;
  }

  /** Shows another log; null = none. Showing the one that is shown does nothing. */
  public void show(AttemptRef attempt, BatonClient client, EventPump pump) {
    if (attempt == null ? source.get() == null : attempt.equals(source.get())) {
      return;
    }
    if (reading != null) {
      reading.cancel();
    }
    store = new LogStore();
    lineCount.set(0);
    complete.set(false);
    problem.set("");
    following.set(true);
    forgetMatches();
    source.set(attempt);
    if (attempt != null) {
      LogStore target = store;
      reading =
          tasks.run(
              "",
              () -> readAll(attempt, client, pump, target),
              done -> ended(target),
              failed -> problem.set(String.valueOf(failed.getMessage())));
    }
  }

  /** Off the FX thread: until the log ends or another one is shown. */
  private boolean readAll(AttemptRef attempt, BatonClient client, EventPump pump, LogStore target)
      throws InterruptedException {
    long offset = 0;
    boolean first = true;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        LogSliceView slice =
            client.log(
                attempt.run(),
                attempt.task(),
                attempt.attempt(),
                offset,
                SLICE_BYTES,
                first ? 0 : FOLLOW_MS);
        first = false;
        target.append(slice.bytes());
        offset = slice.nextOffset();
        pump.offer("log", () -> grew(target, ""));
        if (slice.complete() || target.isCut()) {
          return true;
        }
      } catch (UnreachableException away) {
        pump.offer("log", () -> grew(target, texts.get("log.problem.away")));
        Thread.sleep(RETRY_MS);
      } catch (ProblemException problemAnswer) {
        boolean noLeader = problemAnswer.status() == UNAVAILABLE;
        if (problemAnswer.status() != NOT_FOUND && !noLeader) {
          throw problemAnswer;
        }
        String why = texts.get(noLeader ? "log.problem.away" : "log.problem.notYet");
        pump.offer("log", () -> grew(target, why));
        Thread.sleep(RETRY_MS);
      }
    }
    return false;
  }

  private void grew(LogStore target, String trouble) {
    if (target != store) {
      return;
    }
    problem.set(trouble);
    lineCount.set(target.lineCount());
    searchOn();
  }

  private void ended(LogStore target) {
    if (target == store) {
      complete.set(true);
      grew(target, target.isCut() ? texts.get("log.problem.cut") : "");
    }
  }

  /** Marks the lines that hold the text, either case; empty = none. */
  public void search(String text) {
    query = text.toLowerCase(Locale.ROOT);
    forgetMatches();
    searchOn();
  }

  private void forgetMatches() {
    if (searching != null) {
      searching.cancel();
    }
    searchUnderWay = false;
    searchedTo = 0;
    matches.set(new int[0]);
    match.set(-1);
  }

  private void searchOn() {
    int to = lineCount.get();
    int room = MAX_MATCHES - matches.get().length;
    // The last line may still grow: it is searched once something follows it.
    int from = searchedTo;
    int end = complete.get() ? to : to - 1;
    if (query.isEmpty() || searchUnderWay || from >= end || room <= 0) {
      return;
    }
    searchUnderWay = true;
    byte[] word = query.getBytes(StandardCharsets.UTF_8);
    LogStore target = store;
    searching =
        tasks.run(
            "",
            () -> target.find(word, from, end, room),
            found -> foundMore(found, end),
            failed -> problem.set(String.valueOf(failed.getMessage())));
  }

  private void foundMore(int[] found, int searched) {
    searchUnderWay = false;
    searchedTo = searched;
    if (found.length > 0) {
      int[] before = matches.get();
      int[] all = Arrays.copyOf(before, before.length + found.length);
      System.arraycopy(found, 0, all, before.length, found.length);
      matches.set(all);
      if (match.get() < 0) {
        goTo(0);
      }
    }
    searchOn();
  }

  /** Goes to the next match, round and round. */
  public void nextMatch(boolean forward) {
    if (matches.get().length > 0) {
      goTo(Math.floorMod(match.get() + (forward ? 1 : -1), matches.get().length));
    }
  }

  private void goTo(int place) {
    following.set(false);
    match.set(place);
  }

  /** The line of the current match, or -1. */
  public int matchedLine() {
    return match.get() < 0 ? -1 : matches.get()[match.get()];
  }
}

package dev.baton.desktop.runs;

import dev.baton.common.api.Page;
import dev.baton.common.api.RunView;
import dev.baton.common.api.client.RunQuery;
import dev.baton.common.id.JobKey;
import dev.baton.common.run.RunStatus;
import dev.baton.desktop.background.BackgroundTask;
import dev.baton.desktop.cluster.Change;
import dev.baton.desktop.cluster.Changes.Interest;
import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.cluster.Meanwhile;
import dev.baton.desktop.i18n.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * Runs that match a filter, newest first. A page is read from the coordinator, further ones when
 * asked for; what events say is put in place, so the list lives without being read again.
 */
public final class RunListModel implements AutoCloseable {
  static final int PAGE = 200;

  /** Rows kept; when new runs push the list beyond it, the oldest go. */
  public static final int MAX_ROWS = 20_000;

  /** From when on runs are listed. */
  public enum Period {
    ALL(null),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7));

    private final Duration length;

    Period(Duration length) {
      this.length = length;
    }

    Instant from(Instant now) {
      return length == null ? null : now.minus(length);
    }
  }

  private final ClusterSession session;
  private final Texts texts;
  private final InstantSource clock;
  private final ObservableList<RunView> rows = FXCollections.observableArrayList();
  private final StringProperty job = new SimpleStringProperty(this, "job", "");
  private final ObjectProperty<Set<RunStatus>> statuses =
      new SimpleObjectProperty<>(this, "statuses", Set.of());
  private final ObjectProperty<Period> period =
      new SimpleObjectProperty<>(this, "period", Period.ALL);
  private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper(this, "loading");
  private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper(this, "more");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
  private final List<Interest> interests;
  private final Meanwhile meanwhile = new Meanwhile();
  private BackgroundTask reading;
  private String nextCursor;

  public RunListModel(ClusterSession session, Texts texts, InstantSource clock) {
    this.session = session;
    this.texts = texts;
    this.clock = clock;
    job.addListener(changed -> reload());
    statuses.addListener(changed -> reload());
    period.addListener(changed -> reload());
    interests =
        List.of(
            session.changes().on(Change.RunChanged.class, change -> put(change.run())),
            session.changes().on(Change.EverythingMayHaveChanged.class, change -> reload()),
            session.changes().on(Change.LinkRestored.class, change -> reloadIfFailed()));
  }

  /** {@code namespace/name}, or empty for all jobs; other text lists nothing. */
  public StringProperty jobProperty() {
    return job;
  }

  /** Empty = all. */
  public ObjectProperty<Set<RunStatus>> statusesProperty() {
    return statuses;
  }

  public ObjectProperty<Period> periodProperty() {
    return period;
  }

  /** Newest first. */
  public ObservableList<RunView> rows() {
    return rows;
  }

  public ReadOnlyBooleanProperty loadingProperty() {
    return loading.getReadOnlyProperty();
  }

  /** Whether there are older runs that match. */
  public ReadOnlyBooleanProperty moreProperty() {
    return more.getReadOnlyProperty();
  }

  /** Why the list could not be read; empty = it could. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public boolean isFiltered() {
    return !job.get().isBlank() || !statuses.get().isEmpty() || period.get() != Period.ALL;
  }

  public void clearFilter() {
    job.set("");
    statuses.set(Set.of());
    period.set(Period.ALL);
  }

  /** Adds a status to the filter, or takes it out. */
  public void toggle(RunStatus status) {
    Set<RunStatus> next = EnumSet.noneOf(RunStatus.class);
    next.addAll(statuses.get());
    if (!next.remove(status)) {
      next.add(status);
    }
    statuses.set(Set.copyOf(next));
  }

  /** Reads the first page. */
  public void reload() {
    if (reading != null) {
      reading.cancel();
    }
    RunQuery query = query();
    if (query == null) {
      rows.clear();
      more.set(false);
      loading.set(false);
      return;
    }
    read(query, null);
  }

  private void reloadIfFailed() {
    if (!problem.get().isEmpty()) {
      reload();
    }
  }

  /** Reads the next page, unless one is being read or there is none. */
  public void loadMore() {
    RunQuery query = query();
    if (!loading.get() && more.get() && query != null && rows.size() < MAX_ROWS) {
      read(query, nextCursor);
    }
  }

  private void read(RunQuery query, String cursor) {
    loading.set(true);
    meanwhile.readBegins();
    reading =
        session
            .tasks()
            .run(
                texts.get("task.readingRuns"),
                () -> session.reads().runs(query, cursor, PAGE),
                page -> show(page, cursor == null),
                failure -> {
                  loading.set(false);
                  problem.set(String.valueOf(failure.getMessage()));
                });
  }

  private void show(Page<RunView> page, boolean first) {
    loading.set(false);
    problem.set("");
    if (first) {
      rows.setAll(page.items());
    } else {
      rows.addAll(page.items());
    }
    nextCursor = page.nextCursor();
    more.set(nextCursor != null);
    meanwhile.answerShown();
  }

  /** Null = no job can have such a name. */
  private RunQuery query() {
    JobKey key = null;
    if (!job.get().isBlank()) {
      try {
        key = JobKey.parse(job.get().strip());
      } catch (IllegalArgumentException noName) {
        return null;
      }
    }
    return new RunQuery(key, statuses.get(), period.get().from(clock.instant()), null);
  }

  private void put(RunView run) {
    meanwhile.changed(run.id(), () -> put(run));
    int place = placeOf(run.id());
    boolean there = place < rows.size() && rows.get(place).id() == run.id();
    boolean wanted = matches(run);
    if (there && wanted) {
      rows.set(place, run);
    } else if (there) {
      rows.remove(place);
    } else if (wanted && (place < rows.size() || !more.get())) {
      rows.add(place, run);
      if (rows.size() > MAX_ROWS) {
        rows.removeLast();
        more.set(true);
      }
    }
  }

  private boolean matches(RunView run) {
    Instant from = period.get().from(clock.instant());
    return (job.get().isBlank() || run.job().equals(job.get().strip()))
        && (statuses.get().isEmpty() || statuses.get().contains(run.status()))
        && (from == null || run.createdAt() == null || !run.createdAt().isBefore(from));
  }

  private int placeOf(long run) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.get(middle).id() > run) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public void close() {
    interests.forEach(Interest::close);
    if (reading != null) {
      reading.cancel();
    }
  }
}

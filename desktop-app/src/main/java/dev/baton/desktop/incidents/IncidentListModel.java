package dev.baton.desktop.incidents;

import dev.baton.common.api.ApiLimits;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.Page;
import dev.baton.common.api.client.RecoveryClient;
import dev.baton.common.api.client.RecoveryClient.IncidentQuery;
import dev.baton.common.incident.IncidentStep;
import dev.baton.desktop.background.BackgroundTask;
import dev.baton.desktop.cluster.Change;
import dev.baton.desktop.cluster.Changes.Interest;
import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.cluster.Meanwhile;
import dev.baton.desktop.i18n.Texts;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** The incidents of the cluster, newest first: all that are open, and as many others as read. */
public final class IncidentListModel implements AutoCloseable {
  static final int PAGE = 200;

  /** Incidents kept; the oldest go. */
  public static final int MAX_ROWS = 5_000;

  private static final IncidentQuery OPEN = new IncidentQuery(null, null, true, null, null, null);

  /**
   * @param open those that are open; empty when the page holds them all
   */
  private record Read(Page<IncidentView> page, List<IncidentView> open) {}

  private final ClusterSession session;
  private final Texts texts;
  private final ObservableList<IncidentView> rows = FXCollections.observableArrayList();
  private final FilteredList<IncidentView> shown = new FilteredList<>(rows);
  private final BooleanProperty openOnly = new SimpleBooleanProperty(this, "openOnly");
  private final StringProperty text = new SimpleStringProperty(this, "text", "");
  private final ReadOnlyIntegerWrapper openCount = new ReadOnlyIntegerWrapper(this, "openCount");
  private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper(this, "loading");
  private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper(this, "more");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
  private final List<Interest> interests;
  private final Meanwhile meanwhile = new Meanwhile();
  private BackgroundTask reading;
  private String nextCursor;

  public IncidentListModel(ClusterSession session, Texts texts, IncidentWords words) {
    this.session = session;
    this.texts = texts;
    shown
        .predicateProperty()
        .bind(
            Bindings.createObjectBinding(
                () -> {
                  boolean open = openOnly.get();
                  String wanted = text.get();
                  return incident ->
                      (!open || isOpen(incident)) && words.mentions(incident, wanted);
                },
                openOnly,
                text));
    interests =
        List.of(
            session.changes().on(Change.IncidentChanged.class, change -> put(change.incident())),
            session.changes().on(Change.EverythingMayHaveChanged.class, change -> reload()),
            session.changes().on(Change.LinkRestored.class, change -> reloadIfFailed()));
  }

  static boolean isOpen(IncidentView incident) {
    return incident.step() != IncidentStep.RESOLVED;
  }

  /** All that are known, newest first. */
  public ObservableList<IncidentView> rows() {
    return rows;
  }

  /** Those of {@link #rows()} that the filter lets through. */
  public ObservableList<IncidentView> shown() {
    return shown;
  }

  public BooleanProperty openOnlyProperty() {
    return openOnly;
  }

  /** What the rows must mention; empty = anything. */
  public StringProperty textProperty() {
    return text;
  }

  public boolean isFiltered() {
    return openOnly.get() || !text.get().isBlank();
  }

  public void clearFilter() {
    openOnly.set(false);
    text.set("");
  }

  public ReadOnlyIntegerProperty openCountProperty() {
    return openCount.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty loadingProperty() {
    return loading.getReadOnlyProperty();
  }

  /** Whether there are older ones. */
  public ReadOnlyBooleanProperty moreProperty() {
    return more.getReadOnlyProperty();
  }

  /** Why the list could not be read; empty = it could. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Null = unknown here. */
  public IncidentView find(long id) {
    int place = placeOf(id);
    return place < rows.size() && rows.get(place).id() == id ? rows.get(place) : null;
  }

  public void reload() {
    if (reading != null) {
      reading.cancel();
    }
    read(null);
  }

  private void reloadIfFailed() {
    if (!problem.get().isEmpty()) {
      reload();
    }
  }

  /** Reads the next page, unless one is being read or there is none. */
  public void loadMore() {
    if (!loading.get() && more.get() && rows.size() < MAX_ROWS) {
      read(nextCursor);
    }
  }

  private void read(String cursor) {
    loading.set(true);
    meanwhile.readBegins();
    reading =
        session
            .tasks()
            .run(
                texts.get("task.readingIncidents"),
                () -> ask(cursor),
                answer -> show(answer, cursor == null),
                failure -> {
                  loading.set(false);
                  problem.set(String.valueOf(failure.getMessage()));
                });
  }

  /** Off the FX thread. */
  private Read ask(String cursor) {
    RecoveryClient recovery = session.reads().recovery();
    Page<IncidentView> page = recovery.incidents(IncidentQuery.ALL, cursor, PAGE);
    boolean all = cursor != null || page.nextCursor() == null;
    return new Read(
        page, all ? List.of() : recovery.incidents(OPEN, null, ApiLimits.MAX_PAGE).items());
  }

  private void show(Read answer, boolean first) {
    loading.set(false);
    problem.set("");
    if (first) {
      rows.setAll(answer.page().items());
    } else {
      answer.page().items().forEach(this::insert);
    }
    answer.open().forEach(this::insert);
    nextCursor = answer.page().nextCursor();
    more.set(nextCursor != null);
    meanwhile.answerShown();
    count();
  }

  private void put(IncidentView incident) {
    meanwhile.changed(incident.id(), () -> put(incident));
    insert(incident);
    count();
  }

  /** One that was read elsewhere. */
  void learn(IncidentView incident) {
    put(incident);
  }

  private void insert(IncidentView incident) {
    int place = placeOf(incident.id());
    if (place < rows.size() && rows.get(place).id() == incident.id()) {
      if (!rows.get(place).equals(incident)) {
        rows.set(place, incident);
      }
      return;
    }
    rows.add(place, incident);
    if (rows.size() > MAX_ROWS) {
      rows.removeLast();
      more.set(true);
    }
  }

  private void count() {
    openCount.set((int) rows.stream().filter(IncidentListModel::isOpen).count());
  }

  private int placeOf(long id) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.get(middle).id() > id) {
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

package dev.baton.desktop.incidents;

import dev.baton.common.api.ApiLimits;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.IncidentView.TouchView;
import dev.baton.common.api.Page;
import dev.baton.common.api.client.RecoveryClient;
import dev.baton.desktop.background.BackgroundTask;
import dev.baton.desktop.background.Coalesced;
import dev.baton.desktop.cluster.Change;
import dev.baton.desktop.cluster.Changes.Interest;
import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.cluster.Meanwhile;
import dev.baton.desktop.i18n.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** One incident as it goes on, with the attempts it has touched. */
public final class IncidentModel implements AutoCloseable {
  /** Touched attempts that are read; of more, the incident says only how many. */
  public static final int MAX_TOUCHES = 5_000;

  private record Read(IncidentView incident, List<TouchView> touches, boolean cut) {}

  private record Place(long run, String task, int attempt) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::run)
            .thenComparing(Place::task)
            .thenComparingInt(Place::attempt);

    static Place of(TouchView touch) {
      return new Place(touch.run(), touch.task(), touch.attempt());
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private final long id;
  private final ClusterSession session;
  private final IncidentListModel list;
  private final Texts texts;
  private final ReadOnlyObjectWrapper<IncidentView> incident =
      new ReadOnlyObjectWrapper<>(this, "incident");
  private final TreeMap<Place, TouchView> known = new TreeMap<>();
  private final ObservableList<TouchView> touches = FXCollections.observableArrayList();
  private final ReadOnlyBooleanWrapper cut = new ReadOnlyBooleanWrapper(this, "cut");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
  private final Coalesced publish;
  private final Meanwhile meanwhile = new Meanwhile();
  private final List<Interest> interests;
  private BackgroundTask reading;

  public IncidentModel(long id, ClusterSession session, IncidentListModel list, Texts texts) {
    this.id = id;
    this.session = session;
    this.list = list;
    this.texts = texts;
    this.publish = new Coalesced(session.tasks(), this::publish);
    incident.set(list.find(id));
    interests =
        List.of(
            session.changes().on(Change.IncidentChanged.class, change -> put(change.incident())),
            session.changes().on(Change.IncidentTouched.class, change -> put(change.touch())),
            session.changes().on(Change.EverythingMayHaveChanged.class, change -> reload()),
            session.changes().on(Change.LinkRestored.class, change -> reloadIfFailed()));
    reload();
  }

  public long id() {
    return id;
  }

  /** Null = not read yet. */
  public ReadOnlyObjectProperty<IncidentView> incidentProperty() {
    return incident.getReadOnlyProperty();
  }

  /** By run, task and attempt. */
  public ObservableList<TouchView> touches() {
    return touches;
  }

  /** Whether it has touched more than are listed. */
  public ReadOnlyBooleanProperty cutProperty() {
    return cut.getReadOnlyProperty();
  }

  /** Why it could not be read; empty = it could. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public void reload() {
    if (reading != null) {
      reading.cancel();
    }
    meanwhile.readBegins();
    reading =
        session
            .tasks()
            .run(
                texts.get("task.readingIncident", Long.toString(id)),
                this::ask,
                this::show,
                failure -> problem.set(String.valueOf(failure.getMessage())));
  }

  private void reloadIfFailed() {
    if (!problem.get().isEmpty()) {
      reload();
    }
  }

  /** Off the FX thread. */
  private Read ask() {
    RecoveryClient recovery = session.reads().recovery();
    IncidentView view = recovery.incident(id);
    List<TouchView> found = new ArrayList<>();
    String cursor = null;
    do {
      Page<TouchView> page = recovery.incidentAttempts(id, cursor, ApiLimits.MAX_PAGE);
      found.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null && found.size() < MAX_TOUCHES);
    return new Read(view, found, cursor != null);
  }

  private void show(Read read) {
    problem.set("");
    known.clear();
    read.touches().forEach(touch -> known.put(Place.of(touch), touch));
    cut.set(read.cut());
    incident.set(read.incident());
    list.learn(read.incident());
    meanwhile.answerShown();
    publish.request();
  }

  private void put(IncidentView changed) {
    if (changed.id() == id) {
      meanwhile.changed("incident", () -> put(changed));
      incident.set(changed);
    }
  }

  private void put(TouchView touch) {
    if (touch.incident() != id) {
      return;
    }
    meanwhile.changed(Place.of(touch), () -> put(touch));
    if (known.size() < MAX_TOUCHES) {
      known.put(Place.of(touch), touch);
      publish.request();
    } else {
      cut.set(true);
    }
  }

  private void publish() {
    if (!touches.equals(List.copyOf(known.values()))) {
      touches.setAll(known.values());
    }
  }

  @Override
  public void close() {
    interests.forEach(Interest::close);
    if (reading != null) {
      reading.cancel();
    }
  }
}

package dev.baton.desktop.run;

import dev.baton.common.api.ApiLimits;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.IncidentView.TouchView;
import dev.baton.common.api.Page;
import dev.baton.common.api.client.RecoveryClient;
import dev.baton.common.api.client.RecoveryClient.IncidentQuery;
import dev.baton.desktop.background.BackgroundTask;
import dev.baton.desktop.background.Coalesced;
import dev.baton.desktop.cluster.Change;
import dev.baton.desktop.cluster.Changes.Interest;
import dev.baton.desktop.cluster.ClusterSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The incidents that touched a run, and which of its attempts each of them touched. */
public final class RunIncidents implements AutoCloseable {
  /** Incidents of one run that are shown; the newest. */
  static final int MAX_INCIDENTS = 20;

  /** Pages of touched attempts read of one incident, to find those of this run. */
  static final int MAX_PAGES = 4;

  private record Read(List<IncidentView> incidents, Set<Touch> touches) {}

  private record Touch(long incident, String task, int attempt) {}

  private final long run;
  private final ClusterSession session;
  private final ReadOnlyObjectWrapper<List<IncidentView>> incidents =
      new ReadOnlyObjectWrapper<>(this, "incidents", List.of());
  private final Set<Touch> touches = new HashSet<>();
  private final Coalesced readAgain;
  private final List<Interest> interests;
  private BackgroundTask reading;

  RunIncidents(long run, ClusterSession session) {
    this.run = run;
    this.session = session;
    this.readAgain = new Coalesced(session.tasks(), this::read);
    this.interests =
        List.of(
            session.changes().on(Change.IncidentTouched.class, change -> touched(change.touch())),
            session.changes().on(Change.IncidentChanged.class, change -> put(change.incident())));
  }

  /** Newest first. */
  public ReadOnlyObjectProperty<List<IncidentView>> incidentsProperty() {
    return incidents.getReadOnlyProperty();
  }

  /**
   * Those that touched an attempt of the task.
   *
   * @param attempt 0 = any of its attempts
   */
  public List<IncidentView> of(String task, int attempt) {
    return incidents.get().stream()
        .filter(incident ->
            touches.stream()
                .anyMatch(touch ->
                    touch.incident() == incident.id()
                        && touch.task().equals(task)
                        && (attempt == 0 || touch.attempt() == attempt)))
        .toList();
  }

  void read() {
    if (reading != null) {
      reading.cancel();
    }
    reading = session.tasks().run("", this::ask, this::show, failure -> {});
  }

  /** Off the FX thread. */
  private Read ask() {
    RecoveryClient recovery = session.reads().recovery();
    List<IncidentView> found =
        recovery
            .incidents(new IncidentQuery(null, null, false, run, null, null), null, MAX_INCIDENTS)
            .items();
    Set<Touch> mine = new HashSet<>();
    for (IncidentView incident : found) {
      String cursor = null;
      int pages = 0;
      do {
        Page<TouchView> page = recovery.incidentAttempts(incident.id(), cursor, ApiLimits.MAX_PAGE);
        page.items().stream().filter(each -> each.run() == run).forEach(each -> mine.add(of(each)));
        cursor = page.nextCursor();
        pages++;
      } while (cursor != null && pages < MAX_PAGES);
    }
    return new Read(found, mine);
  }

  private void show(Read read) {
    touches.addAll(read.touches());
    incidents.set(read.incidents());
  }

  private static Touch of(TouchView touch) {
    return new Touch(touch.incident(), touch.task(), touch.attempt());
  }

  private void touched(TouchView touch) {
    if (touch.run() == run) {
      touches.add(of(touch));
      readAgain.request();
    }
  }

  private void put(IncidentView changed) {
    List<IncidentView> next = new ArrayList<>(incidents.get());
    next.replaceAll(each -> each.id() == changed.id() ? changed : each);
    if (!next.equals(incidents.get())) {
      incidents.set(List.copyOf(next));
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

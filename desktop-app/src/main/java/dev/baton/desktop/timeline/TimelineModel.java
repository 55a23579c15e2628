package dev.baton.desktop.timeline;

import dev.baton.common.api.FailoverEventView;
import dev.baton.common.api.Page;
import dev.baton.desktop.background.Coalesced;
import dev.baton.desktop.cluster.Change;
import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.cluster.Meanwhile;
import dev.baton.desktop.i18n.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Failover events of the time that is looked at, as a list and as lanes. */
public final class TimelineModel {
  static final int PAGE = 500;

  /** Events kept; the oldest go. */
  public static final int MAX_EVENTS = 20_000;

  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofDays(400);

  /** From when to when. */
  public record Range(Instant from, Instant to) {
    Duration length() {
      return Duration.between(from, to);
    }
  }

  private final ClusterSession session;
  private final Texts texts;
  private final InstantSource clock;
  private final ObservableList<FailoverEventView> events = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<List<Lane>> lanes =
      new ReadOnlyObjectWrapper<>(this, "lanes", List.of());
  private final ObjectProperty<Range> range = new SimpleObjectProperty<>(this, "range");
  private final BooleanProperty live = new SimpleBooleanProperty(this, "live", true);
  private final ObjectProperty<FailoverEventView> selected =
      new SimpleObjectProperty<>(this, "selected");
  private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper(this, "more");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
  private final Meanwhile meanwhile = new Meanwhile();
  private final Coalesced rebuild;
  private String nextCursor;
  private boolean reading;

  public TimelineModel(ClusterSession session, Texts texts, InstantSource clock) {
    this.session = session;
    this.texts = texts;
    this.clock = clock;
    this.rebuild = new Coalesced(session.tasks(), this::rebuild);
    setLength(Duration.ofHours(1));
    session.changes().on(Change.FailoverHappened.class, change -> add(change.event()));
    session.changes().on(Change.EverythingMayHaveChanged.class, change -> reload());
    session
        .changes()
        .on(
            Change.LinkRestored.class,
            change -> {
              if (!problem.get().isEmpty()) {
                reload();
              }
            });
    InvalidationListener changed = event -> rebuild.request();
    session.model().executors().addListener(changed);
    reload();
  }

  /** Newest first. */
  public ObservableList<FailoverEventView> events() {
    return events;
  }

  ReadOnlyObjectProperty<List<Lane>> lanesProperty() {
    return lanes.getReadOnlyProperty();
  }

  /** What the axis shows. */
  public ObjectProperty<Range> rangeProperty() {
    return range;
  }

  /** Whether the right end of the axis stays at now. */
  public BooleanProperty liveProperty() {
    return live;
  }

  /** Null = none. */
  public ObjectProperty<FailoverEventView> selectedProperty() {
    return selected;
  }

  /** Whether older events can be read. */
  public ReadOnlyBooleanProperty moreProperty() {
    return more.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public void reload() {
    read(null);
  }

  /** Reads the next older page, unless one is being read or there is none. */
  public void loadMore() {
    if (more.get() && !reading && events.size() < MAX_EVENTS) {
      read(nextCursor);
    }
  }

  private void read(String cursor) {
    reading = true;
    meanwhile.readBegins();
    session
        .tasks()
        .run(
            texts.get("task.readingTimeline"),
            () -> session.reads().failoverEvents(null, null, cursor, PAGE),
            page -> show(page, cursor == null),
            failure -> {
              reading = false;
              problem.set(String.valueOf(failure.getMessage()));
            });
  }

  private void show(Page<FailoverEventView> page, boolean first) {
    reading = false;
    problem.set("");
    if (first) {
      events.setAll(page.items());
    } else {
      events.addAll(page.items());
    }
    nextCursor = page.nextCursor();
    more.set(nextCursor != null);
    meanwhile.answerShown();
    rebuild.request();
  }

  private void add(FailoverEventView event) {
    meanwhile.changed(event, () -> add(event));
    boolean known =
        events.stream().limit(PAGE).anyMatch(each -> Objects.equals(each.number(), event.number()));
    if (!known) {
      int place = 0;
      while (place < events.size() && events.get(place).at().isAfter(event.at())) {
        place++;
      }
      events.add(place, event);
      if (events.size() > MAX_EVENTS) {
        events.removeLast();
      }
      rebuild.request();
    }
  }

  private void rebuild() {
    List<FailoverEventView> oldestFirst = new ArrayList<>(events);
    oldestFirst.sort(
        Comparator.comparing(
            FailoverEventView::at, Comparator.nullsFirst(Comparator.naturalOrder())));
    lanes.set(LaneBuilder.lanes(oldestFirst, session.model().executors()));
  }

  /** Once a second: a live axis goes on. */
  public void tick() {
    if (live.get()) {
      setLength(range.get().length());
    }
  }

  /** Shows that much time until now. */
  public void setLength(Duration length) {
    Instant now = clock.instant();
    range.set(new Range(now.minus(clamped(length)), now));
  }

  private static Duration clamped(Duration length) {
    if (length.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return length.compareTo(LONGEST) > 0 ? LONGEST : length;
  }

  /**
   * Zooms around a point.
   *
   * @param place 0 = left end of the axis, 1 = right end
   */
  public void zoom(double place, double factor) {
    Range now = range.get();
    Duration length = clamped(Duration.ofMillis((long) (now.length().toMillis() / factor)));
    if (live.get()) {
      setLength(length);
      return;
    }
    Instant fixed = now.from().plusMillis((long) (now.length().toMillis() * place));
    Instant from = fixed.minusMillis((long) (length.toMillis() * place));
    range.set(new Range(from, from.plus(length)));
  }

  /** Moves the axis by that share of its length; back in time is negative. Ends being live. */
  public void pan(double share) {
    live.set(false);
    Range now = range.get();
    long by = (long) (now.length().toMillis() * share);
    range.set(new Range(now.from().plusMillis(by), now.to().plusMillis(by)));
  }

  /** Selects an event and brings it onto the axis. */
  public void select(FailoverEventView event) {
    selected.set(event);
    if (event == null || event.at() == null) {
      return;
    }
    Range now = range.get();
    if (event.at().isBefore(now.from()) || event.at().isAfter(now.to())) {
      live.set(false);
      Duration half = now.length().dividedBy(2);
      range.set(new Range(event.at().minus(half), event.at().plus(half)));
    }
  }
}

package dev.baton.desktop.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** State of the link and age of what is shown. */
public final class LinkModel {
  private final InstantSource clock;
  private final ReadOnlyObjectWrapper<LinkState> state =
      new ReadOnlyObjectWrapper<>(this, "state", LinkState.CONNECTING);
  private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper(this, "stale", false);
  private final ReadOnlyStringWrapper reason = new ReadOnlyStringWrapper(this, "reason", "");
  private final ReadOnlyObjectWrapper<Duration> age =
      new ReadOnlyObjectWrapper<>(this, "age", Duration.ZERO);
  private final ReadOnlyObjectWrapper<Duration> skew =
      new ReadOnlyObjectWrapper<>(this, "skew", Duration.ZERO);
  private final ReadOnlyObjectWrapper<Instant> staleSince =
      new ReadOnlyObjectWrapper<>(this, "staleSince");
  private Instant freshAt;
  private boolean eventsFlow;

  LinkModel(InstantSource clock) {
    this.clock = clock;
    this.freshAt = clock.instant();
  }

  public ReadOnlyObjectProperty<LinkState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  public LinkState state() {
    return state.get();
  }

  /** Whether what is shown may no longer be true. */
  public ReadOnlyBooleanProperty staleProperty() {
    return stale.getReadOnlyProperty();
  }

  /** Why the link is not live; empty while it is. */
  public ReadOnlyStringProperty reasonProperty() {
    return reason.getReadOnlyProperty();
  }

  /** When what is shown was last known to be true; null = it has always been. */
  public ReadOnlyObjectProperty<Instant> staleSinceProperty() {
    return staleSince.getReadOnlyProperty();
  }

  /** How old what is shown is. */
  public ReadOnlyObjectProperty<Duration> ageProperty() {
    return age.getReadOnlyProperty();
  }

  /** The coordinator's clock less ours, as far as an answer tells. */
  public ReadOnlyObjectProperty<Duration> skewProperty() {
    return skew.getReadOnlyProperty();
  }

  /**
   * A coordinator answered.
   *
   * @param coordinatorClock what it said the time was; null = nothing
   * @param askedAt when it was asked, by our clock
   * @param heardAt when its answer was here; somewhere in between it read its clock
   */
  void answered(Instant coordinatorClock, Instant askedAt, Instant heardAt) {
    fresh();
    if (coordinatorClock != null) {
      skew.set(skewOf(coordinatorClock, askedAt, heardAt));
    }
    if (eventsFlow || state.get() == LinkState.CONNECTING) {
      change(LinkState.LIVE, "");
    }
  }

  /** As much as is certain: a slow answer alone is no skew. */
  private static Duration skewOf(Instant coordinatorClock, Instant askedAt, Instant heardAt) {
    if (coordinatorClock.isBefore(askedAt)) {
      return Duration.between(askedAt, coordinatorClock);
    }
    return coordinatorClock.isAfter(heardAt)
        ? Duration.between(heardAt, coordinatorClock)
        : Duration.ZERO;
  }

  void eventsFlow() {
    eventsFlow = true;
    fresh();
    change(LinkState.LIVE, "");
  }

  void eventsStopped(String why) {
    eventsFlow = false;
    change(LinkState.LOST, why);
  }

  void unreachable(String why) {
    change(LinkState.LOST, why);
  }

  void refused(String why) {
    change(LinkState.REFUSED, why);
  }

  void fresh() {
    freshAt = clock.instant();
    age.set(Duration.ZERO);
  }

  /** Called about once a second. */
  void tick() {
    age.set(Duration.between(freshAt, clock.instant()));
  }

  private void change(LinkState next, String why) {
    boolean wasStale = stale.get();
    boolean isStale = next == LinkState.LOST || next == LinkState.REFUSED;
    if (isStale && !wasStale) {
      staleSince.set(freshAt);
    }
    reason.set(why);
    stale.set(isStale);
    state.set(next);
  }
}

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

  /** How old what is shown is. */
  public ReadOnlyObjectProperty<Duration> ageProperty() {
    return age.getReadOnlyProperty();
  }

  /** The coordinator's clock less ours, as far as an answer tells. */
  public ReadOnlyObjectProperty<Duration> skewProperty() {
    return skew.getReadOnlyProperty();
  }

  void answered(Instant coordinatorClock) {
    fresh();
    if (coordinatorClock != null) {
      skew.set(Duration.between(clock.instant(), coordinatorClock));
    }
    if (eventsFlow || state.get() == LinkState.CONNECTING) {
      change(LinkState.LIVE, "");
    }
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
    reason.set(why);
    stale.set(next == LinkState.LOST || next == LinkState.REFUSED);
    state.set(next);
  }
}

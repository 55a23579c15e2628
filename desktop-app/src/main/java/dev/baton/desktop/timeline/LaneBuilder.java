package dev.baton.desktop.timeline;

import dev.baton.common.api.ExecutorView;
import dev.baton.common.api.ExecutorView.ExecutorStatus;
import dev.baton.common.api.FailoverEventView;
import dev.baton.desktop.timeline.Lane.Kind;
import dev.baton.desktop.timeline.Lane.Span;
import dev.baton.desktop.timeline.Lane.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes lanes out of events in growing order of time. Pure. */
final class LaneBuilder {
  private LaneBuilder() {}

  /**
   * @param executors as they stand now, so that one without events still has its lane
   */
  static List<Lane> lanes(List<FailoverEventView> events, List<ExecutorView> executors) {
    Track leader = new Track();
    Track store = new Track();
    Track clock = new Track();
    Map<String, Track> byExecutor = new TreeMap<>();
    for (ExecutorView executor : executors) {
      byExecutor.put(executor.id(), new Track());
    }
    for (FailoverEventView event : events) {
      if (event.kind() == null || event.at() == null) {
        continue;
      }
      switch (event.kind()) {
        case LEADER_RAISED -> leader.begin(State.LEADS, event, event.subject(), event.epoch());
        case EXECUTOR_JOINED -> track(byExecutor, event).begin(State.UP, event, "", 0);
        case EXECUTOR_RETURNED -> {
          Track track = track(byExecutor, event);
          track.wasBefore(State.UP, event);
          track.begin(State.UP, event, "", 0);
        }
        case EXECUTOR_SUSPECT -> {
          Track track = track(byExecutor, event);
          track.wasBefore(State.UP, event);
          track.begin(State.SUSPECT, event, "", 0);
        }
        case EXECUTOR_LOST -> {
          Track track = track(byExecutor, event);
          track.wasBefore(State.UP, event);
          track.begin(State.LOST, event, "", 0);
        }
        case EXECUTOR_LEFT -> {
          Track track = track(byExecutor, event);
          track.wasBefore(State.UP, event);
          track.end(event);
        }
        case EXECUTOR_REFUSED, EXECUTOR_CORDONED, EXECUTOR_UNCORDONED ->
            track(byExecutor, event).mark(event);
        case STORE_AWAY -> store.begin(State.AWAY, event, "", 0);
        case STORE_BACK -> store.end(event);
        case STORE_WENT_BACK_IN_TIME -> store.mark(event);
        case CLOCK_STEPPED -> clock.begin(State.STEPPED, event, "", 0);
        case CLOCK_STEADY -> clock.end(event);
      }
    }
    for (ExecutorView executor : executors) {
      byExecutor.get(executor.id()).stands(executor);
    }
    List<Lane> lanes = new ArrayList<>();
    lanes.add(leader.lane(Kind.LEADER, ""));
    if (!store.isEmpty()) {
      lanes.add(store.lane(Kind.STORE, ""));
    }
    if (!clock.isEmpty()) {
      lanes.add(clock.lane(Kind.CLOCK, ""));
    }
    byExecutor.forEach((name, track) -> lanes.add(track.lane(Kind.EXECUTOR, name)));
    return lanes;
  }

  private static Track track(Map<String, Track> byExecutor, FailoverEventView event) {
    return byExecutor.computeIfAbsent(event.subject(), made -> new Track());
  }

  /** A lane under way. */
  private static final class Track {
    private final List<Span> spans = new ArrayList<>();
    private final List<FailoverEventView> events = new ArrayList<>();
    private State open;
    private Instant openSince;
    private String label = "";
    private long epoch;

    void begin(State state, FailoverEventView event, String text, long atEpoch) {
      close(event.at());
      open = state;
      openSince = event.at();
      label = text;
      epoch = atEpoch;
      events.add(event);
    }

    void end(FailoverEventView event) {
      close(event.at());
      events.add(event);
    }

    void mark(FailoverEventView event) {
      events.add(event);
    }

    /** The first event tells what held before it. */
    void wasBefore(State state, FailoverEventView event) {
      if (events.isEmpty() && open == null) {
        spans.add(new Span(state, null, event.at(), "", 0));
      }
    }

    private void close(Instant at) {
      if (open != null) {
        spans.add(new Span(open, openSince, at, label, epoch));
        open = null;
      }
    }

    /** Where no event is known, the executor's own data say since when it has been there. */
    void stands(ExecutorView executor) {
      if (events.isEmpty() && executor.incarnation() != null) {
        State state = executor.status() == ExecutorStatus.SUSPECT ? State.SUSPECT : State.UP;
        spans.add(new Span(state, executor.lastJoinedAt(), null, "", 0));
      }
    }

    boolean isEmpty() {
      return spans.isEmpty() && events.isEmpty() && open == null;
    }

    Lane lane(Kind kind, String name) {
      List<Span> all = new ArrayList<>(spans);
      if (open != null) {
        all.add(new Span(open, openSince, null, label, epoch));
      }
      return new Lane(kind, name, List.copyOf(all), List.copyOf(events));
    }
  }
}

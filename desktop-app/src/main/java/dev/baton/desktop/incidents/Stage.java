package dev.baton.desktop.incidents;

import dev.baton.common.api.IncidentView;
import dev.baton.common.incident.IncidentStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A point on an incident's way, with the stretch to the next one. Pure.
 *
 * @param at null = not reached, or passed over
 * @param until length of the stretch that begins here; null = there is none, or it is ahead
 */
record Stage(Point point, State state, Instant at, Duration until) {
  enum Point {
    WELL,
    DETECTED,
    DIAGNOSED,
    RECOVERING,
    VERIFYING,
    AWAITING_OPERATOR,
    RESOLVED
  }

  enum State {
    DONE,
    /** The incident is here. */
    NOW,
    AHEAD,
    /** It got further without coming here. */
    PASSED_OVER
  }

  private record Mark(Point point, Instant at) {}

  /** From the last moment that was known to be well to the proof that it is again. */
  static List<Stage> of(IncidentView incident, Instant now) {
    List<Mark> marks = new ArrayList<>();
    if (incident.beganAt() != null) {
      marks.add(new Mark(Point.WELL, incident.beganAt()));
    }
    marks.add(new Mark(Point.DETECTED, incident.detectedAt()));
    marks.add(new Mark(Point.DIAGNOSED, incident.diagnosedAt()));
    marks.add(new Mark(Point.RECOVERING, incident.recoveringAt()));
    marks.add(new Mark(Point.VERIFYING, incident.verifyingAt()));
    if (incident.step() == IncidentStep.AWAITING_OPERATOR) {
      marks.add(new Mark(Point.AWAITING_OPERATOR, incident.changedAt()));
    }
    marks.add(new Mark(Point.RESOLVED, incident.resolvedAt()));
    List<Stage> stages = new ArrayList<>();
    for (Mark mark : marks) {
      State state = stateOf(incident.step(), mark);
      // A time of a step that is ahead is of the last time it was here.
      stages.add(new Stage(mark.point(), state, state == State.AHEAD ? null : mark.at(), null));
    }
    for (int i = 0; i < stages.size(); i++) {
      Stage bare = stages.get(i);
      stages.set(i, new Stage(bare.point(), bare.state(), bare.at(), until(stages, i, now)));
    }
    return List.copyOf(stages);
  }

  private static State stateOf(IncidentStep step, Mark mark) {
    if (mark.point() == Point.WELL) {
      return State.DONE;
    }
    if (step == null) {
      return mark.at() == null ? State.AHEAD : State.DONE;
    }
    int order = IncidentStep.valueOf(mark.point().name()).compareTo(step);
    if (order == 0) {
      return step.isClosed() ? State.DONE : State.NOW;
    }
    if (order > 0) {
      return State.AHEAD;
    }
    return mark.at() == null ? State.PASSED_OVER : State.DONE;
  }

  private static Duration until(List<Stage> stages, int place, Instant now) {
    Stage stage = stages.get(place);
    if (stage.at() == null || place == stages.size() - 1) {
      return null;
    }
    if (stage.state() == State.NOW) {
      return between(stage.at(), now);
    }
    for (Stage later : stages.subList(place + 1, stages.size())) {
      if (later.at() != null) {
        return between(stage.at(), later.at());
      }
    }
    return null;
  }

  /** Steps are begun anew when an incident comes again, so a later one may bear an earlier time. */
  private static Duration between(Instant from, Instant to) {
    return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
  }
}

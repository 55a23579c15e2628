package dev.baton.coordinator.store;

import static dev.baton.coordinator.store.Samples.T0;

import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.job.SortedMaps;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.coordinator.core.state.Incident.Action;
import dev.baton.coordinator.core.state.Incident.Evidence;
import dev.baton.coordinator.core.state.Incident.Probe;
import dev.baton.coordinator.core.state.Incident.Times;
import java.util.List;
import java.util.Map;

/** An incident of an executor; kind and subject follow from its number, as they never change. */
public final class IncidentSamples {
  private IncidentSamples() {}

  public static Incident incident(long id, boolean closed) {
    return new Incident(
        id,
        IncidentKind.EXECUTOR_LOST,
        "executor-" + id,
        closed ? IncidentStep.RESOLVED : IncidentStep.AWAITING_OPERATOR,
        IncidentCause.PROCESS_DIED,
        closed ? "it is back" : "2 tasks are held",
        2,
        new Times(
            T0,
            T0.plusSeconds(id),
            T0.plusSeconds(id),
            T0.plusSeconds(id),
            T0.plusSeconds(id + 1),
            closed ? T0.plusSeconds(id + 2) : null,
            T0.plusSeconds(id + 2)),
        List.of(new Evidence(T0, "coordinator-1", "its link was closed")),
        3,
        List.of(new Action("rerun-held", "run them again", ActionState.PROPOSED, "2 tasks")),
        List.of(new Probe("replaced", closed, "2 are held")),
        2,
        2,
        3,
        null,
        SortedMaps.copyOf(Map.of("stopped", "yes")));
  }
}

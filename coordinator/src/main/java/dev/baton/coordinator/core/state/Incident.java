package dev.baton.coordinator.core.state;

import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * An anomaly with its way through detection, diagnosis, recovery and verification.
 *
 * @param id grows by one, from 1, over all leaderships
 * @param subject what it is about: an executor, a coordinator, a task, the store
 * @param summary one sentence for people: how it stands, or what is missing
 * @param occurrences how often it happened while this incident was open or just closed, from 1
 * @param evidence oldest first; the middle is left out when there is too much
 * @param evidenceDropped lines left out
 * @param attempts attempts it has touched
 * @param runs runs it has touched
 * @param epoch the leadership that changed it last
 * @param closedBy the operator who closed it; null if its probes did
 * @param marks what a new leader needs to go on with it, by name
 */
public record Incident(
    long id,
    IncidentKind kind,
    String subject,
    IncidentStep step,
    IncidentCause cause,
    String summary,
    int occurrences,
    Times times,
    List<Evidence> evidence,
    int evidenceDropped,
    List<Action> plan,
    List<Probe> probes,
    long attempts,
    long runs,
    long epoch,
    String closedBy,
    SortedMap<String, String> marks) {
  /**
   * When each step was reached; null = not yet.
   *
   * @param beganAt when all was last known to be well; null if that is not known
   * @param changedAt when the row was written last
   */
  public record Times(
      Instant beganAt,
      Instant detectedAt,
      Instant diagnosedAt,
      Instant recoveringAt,
      Instant verifyingAt,
      Instant resolvedAt,
      Instant changedAt) {}

  /**
   * @param source who saw it: a coordinator's name
   */
  public record Evidence(Instant at, String source, String text) {}

  /**
   * @param name a word that names it within its plan
   * @param what a sentence: what is done, and for PROPOSED what it risks
   */
  public record Action(String name, String what, ActionState state, String detail) {}

  /** A condition that must hold before the incident is over. */
  public record Probe(String name, boolean holds, String detail) {}
}

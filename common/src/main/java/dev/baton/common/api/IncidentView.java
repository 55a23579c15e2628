package dev.baton.common.api;

import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import java.time.Instant;
import java.util.List;

/**
 * An anomaly, from its detection to the proof that it is over.
 *
 * @param subject the executor, coordinator, task or store that it is about
 * @param summary one sentence: how it stands, or what is missing
 * @param occurrences how often it happened; more than 1 for one that was opened again
 * @param beganAt when all was last known to be well; null if that is not known
 * @param times milliseconds from step to step; a part is null until its step is reached
 * @param evidenceDropped lines left out of the middle of the evidence
 * @param attempts attempts it has touched, see {@code /incidents/{id}/attempts}
 * @param runs runs it has touched
 * @param epoch the leadership that changed it last
 * @param closedBy the operator who closed it; null if its probes did
 */
public record IncidentView(
    long id,
    IncidentKind kind,
    String subject,
    IncidentStep step,
    IncidentCause cause,
    String summary,
    int occurrences,
    Instant beganAt,
    Instant detectedAt,
    Instant diagnosedAt,
    Instant recoveringAt,
    Instant verifyingAt,
    Instant resolvedAt,
    Instant changedAt,
    TimesView times,
    List<EvidenceView> evidence,
    int evidenceDropped,
    List<ActionView> plan,
    List<ProbeView> probes,
    long attempts,
    long runs,
    long epoch,
    String closedBy) {
  /**
   * @param detectMs from {@code beganAt} to {@code detectedAt}
   * @param diagnoseMs from there to {@code diagnosedAt}
   * @param recoverMs from detection to {@code verifyingAt}
   * @param verifyMs from there to {@code resolvedAt}
   */
  public record TimesView(Long detectMs, Long diagnoseMs, Long recoverMs, Long verifyMs) {}

  /** What was seen, by which coordinator. */
  public record EvidenceView(Instant at, String source, String text) {}

  /**
   * @param name names it within the plan
   * @param state PROPOSED waits for approval
   */
  public record ActionView(String name, String what, ActionState state, String detail) {}

  /** What must hold before the incident is over. */
  public record ProbeView(String name, boolean holds, String detail) {}

  /** An attempt that the incident touched. */
  public record TouchView(long incident, long run, String task, int attempt, Instant at) {}
}

package dev.baton.common.api.client;

import dev.baton.common.api.DoneView;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.IncidentView.TouchView;
import dev.baton.common.api.LedgerView;
import dev.baton.common.api.Page;
import dev.baton.common.id.JobKey;
import dev.baton.common.incident.IncidentKind;
import java.time.Instant;

/**
 * Incidents of a cluster, and the ledger of its fire times. Methods block and throw as those of
 * {@link BatonClient}.
 */
public interface RecoveryClient {
  /**
   * What to look for; null = no condition.
   *
   * @param open only those that are not RESOLVED
   * @param run those that touch it
   */
  record IncidentQuery(
      IncidentKind kind, String subject, boolean open, Long run, Instant from, Instant to) {
    public static final IncidentQuery ALL = new IncidentQuery(null, null, false, null, null, null);
  }

  /** Newest first. */
  Page<IncidentView> incidents(IncidentQuery query, String cursor, int limit);

  IncidentView incident(long id);

  /** What it touched, by run, task and attempt. */
  Page<TouchView> incidentAttempts(long id, String cursor, int limit);

  /** Carries out a proposed action of its plan. */
  DoneView approveIncident(long id, String action, String reason);

  /**
   * What the job's schedules promised against what became of it.
   *
   * @param from null = one hour before {@code to}
   * @param to null = now
   * @param lateMs a run decided later than this after its fire time is late
   */
  LedgerView ledger(JobKey job, Instant from, Instant to, int lateMs);

  /** Closes it, whatever its probes say. */
  DoneView closeIncident(long id, String reason);
}

package dev.baton.common.api.client;

import dev.baton.common.api.ApproveRequest;
import dev.baton.common.api.DoneView;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.IncidentView.TouchView;
import dev.baton.common.api.LedgerView;
import dev.baton.common.api.Page;
import dev.baton.common.api.ReasonRequest;
import dev.baton.common.id.JobKey;
import java.time.Instant;
import tools.jackson.core.type.TypeReference;

/** Each method is one path of the operator API. */
final class HttpRecoveryClient implements RecoveryClient {
  private final HttpBatonClient http;

  HttpRecoveryClient(HttpBatonClient http) {
    this.http = http;
  }

  @Override
  public Page<IncidentView> incidents(IncidentQuery query, String cursor, int limit) {
    return http.get(
        Query.of("/incidents")
            .with("kind", query.kind())
            .with("subject", query.subject())
            .with("open", query.open() ? "true" : null)
            .with("run", query.run())
            .with("from", query.from())
            .with("to", query.to())
            .with("cursor", cursor)
            .with("limit", limit),
        new TypeReference<>() {});
  }

  @Override
  public IncidentView incident(long id) {
    return http.get(Query.of("/incidents/" + id), new TypeReference<>() {});
  }

  @Override
  public Page<TouchView> incidentAttempts(long id, String cursor, int limit) {
    return http.get(
        Query.of("/incidents/" + id + "/attempts").with("cursor", cursor).with("limit", limit),
        new TypeReference<>() {});
  }

  @Override
  public DoneView approveIncident(long id, String action, String reason) {
    return http.post(
        Query.of("/incidents/" + id + "/approve"),
        new ApproveRequest(action, reason),
        new TypeReference<>() {});
  }

  @Override
  public LedgerView ledger(JobKey job, Instant from, Instant to, int lateMs) {
    return http.get(
        Query.of("/jobs/", job.namespace(), "/", job.name(), "/ledger")
            .with("from", from)
            .with("to", to)
            .with("lateMs", lateMs),
        new TypeReference<>() {});
  }

  @Override
  public DoneView closeIncident(long id, String reason) {
    return http.post(
        Query.of("/incidents/" + id + "/close"),
        new ReasonRequest(reason),
        new TypeReference<>() {});
  }
}

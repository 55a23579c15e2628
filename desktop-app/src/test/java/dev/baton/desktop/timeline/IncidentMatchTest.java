package dev.baton.desktop.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.baton.common.api.FailoverEventView;
import dev.baton.common.api.FailoverEventView.FailoverEventKind;
import dev.baton.common.api.IncidentView;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.desktop.sample.SampleCluster;
import dev.baton.desktop.sample.SampleIncidents;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IncidentMatchTest {
  private static final Instant AT = SampleCluster.NOW;

  private static IncidentView incident(long id, IncidentKind kind, String subject, Instant at) {
    return SampleIncidents.closed(id, kind, subject, IncidentCause.UNKNOWN, at, "");
  }

  private static final List<IncidentView> INCIDENTS =
      List.of(
          incident(4, IncidentKind.EXECUTOR_LOST, "executor-1", AT),
          incident(3, IncidentKind.EXECUTOR_LOST, "executor-2", AT),
          incident(2, IncidentKind.LEADER_CHANGED, "leader", AT.minusSeconds(100)),
          incident(1, IncidentKind.EXECUTOR_LOST, "executor-1", AT.minusSeconds(500)));

  private static IncidentView of(FailoverEventKind kind, String subject, Instant at) {
    return IncidentMatch.of(new FailoverEventView(7L, kind, subject, 3, "", at), INCIDENTS);
  }

  @Test
  void anEventBelongsToTheIncidentOfItsSubjectThatWasUnderWay() {
    assertEquals(4, of(FailoverEventKind.EXECUTOR_LOST, "executor-1", AT).id());
    assertEquals(
        1, of(FailoverEventKind.EXECUTOR_RETURNED, "executor-1", AT.minusSeconds(500)).id());
    assertEquals(3, of(FailoverEventKind.EXECUTOR_SUSPECT, "executor-2", AT).id());
    assertEquals(
        2, of(FailoverEventKind.LEADER_RAISED, "coordinator-2", AT.minusSeconds(100)).id());
  }

  @Test
  void anEventOfAnotherTimeOrKindBelongsToNone() {
    assertNull(of(FailoverEventKind.EXECUTOR_LOST, "executor-1", AT.minusSeconds(200)));
    assertNull(of(FailoverEventKind.EXECUTOR_REFUSED, "executor-1", AT));
    assertNull(of(FailoverEventKind.STORE_AWAY, "store", AT));
    assertNull(of(FailoverEventKind.LEADER_RAISED, "coordinator-2", AT.minusSeconds(300)));
  }
}

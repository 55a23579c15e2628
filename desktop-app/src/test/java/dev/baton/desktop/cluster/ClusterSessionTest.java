package dev.baton.desktop.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.ClusterView.CallerRole;
import dev.baton.common.api.EventType;
import dev.baton.common.api.EventType.Gone;
import dev.baton.common.api.JobSummary;
import dev.baton.desktop.sample.SampleCluster;
import dev.baton.desktop.sample.SampleSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClusterSessionTest {
  private final SampleSession sample = SampleSession.open();
  private final ClusterSession session = sample.session();

  @Test
  void openingReadsLeaderJobsAndExecutors() {
    assertEquals(LinkState.LIVE, session.link().state());
    assertEquals("coordinator-2", session.model().clusterProperty().get().leader());
    assertEquals(20, session.model().jobs().size());
    assertEquals(7, session.model().executors().size());
    assertFalse(session.link().staleProperty().get());
  }

  @Test
  void withoutCoordinatorsTheDataIsStaleAndWithThemLiveAgainWithoutAClick() {
    sample.cluster().setAway(true);
    sample.tasks().passTime();
    assertEquals(LinkState.LOST, session.link().state());
    assertTrue(session.link().staleProperty().get());
    assertFalse(session.link().reasonProperty().get().isEmpty());
    assertEquals(20, session.model().jobs().size(), "what was known stays on the screen");

    sample.cluster().setAway(false);
    sample.tasks().passTime();
    assertEquals(LinkState.LIVE, session.link().state());
    assertFalse(session.link().staleProperty().get());
    assertEquals("", session.link().reasonProperty().get());
  }

  @Test
  void whileNobodyLeadsTheLinkStaysLiveAndTheLeaderIsUnknown() {
    sample.cluster().setLeaderless(true);
    sample.tasks().passTime();
    assertEquals(LinkState.LIVE, session.link().state());
    assertNull(session.model().clusterProperty().get().leader());
    assertEquals(7, session.model().executors().size());
    sample.cluster().setLeaderless(false);
    sample.tasks().passTime();
    assertEquals("coordinator-2", session.model().clusterProperty().get().leader());
  }

  @Test
  void eventsChangeTheListOfJobsInPlace() {
    JobSummary first = session.model().jobs().getFirst();
    JobSummary changed =
        new JobSummary(first.job(), 99, "", true, "why", 1, 0, SampleCluster.NOW, "somebody");
    sample.cluster().emit(EventType.JOB_CHANGED, first.job(), changed);
    assertEquals(99, session.model().jobs().getFirst().version());
    JobSummary fresh =
        new JobSummary("aaa/new", 1, "", false, null, 1, 0, SampleCluster.NOW, "somebody");
    sample.cluster().emit(EventType.JOB_CHANGED, "aaa/new", fresh);
    assertEquals("aaa/new", session.model().jobs().getFirst().job());
    sample.cluster().emit(EventType.JOB_DELETED, "aaa/new", new Gone("aaa/new", null, null));
    assertEquals(first.job(), session.model().jobs().getFirst().job());
  }

  @Test
  void missedEventsMakeEverybodyReadAnew() {
    List<Change> heard = new ArrayList<>();
    session.changes().on(Change.EverythingMayHaveChanged.class, heard::add);
    sample.cluster().restart();
    assertEquals(1, heard.size());
  }

  @Test
  void anEventThatCannotBeReadHarmsNothing() {
    sample.cluster().emit(EventType.RUN_CHANGED, "17", "no run at all");
    sample.tasks().passTime();
    assertEquals(LinkState.LIVE, session.link().state());
  }

  @Test
  void aViewersTokenMakesTheWorkbenchReadOnly() {
    assertEquals("", session.model().mayNotChangeProperty().get());
    SampleSession viewer = SampleSession.open(new SampleCluster().as(CallerRole.VIEWER));
    assertTrue(viewer.session().model().mayNotChangeProperty().get().contains("viewer"));
  }
}

package dev.baton.desktop.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.EventType;
import dev.baton.common.api.RunView;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.Trigger;
import dev.baton.desktop.sample.SampleCluster;
import dev.baton.desktop.sample.SampleSession;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RunListModelTest {
  private final SampleSession sample = SampleSession.open();
  private final RunListModel model =
      new RunListModel(sample.session(), sample.texts(), sample.clock());

  @BeforeEach
  void read() {
    model.reload();
  }

  private static RunView run(long id, RunStatus status) {
    return new RunView(
        id,
        "lab/canary",
        1,
        Trigger.API,
        null,
        null,
        null,
        null,
        new TreeMap<>(),
        status,
        null,
        null,
        SampleCluster.NOW,
        null,
        null);
  }

  @Test
  void pagesFollowEachOtherUntilThereIsNoMore() {
    assertEquals(RunListModel.PAGE, model.rows().size());
    assertTrue(model.moreProperty().get());
    model.loadMore();
    model.loadMore();
    assertEquals(420, model.rows().size());
    assertFalse(model.moreProperty().get());
    model.loadMore();
    assertEquals(420, model.rows().size());
  }

  @Test
  void aNewRunAppearsOnTopAndAKnownOneChangesInPlace() {
    sample.cluster().emit(EventType.RUN_CREATED, "5000", run(5_000, RunStatus.RUNNING));
    assertEquals(5_000, model.rows().getFirst().id());
    sample.cluster().emit(EventType.RUN_CHANGED, "5000", run(5_000, RunStatus.SUCCEEDED));
    assertEquals(RunStatus.SUCCEEDED, model.rows().getFirst().status());
    assertEquals(RunListModel.PAGE + 1, model.rows().size());
  }

  @Test
  void aRunOfALaterPageIsNotShownBeforeItsPage() {
    sample.cluster().emit(EventType.RUN_CHANGED, "2", run(2, RunStatus.SUCCEEDED));
    assertEquals(RunListModel.PAGE, model.rows().size());
  }

  @Test
  void aRunThatNoLongerMatchesTheFilterGoes() {
    model.statusesProperty().set(Set.of(RunStatus.RUNNING));
    long running = model.rows().getFirst().id();
    assertTrue(model.rows().stream().allMatch(run -> run.status() == RunStatus.RUNNING));
    sample
        .cluster()
        .emit(EventType.RUN_CHANGED, Long.toString(running), run(running, RunStatus.FAILED));
    assertTrue(model.rows().stream().noneMatch(run -> run.id() == running));
  }

  @Test
  void textThatIsNoJobNameListsNothing() {
    model.jobProperty().set("weather/");
    assertTrue(model.rows().isEmpty());
    model.jobProperty().set("weather/yearly-report");
    assertTrue(model.rows().size() > 2);
    assertTrue(model.isFiltered());
    model.clearFilter();
    assertFalse(model.isFiltered());
    assertEquals(RunListModel.PAGE, model.rows().size());
  }

  @Test
  void aProblemIsSaidAndWhatWasThereStays() {
    sample.cluster().setAway(true);
    model.reload();
    assertFalse(model.problemProperty().get().isEmpty());
    assertEquals(RunListModel.PAGE, model.rows().size());
  }
}

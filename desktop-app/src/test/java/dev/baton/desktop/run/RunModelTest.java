package dev.baton.desktop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.AttemptRef;
import dev.baton.common.api.AttemptView;
import dev.baton.common.api.EventType;
import dev.baton.common.api.TaskRunView;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.TaskStatus;
import dev.baton.desktop.sample.SampleCluster;
import dev.baton.desktop.sample.SampleSession;
import dev.baton.desktop.theme.StatusLook;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RunModelTest {
  private final SampleSession sample = SampleSession.open();
  private final RunBook book =
      new RunBook(sample.session(), sample.texts(), sample.times(), sample.clock());
  private final RunModel model = book.look(SampleCluster.RUNNING_RUN);

  private StatusLook lookOf(String task) {
    return model.graph().look(model.graph().graph().indexOf(task));
  }

  private String detailOf(String task) {
    return model.graph().detail(model.graph().graph().indexOf(task));
  }

  private static TaskRunView event(TaskStatus status) {
    return new TaskRunView(
        SampleCluster.RUNNING_RUN,
        "join",
        status,
        null,
        1,
        0,
        0,
        null,
        null,
        new TreeMap<>(),
        null,
        SampleCluster.NOW.minusSeconds(3),
        null,
        null);
  }

  @Test
  void theGraphShowsTheStatusOfEachTask() {
    assertEquals(7, model.graph().graph().size());
    assertEquals(StatusLook.of(TaskStatus.SUCCEEDED), lookOf("split-by-year"));
    assertEquals(StatusLook.of(TaskStatus.RETRY_WAIT), lookOf("aggregate-2014"));
    assertEquals("waiting", detailOf("report"));
    assertTrue(detailOf("aggregate-2013").contains("executor-"));
  }

  @Test
  void anEventMovesATaskAndKeepsWhatEventsDoNotCarry() {
    sample.cluster().emit(EventType.TASK_RUN_CHANGED, "1042/join", event(TaskStatus.RUNNING));
    assertEquals(StatusLook.of(TaskStatus.RUNNING), lookOf("join"));
    assertEquals(4, model.task("join").after().size());
    assertTrue(detailOf("join").contains("3.0 s"));
  }

  @Test
  void attemptsAreListedNewestFirstAndChangeInPlace() {
    AttemptView before = model.attempts().getFirst();
    AttemptView ended =
        new AttemptView(
            before.run(),
            before.task(),
            before.number(),
            before.executor(),
            before.incarnation(),
            before.fencingToken(),
            true,
            AttemptStatus.ENDED,
            Outcome.SUCCEEDED,
            0,
            null,
            null,
            false,
            before.dispatchedAt(),
            before.startedAt(),
            SampleCluster.NOW);
    int size = model.attempts().size();
    sample.cluster().emit(EventType.ATTEMPT_CHANGED, "x", ended);
    assertEquals(size, model.attempts().size());
    assertEquals(Outcome.SUCCEEDED, model.attempts().getFirst().outcome());
  }

  @Test
  void aTaskWhoseOutcomeWasTakenOverSaysFromWhere() {
    TaskRunView kept =
        new TaskRunView(
            SampleCluster.RUNNING_RUN,
            "join",
            TaskStatus.SUCCEEDED,
            null,
            0,
            0,
            0,
            null,
            null,
            new TreeMap<>(),
            new AttemptRef(900, "join", 1),
            null,
            null,
            null);
    sample.cluster().emit(EventType.TASK_RUN_CHANGED, "1042/join", kept);
    assertEquals("taken over from #900", detailOf("join"));
  }

  @Test
  void whileSomethingWaitsTheReasonIsAskedForAndGoesWhenNothingDoes() {
    RunModel waiting = book.look(SampleCluster.WAITING_RUN);
    waiting.tick();
    assertEquals(1, waiting.gatesProperty().get().size());
    TaskRunView running =
        new TaskRunView(
            SampleCluster.WAITING_RUN,
            "step-1",
            TaskStatus.RUNNING,
            null,
            1,
            0,
            0,
            null,
            null,
            new TreeMap<>(),
            null,
            SampleCluster.NOW,
            null,
            null);
    sample.cluster().emit(EventType.TASK_RUN_CHANGED, "1041/step-1", running);
    waiting.tick();
    assertEquals(List.of(), waiting.gatesProperty().get());
  }

  @Test
  void aRunThatDoesNotExistSaysSo() {
    RunModel none = book.look(99_999_999);
    assertFalse(none.problemProperty().get().isEmpty());
  }

  @Test
  void modelsOfOpenEditorsStayAndOthersGoWhenManyAreLookedAt() {
    RunModel pinned = book.pin(SampleCluster.FAILED_RUN);
    for (long run = 700; run < 700 + 2 * RunBook.MAX_UNPINNED; run++) {
      book.look(run);
    }
    assertSame(pinned, book.look(SampleCluster.FAILED_RUN));
    assertNotSame(model, book.look(SampleCluster.RUNNING_RUN));
  }

  @Test
  void aFailedRunOffersTheRerunFromItsFailedTask() {
    assertTrue(book.look(SampleCluster.FAILED_RUN).hasFailedTask());
    assertTrue(book.look(SampleCluster.FAILED_RUN).isOver());
    assertFalse(model.isOver());
  }
}

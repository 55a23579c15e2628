package dev.baton.uitests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.baton.common.api.RerunPlanView.PlannedAction;
import dev.baton.common.api.RerunPlanView.PlannedTask;
import dev.baton.common.api.RunDetailView;
import dev.baton.common.api.TaskRunView;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.desktop.theme.StatusLook;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RerunFlowTest extends ClusterFlow {

  @Test
  void aFailedRunIsRunAgainFromItsFailedTaskExactlyAsThePreviewSays() throws Exception {
    Path repaired = gate("repaired");
    put(
        "flows/repair",
        """
        tasks:
          - name: prepare
            shell: echo prepared
          - name: load
            after: [prepare]
            shell: test -e '%s'
          - name: audit
            after: [prepare]
            shell: echo audited
          - name: report
            after: [load]
            shell: echo reported
        """
            .formatted(repaired));
    screen().connect(lab());
    long failed = screen().trigger("flows/repair");
    screen().awaitTask(failed, "load", StatusLook.of(TaskStatus.FAILED));
    Await.onScreen("the run to be over", () -> screen().probe().run(failed).isOver());

    open(repaired);
    screen().press("action-run-rerun");
    screen().awaitShown("rerun-plan");
    Await.until(
        "the preview", () -> !screen().rows("rerun-plan", PlannedTask.class).isEmpty(), () -> "");
    Map<String, PlannedAction> preview =
        screen().rows("rerun-plan", PlannedTask.class).stream()
            .collect(Collectors.toMap(PlannedTask::name, PlannedTask::action));
    assertEquals(
        Map.of(
            "prepare", PlannedAction.KEEP,
            "load", PlannedAction.RUN,
            "audit", PlannedAction.KEEP,
            "report", PlannedAction.RUN),
        preview);
    assertEquals(1, api().run(failed).run().id() == failed ? 1 : 0);
    screen().press("dialog-ok");

    Await.onScreen(
        "the new run in front",
        () -> screen().probe().scene().getRoot().lookup("#run-" + failed) == null);
    long rerun = screen().awaitRunEditor();
    assertNotEquals(failed, rerun);
    screen().awaitTask(rerun, "report", StatusLook.of(TaskStatus.SUCCEEDED));
    Await.onScreen(
        "the new run to have succeeded",
        () -> screen().probe().run(rerun).runProperty().get().status() == RunStatus.SUCCEEDED);

    RunDetailView said = api().run(rerun);
    Map<String, PlannedAction> done = new TreeMap<>();
    for (TaskRunView task : said.tasks()) {
      done.put(task.task(), task.attempts().isEmpty() ? PlannedAction.KEEP : PlannedAction.RUN);
    }
    assertEquals(preview, done);
    assertEquals(Long.valueOf(failed), said.run().rerunOf());
  }
}

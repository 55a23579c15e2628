package dev.baton.uitests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.AttemptView;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.IncidentView.TouchView;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.RunStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

final class IncidentFlowTest extends ClusterFlow {

  @Test
  void aKilledExecutorIsFollowedFromItsIncidentToTheProofAndToTheRunItTouched() throws Exception {
    Path end = gate("end");
    put("flows/survivor", tasks(4, end));
    screen().connect(lab());
    long run = screen().trigger("flows/survivor");
    String executor = awaitExecutorOf(run, 4);
    List<IncidentView> seen = recordIncidents();

    lab().kill(executor);

    Await.onScreen(
        "an open incident of " + executor,
        () -> seen.stream().anyMatch(each -> isLossOf(each, executor)),
        () -> List.copyOf(seen));
    long incident =
        Await.fx(() ->
            seen.stream().filter(each -> isLossOf(each, executor)).findFirst().orElseThrow().id());
    assertNotEquals("no open incidents", screen().textOf("status-incidents"));
    screen().pressUntilShown("status-incidents", "incidents-table");
    screen().openRowOf("incidents-table", IncidentView.class, each -> each.id() == incident);
    screen().awaitShown("incident-" + incident);
    awaitStep(incident, IncidentStep.VERIFYING);

    lab().start(executor);

    awaitStep(incident, IncidentStep.RESOLVED);
    IncidentView proven = Await.fx(() -> screen().probe().incidents().find(incident));
    assertNotEquals(IncidentCause.UNKNOWN, proven.cause());
    assertTrue(proven.probes().stream().allMatch(IncidentView.ProbeView::holds));
    List<Instant> way =
        List.of(
            proven.beganAt(),
            proven.detectedAt(),
            proven.diagnosedAt(),
            proven.recoveringAt(),
            proven.verifyingAt(),
            proven.resolvedAt());
    assertEquals(way.stream().sorted().toList(), way);

    Set<String> touched =
        screen().rows("touched-table", TouchView.class).stream()
            .map(touch -> touch.run() + "/" + touch.task() + "/" + touch.attempt())
            .collect(Collectors.toSet());
    assertEquals(lostAttempts(run, executor), touched);
    screen().pressLink("touched-table", "#" + run);
    screen().awaitShown("run-" + run);
    screen().press("run-incident-" + incident);
    screen().awaitShown("incident-" + incident);

    open(end);
    Await.onScreen(
        "the run to have succeeded",
        () -> screen().probe().run(run).runProperty().get().status() == RunStatus.SUCCEEDED,
        () -> screen().probe().run(run).runProperty().get());
  }

  private static String tasks(int count, Path end) {
    StringBuilder text = new StringBuilder("tasks:\n");
    for (int i = 1; i <= count; i++) {
      text.append("  - name: part-")
          .append(i)
          .append("\n    onExecutorLoss: RERUN\n    shell: ")
          .append(waitFor(end))
          .append('\n');
    }
    return text.toString();
  }

  /** Every state in which an incident was shown, in order. */
  private List<IncidentView> recordIncidents() {
    List<IncidentView> seen = new ArrayList<>();
    return Await.fx(() -> {
      screen()
          .probe()
          .incidents()
          .rows()
          .addListener(
              (ListChangeListener<IncidentView>)
                  change -> {
                    while (change.next()) {
                      seen.addAll(change.getAddedSubList());
                    }
                  });
      return seen;
    });
  }

  /** A loaded machine may have incidents of its own, so others are left aside. */
  private static boolean isLossOf(IncidentView incident, String executor) {
    return incident.kind() == IncidentKind.EXECUTOR_LOST
        && incident.subject().equals(executor)
        && incident.step() != IncidentStep.RESOLVED;
  }

  private String awaitExecutorOf(long run, int tasks) {
    Await.onScreen(
        tasks + " attempts to run",
        () ->
            screen().probe().run(run).attempts().stream()
                    .filter(each -> each.status() == AttemptStatus.RUNNING)
                    .count()
                == tasks,
        () -> screen().probe().run(run).attempts());
    return Await.fx(() -> screen().probe().run(run).attempts().getFirst().executor());
  }

  private void awaitStep(long incident, IncidentStep step) {
    Await.onScreen(
        "incident " + incident + " to be at " + step,
        () -> screen().probe().incidents().find(incident).step().compareTo(step) >= 0,
        () -> screen().probe().incidents().find(incident));
  }

  private Set<String> lostAttempts(long run, String executor) {
    return api().run(run).tasks().stream()
        .flatMap(task -> task.attempts().stream())
        .filter(each -> executor.equals(each.executor()) && each.number() == 1)
        .map(IncidentFlowTest::placeOf)
        .collect(Collectors.toSet());
  }

  private static String placeOf(AttemptView attempt) {
    return attempt.run() + "/" + attempt.task() + "/" + attempt.number();
  }
}

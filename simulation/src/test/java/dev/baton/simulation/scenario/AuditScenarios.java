package dev.baton.simulation.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.run.RunStatus;
import dev.baton.coordinator.core.NextStep;
import dev.baton.coordinator.core.state.Incident;
import dev.baton.simulation.node.SimCoordinator;
import dev.baton.simulation.plant.PlantedBug;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Protocol, section 8: the auditor. */
class AuditScenarios extends Stage {
  private static final Duration SHORT = Duration.ofMillis(300);

  private static List<Incident> audits(Scene scene) {
    return scene.rows().incidents().all().stream()
        .filter(row -> row.kind() == IncidentKind.AUDIT)
        .toList();
  }

  private static void isToldMendedAndProven(Scene scene, String check, String task) {
    assertEquals(1, audits(scene).size(), () -> audits(scene).toString());
    Incident row = audits(scene).getFirst();
    assertEquals(check, row.subject());
    assertEquals(IncidentCause.NO_NEXT_STEP, row.cause());
    assertTrue(
        row.evidence().stream().anyMatch(line -> line.text().startsWith("task " + task + ":")),
        () -> row.evidence().toString());
    assertEquals(ActionState.DONE, row.plan().getFirst().state());
    assertEquals(IncidentStep.RESOLVED, row.step());
    assertEquals(RunStatus.SUCCEEDED, scene.run().status());
  }

  @Test
  @Proves(PlantedBug.LOOKS_AWAY)
  void taskThatTheLeaderForgetsIsFoundAndLetGo(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.cluster.lostSteps().loseNext(NextStep.LOOK_AT_DOWNSTREAM);
          scene.running(scene.twoTasks(OnExecutorLoss.RERUN_AFTER_LEASE, SHORT, SHORT));
          scene.pass(Duration.ofSeconds(70));
          isToldMendedAndProven(scene, "task-waiting", scene.run().id() + "/b");
        });
  }

  @Test
  void taskThatStandsInNoLineIsFoundAndPutInLine(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.cluster.lostSteps().loseNext(NextStep.LINE_FOR_A_PLACE);
          scene.trigger(scene.job(OnExecutorLoss.RERUN, SHORT));
          scene.pass(Duration.ofSeconds(30));
          isToldMendedAndProven(scene, "task-in-line", scene.run().id() + "/a");
        });
  }

  @Test
  @Proves(PlantedBug.LEADS_WITHOUT_KEYS)
  void storeWithoutItsKeysIsLedByNobody(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.everySecond();
          scene.cluster.store().faults().withoutKeys(true);
          long epoch = scene.cluster.store().epoch();
          SimCoordinator before = scene.leader();
          scene.killAndRemoveNode(before);
          scene.pass(Duration.ofSeconds(20));
          assertEquals(epoch, scene.cluster.store().epoch());
          scene.cluster.store().faults().withoutKeys(false);
          scene.untilAnotherLeads(before);
          assertEquals(epoch + 1, scene.cluster.store().epoch());
        });
  }

  @Test
  @Proves(PlantedBug.FORGETS_A_TASK)
  void leaderThatForgetsByItselfIsGivenAwayByTheAuditor(TestInfo test) {
    play(
        test,
        scene -> {
          scene.started();
          scene.everySecond();
          scene.pass(Duration.ofSeconds(20));
          scene.running(scene.twoTasks(OnExecutorLoss.RERUN_AFTER_LEASE, SHORT, SHORT));
          scene.pass(Duration.ofSeconds(20));
          assertEquals(List.of(), audits(scene));
          assertEquals(RunStatus.SUCCEEDED, scene.run().status());
        });
  }
}

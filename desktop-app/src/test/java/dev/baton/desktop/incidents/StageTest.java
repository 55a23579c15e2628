package dev.baton.desktop.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.baton.common.api.IncidentView;
import dev.baton.desktop.incidents.Stage.Point;
import dev.baton.desktop.incidents.Stage.State;
import dev.baton.desktop.sample.SampleCluster;
import dev.baton.desktop.sample.SampleIncidents;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StageTest {
  private static List<Stage> stages(long id) {
    IncidentView incident = new SampleCluster().recovery().incident(id);
    return Stage.of(incident, SampleCluster.NOW);
  }

  private static List<Long> lengths(List<Stage> stages) {
    return stages.stream()
        .map(stage -> stage.until() == null ? null : stage.until().toMillis())
        .toList();
  }

  @Test
  void theLengthsOfAResolvedIncidentLeadFromWellToProven() {
    List<Stage> stages = stages(SampleIncidents.RESOLVED);
    assertEquals(Arrays.asList(172L, 2L, 1L, 409L, 9_319L, null), lengths(stages));
    assertEquals(
        Duration.between(stages.getFirst().at(), stages.getLast().at()).toMillis(),
        lengths(stages).stream().filter(each -> each != null).mapToLong(Long::longValue).sum());
    stages.forEach(stage -> assertEquals(State.DONE, stage.state()));
  }

  @Test
  void theStepItIsAtGoesOnUntilNowAndTheRestIsAhead() {
    List<Stage> stages = stages(SampleIncidents.RECOVERING);
    Stage here = stages.get(3);
    assertEquals(Point.RECOVERING, here.point());
    assertEquals(State.NOW, here.state());
    assertEquals(Duration.between(here.at(), SampleCluster.NOW), here.until());
    assertEquals(State.AHEAD, stages.get(4).state());
    assertNull(stages.get(4).until());
  }

  @Test
  void waitingForAnOperatorIsAPointOfItsOwn() {
    List<Stage> stages = stages(SampleIncidents.HELD);
    Stage here = stages.get(5);
    assertEquals(Point.AWAITING_OPERATOR, here.point());
    assertEquals(State.NOW, here.state());
    assertEquals(State.AHEAD, stages.getLast().state());
  }

  @Test
  void anIncidentThatCameAgainDoesNotShowTheTimesOfTheStepsAhead() {
    IncidentView held = new SampleCluster().recovery().incident(SampleIncidents.RECOVERING);
    IncidentView again =
        new IncidentView(
            held.id(),
            held.kind(),
            held.subject(),
            held.step(),
            held.cause(),
            held.summary(),
            2,
            held.beganAt(),
            held.detectedAt(),
            held.diagnosedAt(),
            held.recoveringAt(),
            held.recoveringAt().minusSeconds(60),
            null,
            held.changedAt(),
            held.times(),
            held.evidence(),
            0,
            held.plan(),
            held.probes(),
            0,
            0,
            4,
            null);
    Stage verifying = Stage.of(again, SampleCluster.NOW).get(4);
    assertEquals(State.AHEAD, verifying.state());
    assertNull(verifying.at());
  }
}

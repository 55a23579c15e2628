package dev.baton.desktop.rerun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.RerunPlanView.PlannedAction;
import dev.baton.common.api.RunAcceptedView;
import dev.baton.common.run.RerunMode;
import dev.baton.desktop.sample.SampleCluster;
import dev.baton.desktop.sample.SampleSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RerunModelTest {
  private final SampleSession sample = SampleSession.open();
  private final List<RunAcceptedView> accepted = new ArrayList<>();
  private final RerunModel model =
      new RerunModel(
          SampleCluster.FAILED_RUN,
          "weather/yearly-report",
          List.of("split-by-year", "aggregate-2014", "join", "report"),
          RerunMode.FROM_FAILED,
          null,
          sample.session(),
          sample.texts(),
          "key-1",
          accepted::add);

  @Test
  void theCoordinatorsPlanIsShownBeforeAnythingHappens() {
    assertEquals(3, model.count(PlannedAction.RUN));
    assertEquals(4, model.count(PlannedAction.KEEP));
    assertEquals(List.of(), sample.cluster().commands);
    int report = model.graph().graph().indexOf("report");
    int split = model.graph().graph().indexOf("split-by-year");
    assertFalse(model.graph().isFaded(report));
    assertTrue(model.graph().isFaded(split));
  }

  @Test
  void anotherModeAsksForAnotherPlan() {
    model.modeProperty().set(RerunMode.TASK);
    model.taskProperty().set("join");
    assertEquals(1, model.count(PlannedAction.RUN));
    assertEquals(1, model.count(PlannedAction.LEAVE_OUT) - 1);
    model.modeProperty().set(RerunMode.ALL);
    assertEquals(7, model.count(PlannedAction.RUN));
  }

  @Test
  void startingDoesWhatWasShownOnce() {
    model.start();
    assertEquals(List.of("rerun 1038 FROM_FAILED null"), sample.cluster().commands);
    assertEquals(1, accepted.size());
  }

  @Test
  void withoutAPlanNothingStartsAndTheProblemIsSaid() {
    sample.cluster().setAway(true);
    model.modeProperty().set(RerunMode.ALL);
    assertEquals(0, model.count(PlannedAction.RUN));
    assertFalse(model.problemProperty().get().isEmpty());
    sample.cluster().setAway(false);
    model.start();
    assertEquals(List.of(), sample.cluster().commands);
  }
}

package dev.baton.desktop.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.common.api.RunAcceptedView;
import dev.baton.desktop.sample.SampleSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TriggerModelTest {
  private final SampleSession sample = SampleSession.open();
  private final List<RunAcceptedView> accepted = new ArrayList<>();
  private final TriggerModel model =
      new TriggerModel(
          "weather/yearly-report", sample.session(), sample.texts(), "key-1", accepted::add);

  private void set(int place, String value) {
    model.params().get(place).valueProperty().set(value);
  }

  @Test
  void theJobsDefaultsAreFilledInAndOnlyChangesAreSent() {
    assertEquals(3, model.params().size());
    set(1, "portland");
    model.reasonProperty().set(" try ");
    model.start();
    assertEquals(
        List.of("trigger weather/yearly-report {station=portland} try"), sample.cluster().commands);
    assertEquals(1, accepted.size());
  }

  @Test
  void aRunWithoutChangesSendsNoParameters() {
    model.start();
    assertEquals(List.of("trigger weather/yearly-report null null"), sample.cluster().commands);
  }

  @Test
  void aValueWithoutANameIsRefusedBeforeItIsSent() {
    model.addParam();
    set(3, "orphan");
    model.start();
    assertFalse(model.problemProperty().get().isEmpty());
    assertEquals(List.of(), sample.cluster().commands);
    model.params().get(3).nameProperty().set("extra");
    model.start();
    assertEquals(1, sample.cluster().commands.size());
  }
}

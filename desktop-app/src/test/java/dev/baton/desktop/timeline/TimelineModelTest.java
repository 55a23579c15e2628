package dev.baton.desktop.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.EventType;
import dev.baton.common.api.FailoverEventView;
import dev.baton.common.api.FailoverEventView.FailoverEventKind;
import dev.baton.desktop.sample.SampleCluster;
import dev.baton.desktop.sample.SampleSession;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TimelineModelTest {
  private final SampleSession sample = SampleSession.open();
  private final TimelineModel model =
      new TimelineModel(sample.session(), sample.texts(), sample.clock());

  @Test
  void anEventThatHappensNowAppearsOnceInListAndLanes() {
    int before = model.events().size();
    FailoverEventView raised =
        new FailoverEventView(
            null,
            FailoverEventKind.LEADER_RAISED,
            "coordinator-3",
            5,
            "",
            SampleCluster.NOW.plusSeconds(1));
    sample.cluster().emit(EventType.FAILOVER_EVENT, "coordinator-3", raised);
    sample.cluster().emitAgain();
    assertEquals(before + 1, model.events().size());
    assertEquals("coordinator-3", model.events().getFirst().subject());
    assertEquals(5, model.lanesProperty().get().getFirst().spans().getLast().epoch());
  }

  @Test
  void selectingAnOldEventBringsItOntoTheAxis() {
    FailoverEventView oldest = model.events().getLast();
    assertTrue(oldest.at().isBefore(model.rangeProperty().get().from()));
    model.select(oldest);
    assertFalse(model.liveProperty().get());
    assertTrue(oldest.at().isAfter(model.rangeProperty().get().from()));
  }

  @Test
  void zoomingStaysAtNowWhileLiveAndAroundThePointOtherwise() {
    model.zoom(0.2, 2);
    assertEquals(Duration.ofMinutes(30), model.rangeProperty().get().length());
    assertEquals(SampleCluster.NOW, model.rangeProperty().get().to());
    model.pan(-1);
    assertFalse(model.liveProperty().get());
    model.zoom(0, 2);
    assertEquals(SampleCluster.NOW.minus(Duration.ofHours(1)), model.rangeProperty().get().from());
  }
}

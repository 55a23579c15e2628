package dev.baton.desktop.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.EventType;
import dev.baton.common.api.IncidentView;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.desktop.sample.SampleCluster;
import dev.baton.desktop.sample.SampleIncidents;
import dev.baton.desktop.sample.SampleSession;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IncidentListModelTest {
  private final SampleSession sample = SampleSession.open();
  private final IncidentListModel model =
      new IncidentListModel(
          sample.session(), sample.texts(), new IncidentWords(sample.texts(), sample.times()));

  private static IncidentView store(long id) {
    return SampleIncidents.closed(
        id,
        IncidentKind.STORE_AWAY,
        "store",
        IncidentCause.STORE_UNREACHABLE,
        SampleCluster.NOW,
        "The store answers.");
  }

  private List<Long> shown() {
    return model.shown().stream().map(IncidentView::id).toList();
  }

  @Test
  void theNewestStandsFirstAndTheOpenOnesAreCounted() {
    model.reload();
    assertEquals(List.of(14L, 13L, 12L, 11L, 9L), shown());
    assertEquals(2, model.openCountProperty().get());
    assertFalse(model.moreProperty().get());
  }

  @Test
  void anIncidentAppearsAndGoesOnItsWayByEvents() {
    model.reload();
    IncidentView open = sample.cluster().incidents.all.get(1);
    assertEquals(IncidentStep.RECOVERING, open.step());
    sample.cluster().emit(EventType.INCIDENT_CHANGED, "15", store(15));
    assertEquals(15, model.rows().getFirst().id());
    assertEquals(2, model.openCountProperty().get());
    sample
        .cluster()
        .emit(
            EventType.INCIDENT_CHANGED,
            "13",
            SampleIncidents.closed(
                13,
                open.kind(),
                open.subject(),
                open.cause(),
                open.detectedAt(),
                "all is well again"));
    assertEquals(1, model.openCountProperty().get());
    assertEquals(6, model.rows().size());
    assertEquals(IncidentStep.RESOLVED, model.find(13).step());
  }

  @Test
  void filtersByWhatIsOpenAndByWordsOfTheOperatorsLanguage() {
    model.reload();
    model.openOnlyProperty().set(true);
    assertEquals(List.of(14L, 13L), shown());
    model.textProperty().set("process died");
    assertEquals(List.of(13L), shown());
    assertTrue(model.isFiltered());
    model.clearFilter();
    model.textProperty().set("EXECUTOR-4");
    assertEquals(List.of(14L), shown());
  }

  @Test
  void openOnesAreReadEvenWhenNewerOnesFillThePage() {
    for (long id = 20; id < 20 + IncidentListModel.PAGE; id++) {
      sample.cluster().incidents.all.add(store(id));
    }
    model.reload();
    assertEquals(IncidentListModel.PAGE + 2, model.rows().size());
    assertEquals(2, model.openCountProperty().get());
    assertNull(model.find(12));
    assertTrue(model.moreProperty().get());
    model.loadMore();
    assertEquals(IncidentListModel.PAGE + 5, model.rows().size());
    assertEquals(12, model.find(12).id());
    assertFalse(model.moreProperty().get());
  }

  @Test
  void aProblemIsSaidAndGoneOnceTheLinkIsBack() {
    sample.cluster().setAway(true);
    model.reload();
    assertFalse(model.problemProperty().get().isEmpty());
    sample.cluster().setAway(false);
    sample.tasks().passTime();
    assertEquals("", model.problemProperty().get());
    assertEquals(5, model.rows().size());
  }
}

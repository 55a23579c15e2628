package dev.baton.desktop.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.EventType;
import dev.baton.common.api.IncidentView.TouchView;
import dev.baton.common.incident.IncidentStep;
import dev.baton.desktop.sample.SampleCluster;
import dev.baton.desktop.sample.SampleIncidents;
import dev.baton.desktop.sample.SampleSession;
import org.junit.jupiter.api.Test;

final class IncidentModelTest {
  private final SampleSession sample = SampleSession.open();
  private final IncidentListModel list =
      new IncidentListModel(
          sample.session(), sample.texts(), new IncidentWords(sample.texts(), sample.times()));

  private IncidentModel open(long id) {
    return new IncidentModel(id, sample.session(), list, sample.texts());
  }

  @Test
  void showsTheIncidentWithWhatItTouchedAndTellsTheList() {
    IncidentModel model = open(SampleIncidents.HELD);
    assertEquals(IncidentStep.AWAITING_OPERATOR, model.incidentProperty().get().step());
    assertEquals(3, model.touches().size());
    assertEquals(1, list.openCountProperty().get());
  }

  @Test
  void touchesArriveByEventsOnceEach() {
    IncidentModel model = open(SampleIncidents.RECOVERING);
    assertTrue(model.touches().isEmpty());
    TouchView touch = new TouchView(SampleIncidents.RECOVERING, 77, "load", 1, SampleCluster.NOW);
    sample.cluster().emit(EventType.INCIDENT_TOUCHED, "13", touch);
    sample.cluster().emitAgain();
    assertEquals(1, model.touches().size());
    sample
        .cluster()
        .emit(
            EventType.INCIDENT_TOUCHED,
            "14",
            new TouchView(SampleIncidents.HELD, 77, "load", 1, SampleCluster.NOW));
    assertEquals(1, model.touches().size());
  }

  @Test
  void anUnknownNumberIsAProblemInWords() {
    IncidentModel model = open(999);
    assertTrue(model.problemProperty().get().contains("999"));
  }

  @Test
  void approvalCarriesOutTheChosenActionWithItsReason() {
    String[] answered = new String[1];
    ApproveModel approve =
        new ApproveModel(
            open(SampleIncidents.HELD).incidentProperty().get(),
            sample.session(),
            sample.texts(),
            answer -> answered[0] = answer.text());
    assertEquals(2, approve.proposed().size());
    assertEquals("rerun-held", approve.chosenProperty().get().name());
    approve.chosenProperty().set(approve.proposed().get(1));
    approve.command().reasonProperty().set("it burned");
    approve.command().send();
    assertEquals("approve 14 cordon it burned", sample.cluster().commands.getLast());
    assertFalse(answered[0].isEmpty());
  }
}

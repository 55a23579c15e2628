package dev.baton.desktop.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.common.api.IncidentView.ActionView;
import dev.baton.common.incident.ActionState;
import dev.baton.common.incident.IncidentCause;
import dev.baton.common.incident.IncidentKind;
import dev.baton.common.incident.IncidentStep;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.i18n.Times;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IncidentWordsTest {
  @Test
  void everyWordOfTheClusterIsSaidInBothLanguages() {
    List<String> raw = new ArrayList<>();
    for (Texts texts : List.of(Texts.of(Texts.ENGLISH), Texts.of(Texts.CHINESE))) {
      for (IncidentKind kind : IncidentKind.values()) {
        add(raw, texts, "incidentKind", kind);
      }
      for (IncidentStep step : IncidentStep.values()) {
        add(raw, texts, "incidentStep", step);
      }
      for (ActionState state : ActionState.values()) {
        add(raw, texts, "actionState", state);
      }
      for (IncidentCause cause : IncidentCause.values()) {
        add(raw, texts, "incidentCauseHint", cause);
        if (cause != IncidentCause.UNKNOWN) {
          add(raw, texts, "incidentCause", cause);
        }
      }
    }
    assertEquals(List.of(), raw);
  }

  private static void add(List<String> raw, Texts texts, String prefix, Enum<?> word) {
    if (texts.word(prefix, word).equals(word.name())) {
      raw.add(texts.locale() + " " + prefix + "." + word);
    }
  }

  @Test
  void anActionOfANewerServerIsShownInItsOwnWords() {
    Texts texts = Texts.of(Texts.CHINESE);
    IncidentWords words = new IncidentWords(texts, new Times(texts, ZoneOffset.UTC));
    assertEquals(
        "turn it off and on",
        words.what(new ActionView("power-cycle", "turn it off and on", ActionState.PROPOSED, "")));
    assertEquals(
        "重新运行挂起的任务", words.what(new ActionView("rerun-held", "", ActionState.PROPOSED, "")));
  }
}

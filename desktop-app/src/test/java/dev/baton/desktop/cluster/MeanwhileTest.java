package dev.baton.desktop.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MeanwhileTest {
  private final Meanwhile meanwhile = new Meanwhile();
  private final List<String> shown = new ArrayList<>();

  private void change(String subject, String state) {
    meanwhile.changed(subject, () -> shown.add(subject + state));
  }

  @Test
  void whatChangedWhileAnAnswerWasUnderWayIsPutInAgainOnceItIsShown() {
    change("a", "0");
    meanwhile.readBegins();
    change("a", "1");
    change("b", "1");
    change("a", "2");
    assertEquals(List.of(), shown);
    meanwhile.answerShown();
    assertEquals(List.of("b1", "a2"), shown);
  }

  @Test
  void anAnswerAfterWhichNothingChangedPutsNothingInAgain() {
    meanwhile.readBegins();
    change("a", "1");
    meanwhile.answerShown();
    shown.clear();
    change("a", "2");
    meanwhile.readBegins();
    meanwhile.answerShown();
    assertEquals(List.of(), shown);
  }

  @Test
  void aReadThatReplacesAnotherKeepsWhatChangedDuringTheFirst() {
    meanwhile.readBegins();
    change("a", "1");
    meanwhile.readBegins();
    meanwhile.answerShown();
    assertEquals(List.of("a1"), shown);
  }
}

package dev.baton.desktop.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.AttemptRef;
import dev.baton.desktop.background.InlineTasks;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.sample.SampleCluster;
import org.junit.jupiter.api.Test;

final class LogModelTest {
  private final SampleCluster cluster = new SampleCluster();
  private final LogModel model = new LogModel(new InlineTasks(), Texts.of(Texts.ENGLISH));

  private void show(String task) {
    model.show(new AttemptRef(SampleCluster.FAILED_RUN, task, 1), cluster, InlineTasks.pump());
  }

  @Test
  void aLogIsReadToItsEnd() {
    show("join");
    assertTrue(model.completeProperty().get());
    assertEquals(81, model.lineCountProperty().get());
    assertTrue(model.store().line(0).contains("1038/join/1"));
    assertEquals("", model.problemProperty().get());
  }

  @Test
  void searchMarksAllLinesAndGoesRound() {
    show("join");
    model.search("MONTH");
    assertEquals(13, model.matchesProperty().get().length);
    assertEquals(0, model.matchProperty().get());
    assertFalse(model.followingProperty().get());
    model.nextMatch(false);
    assertEquals(12, model.matchProperty().get());
    model.nextMatch(true);
    assertEquals(model.matchesProperty().get()[0], model.matchedLine());
    model.search("");
    assertEquals(-1, model.matchedLine());
  }

  @Test
  void anotherLogStartsAfresh() {
    show("join");
    model.search("month");
    show("report");
    assertEquals(0, model.matchesProperty().get().length - 13);
    assertTrue(model.store().line(0).contains("report"));
    model.show(null, cluster, InlineTasks.pump());
    assertEquals(0, model.lineCountProperty().get());
  }
}

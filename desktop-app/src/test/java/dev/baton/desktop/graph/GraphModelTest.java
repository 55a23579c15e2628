package dev.baton.desktop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.desktop.theme.Glyph;
import dev.baton.desktop.theme.StatusLook;
import dev.baton.desktop.theme.Tone;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GraphModelTest {
  private final GraphModel model = new GraphModel();

  @BeforeEach
  void showADiamond() {
    TaskGraph graph =
        TaskGraph.of(
            List.of(
                new TaskGraph.Node("split", List.of()),
                new TaskGraph.Node("year-2012", List.of("split")),
                new TaskGraph.Node("year-2013", List.of("split")),
                new TaskGraph.Node("join", List.of("year-2012", "year-2013"))));
    model.sized(1_000, 600);
    model.show(graph, LayeredLayout.of(graph));
  }

  private double screenX(int task) {
    return model.viewportProperty().get().toScreenX(model.layout().x()[task] + 5);
  }

  private double screenY(int task) {
    return model.viewportProperty().get().toScreenY(model.layout().y()[task] + 5);
  }

  @Test
  void aPointOnANodeHitsItAndAPointBesideHitsNothing() {
    for (int task = 0; task < 4; task++) {
      assertEquals(task, model.hit(screenX(task), screenY(task)));
    }
    assertEquals(GraphModel.NONE, model.hit(screenX(0) - 20, screenY(0)));
    assertEquals(GraphModel.NONE, model.hit(screenX(0), screenY(0) - 20));
  }

  @Test
  void arrowsGoAlongEdgesAndWithinTheColumn() {
    model.move(GraphModel.Direction.RIGHT);
    assertEquals(0, model.selectedProperty().get());
    model.move(GraphModel.Direction.RIGHT);
    int first = model.selectedProperty().get();
    assertTrue(first == 1 || first == 2);
    model.move(first == 1 ? GraphModel.Direction.DOWN : GraphModel.Direction.UP);
    assertEquals(3 - first, model.selectedProperty().get());
    model.move(GraphModel.Direction.RIGHT);
    assertEquals(3, model.selectedProperty().get());
    model.move(GraphModel.Direction.RIGHT);
    assertEquals(3, model.selectedProperty().get());
  }

  @Test
  void zoomingKeepsWhatIsUnderTheMouse() {
    Viewport before = model.viewportProperty().get();
    Viewport after = before.zoomed(300, 200, 1.7);
    assertEquals(before.toLayoutX(300), after.toLayoutX(300), 1e-9);
    assertEquals(before.toLayoutY(200), after.toLayoutY(200), 1e-9);
  }

  @Test
  void fittingShowsAllOfTheGraph() {
    model.sized(300, 120);
    model.fit();
    Viewport view = model.viewportProperty().get();
    assertTrue(view.toScreenX(0) >= 0);
    assertTrue(view.toScreenX(model.layout().width()) <= 300);
    assertTrue(view.toScreenY(model.layout().height()) <= 120);
  }

  @Test
  void selectingBringsTheTaskOntoTheScreen() {
    model.viewportProperty().set(new Viewport(2, 5_000, 5_000));
    model.select(3);
    double x = screenX(3);
    double y = screenY(3);
    assertTrue(x > 0 && x < 1_000 && y > 0 && y < 600);
  }

  @Test
  void searchMarksCountsAndWalksRound() {
    assertEquals(2, model.search("YEAR"));
    assertEquals(1, model.selectedProperty().get());
    model.nextFound(true);
    assertEquals(2, model.selectedProperty().get());
    model.nextFound(true);
    assertEquals(1, model.selectedProperty().get());
    assertEquals(0, model.search("nothing"));
    assertEquals(0, model.search(""));
  }

  @Test
  void showingTheSameStatusAgainAsksForNoDrawing() {
    StatusLook look = new StatusLook(Glyph.PLAY, Tone.RUNNING);
    model.showTask(1, look, "12 s");
    long revision = model.revisionProperty().get();
    model.showTask(1, look, "12 s");
    assertEquals(revision, model.revisionProperty().get());
    model.showTask(1, look, "13 s");
    assertTrue(model.revisionProperty().get() > revision);
  }

  @Test
  void theSelectionSurvivesAnotherGraphWithThatTask() {
    model.select(3);
    TaskGraph next = TaskGraph.of(List.of(new TaskGraph.Node("join", List.of())));
    model.show(next, LayeredLayout.of(next));
    assertEquals(0, model.selectedProperty().get());
  }

  @Test
  void whatWasFittedFollowsTheSizeOfTheCanvasUntilItIsMoved() {
    model.fit();
    model.sized(300, 120);
    assertEquals(Viewport.fitting(model.layout(), 300, 120), model.viewportProperty().get());
    model.zoom(1.5);
    Viewport moved = model.viewportProperty().get();
    model.sized(900, 500);
    assertEquals(moved, model.viewportProperty().get());
  }
}

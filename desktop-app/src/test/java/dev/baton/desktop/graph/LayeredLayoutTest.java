package dev.baton.desktop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LayeredLayoutTest {
  private static TaskGraph.Node node(String name, String... after) {
    return new TaskGraph.Node(name, List.of(after));
  }

  private static TaskGraph diamond() {
    return TaskGraph.of(
        List.of(
            node("split"),
            node("a", "split"),
            node("b", "split"),
            node("join", "a", "b"),
            node("report", "join", "split")));
  }

  static TaskGraph random(int size, long seed) {
    Random random = new Random(seed);
    List<TaskGraph.Node> nodes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<String> after = new ArrayList<>();
      for (int k = 0; k < 2 && i > 0; k++) {
        int from = Math.max(0, i - 1 - random.nextInt(Math.min(i, 120)));
        if (!after.contains("t" + from)) {
          after.add("t" + from);
        }
      }
      nodes.add(new TaskGraph.Node("t" + i, after));
    }
    return TaskGraph.of(nodes);
  }

  @Test
  void everyTaskStandsRightOfAllItComesAfter() {
    TaskGraph graph = random(600, 1);
    GraphLayout layout = LayeredLayout.of(graph);
    for (int[] edge : layout.edges()) {
      assertTrue(
          layout.x()[edge[0]] + GraphLayout.NODE_WIDTH < layout.x()[edge[1]],
          graph.name(edge[0]) + " before " + graph.name(edge[1]));
    }
  }

  @Test
  void noTwoNodesOverlap() {
    GraphLayout layout = LayeredLayout.of(random(600, 2));
    for (int[] column : layout.columns()) {
      for (int i = 1; i < column.length; i++) {
        assertTrue(
            layout.y()[column[i]] - layout.y()[column[i - 1]]
                >= GraphLayout.NODE_HEIGHT + GraphLayout.GAP_Y - 1.01);
      }
    }
  }

  @Test
  void aDiamondIsSymmetrical() {
    GraphLayout layout = LayeredLayout.of(diamond());
    double a = layout.y()[1];
    double b = layout.y()[2];
    double join = layout.y()[3];
    assertTrue(Math.abs((a + b) / 2 - join) < GraphLayout.NODE_HEIGHT, "join stands between");
    assertEquals(3, layout.column()[4]);
    assertEquals(0, Math.min(a, Math.min(b, Math.min(join, layout.y()[4]))), 60);
  }

  @Test
  void aLongEdgeIsRoutedThroughTheColumnsBetween() {
    GraphLayout layout = LayeredLayout.of(diamond());
    int longEdge = -1;
    for (int e = 0; e < layout.edges().length; e++) {
      if (layout.edges()[e][0] == 0 && layout.edges()[e][1] == 4) {
        longEdge = e;
      }
    }
    assertEquals(2, layout.routes()[longEdge].length);
  }

  @Test
  void theSameGraphGivesTheSamePicture() {
    GraphLayout one = LayeredLayout.of(random(300, 3));
    GraphLayout other = LayeredLayout.of(random(300, 3));
    for (int i = 0; i < 300; i++) {
      assertEquals(one.x()[i], other.x()[i]);
      assertEquals(one.y()[i], other.y()[i]);
    }
  }

  @Test
  void anEmptyGraphAndALonelyTaskHaveALayout() {
    assertEquals(0, LayeredLayout.of(TaskGraph.of(List.of())).width());
    assertEquals(
        GraphLayout.NODE_WIDTH, LayeredLayout.of(TaskGraph.of(List.of(node("one")))).width());
  }

  @Test
  void fiveThousandTasksAreLaidOutInHalfASecond() {
    TaskGraph graph = random(5_000, 4);
    LayeredLayout.of(graph);
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long began = System.nanoTime();
      LayeredLayout.of(graph);
      best = Math.min(best, System.nanoTime() - began);
    }
    long bestMs = best / 1_000_000;
    assertTrue(bestMs < 500, "took " + bestMs + " ms");
  }
}

package dev.baton.common.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.RandomCases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TaskGraphTest {
  /** join comes after left and right, which come after start; lone stands by itself. */
  private static final TaskGraph DIAMOND =
      TaskGraph.of(
          List.of("join", "right", "lone", "left", "start"),
          List.of(
              List.of("left", "right"), List.of("start"), List.of(), List.of("start"), List.of()));

  @Test
  void ordersTasksAfterThoseTheyComeAfter() {
    assertEquals(List.of("lone", "start", "right", "left", "join"), DIAMOND.order());
    assertEquals(List.of("lone", "start"), DIAMOND.roots());
    assertEquals(List.of("left", "right"), DIAMOND.upstream("join"));
    assertEquals(List.of("right", "left"), DIAMOND.downstream("start"));
    assertEquals(List.of("join", "left"), DIAMOND.withDownstream(List.of("left")));
    assertEquals(
        List.of("join", "right", "lone", "left", "start"),
        DIAMOND.withDownstream(List.of("lone", "start", "left")));
  }

  @Test
  void namesTheCycleInRunOrder() {
    List<String> names = List.of("a", "b", "c", "d");
    List<List<String>> after =
        List.of(List.of("c"), List.of("a"), List.of("b"), List.of("c", "nowhere"));
    assertEquals(List.of("a", "b", "c", "a"), TaskGraph.cycleIn(names, after));
    assertEquals(List.of("a", "a"), TaskGraph.cycleIn(List.of("a"), List.of(List.of("a"))));
    assertEquals(List.of(), TaskGraph.cycleIn(List.of("a", "b"), List.of(List.of(), List.of("a"))));
  }

  @Test
  void refusesWhatIsNoGraph() {
    assertMessage("two tasks are named 'a'", List.of("a", "a"), List.of(List.of(), List.of()));
    assertMessage("the job has no task 'b'", List.of("a"), List.of(List.of("b")));
    assertMessage(
        "tasks wait for each other: a -> b -> a",
        List.of("a", "b"),
        List.of(List.of("b"), List.of("a")));
  }

  @Test
  void tenThousandTasksCostLittle() {
    List<String> names = new ArrayList<>();
    List<List<String>> after = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      names.add("task-" + i);
      after.add(i == 0 ? List.of() : List.of("task-" + (i - 1)));
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          TaskGraph chain = TaskGraph.of(names, after);
          assertEquals(names, chain.order());
          assertEquals(10_000, chain.withDownstream(List.of("task-0")).size());
          List<List<String>> closed = new ArrayList<>(after);
          closed.set(0, List.of("task-9999"));
          assertEquals(10_001, TaskGraph.cycleIn(names, closed).size());
        });
  }

  @Test
  void randomGraphsAreOrderedOrHaveACycle() {
    RandomCases cases = new RandomCases(TaskGraphTest.class, 2_000);
    for (int i = 0; i < cases.count(); i++) {
      List<String> names = new ArrayList<>();
      List<List<String>> after = new ArrayList<>();
      random(cases.random(), names, after);
      List<String> cycle = TaskGraph.cycleIn(names, after);
      if (!cycle.isEmpty()) {
        for (int j = 1; j < cycle.size(); j++) {
          String name = cycle.get(j);
          assertTrue(
              after.get(names.indexOf(name)).contains(cycle.get(j - 1)),
              cases.name(i) + ": " + cycle);
        }
        assertEquals(cycle.get(0), cycle.get(cycle.size() - 1));
        assertEquals(cycle.size() - 1, new TreeSet<>(cycle).size(), cases.name(i));
        continue;
      }
      TaskGraph graph = TaskGraph.of(names, after);
      Set<String> done = new TreeSet<>();
      for (String name : graph.order()) {
        assertTrue(done.containsAll(graph.upstream(name)), cases.name(i));
        assertTrue(done.add(name), cases.name(i));
      }
      assertEquals(names.size(), done.size());
      String any = names.get(0);
      assertEquals(closure(graph, any), new TreeSet<>(graph.withDownstream(List.of(any))));
      assertFalse(graph.roots().isEmpty());
    }
  }

  static void random(Random random, List<String> names, List<List<String>> after) {
    int size = 1 + random.nextInt(12);
    for (int i = 0; i < size; i++) {
      names.add("t" + i);
    }
    Collections.shuffle(names, random);
    boolean backwards = random.nextInt(3) == 0;
    for (int i = 0; i < size; i++) {
      Set<String> before = new TreeSet<>();
      for (int j = random.nextInt(3); j > 0; j--) {
        int other = random.nextInt(size);
        if (other < i || backwards && random.nextInt(4) == 0) {
          before.add(names.get(other));
        }
      }
      after.add(List.copyOf(before));
    }
  }

  private static Set<String> closure(TaskGraph graph, String task) {
    Set<String> found = new TreeSet<>(Set.of(task));
    graph.downstream(task).forEach(next -> found.addAll(closure(graph, next)));
    return found;
  }

  private static void assertMessage(String message, List<String> names, List<List<String>> after) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> TaskGraph.of(names, after))
            .getMessage());
  }
}

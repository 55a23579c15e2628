package dev.baton.common.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.RandomCases;
import dev.baton.common.graph.RerunSelection.Choice;
import dev.baton.common.graph.RerunSelection.Refused;
import dev.baton.common.graph.RerunSelection.Selected;
import dev.baton.common.graph.RerunSelection.TaskChoice;
import dev.baton.common.run.RerunMode;
import dev.baton.common.run.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RerunSelectionTest {
  private static final List<TaskStatus> ENDS =
      List.of(TaskStatus.SUCCEEDED, TaskStatus.FAILED, TaskStatus.CANCELED, TaskStatus.SKIPPED);

  /**
   * extract, clean after it, other beside them, report after clean and other, mail after report.
   */
  private static final TaskGraph GRAPH =
      TaskGraph.of(
          List.of("extract", "clean", "other", "report", "mail"),
          List.of(
              List.of(),
              List.of("extract"),
              List.of(),
              List.of("clean", "other"),
              List.of("report")));

  @Test
  void allRunsEverything() {
    assertEquals("RRRRR", choices(RerunMode.ALL, null, "SSSSS"));
    assertEquals("RRRRR", choices(RerunMode.ALL, null, "FKKKK"));
  }

  @Test
  void fromFailedRunsWhatDidNotSucceedAndWhatComesAfter() {
    assertEquals("TRTRR", choices(RerunMode.FROM_FAILED, null, "SFSKK"));
    assertEquals("TTRRR", choices(RerunMode.FROM_FAILED, null, "SSFSS"));
    assertEquals("TTTTR", choices(RerunMode.FROM_FAILED, null, "SSSSC"));
    assertEquals(
        "every task of the run succeeded, so there is nothing to run from",
        refusal(RerunMode.FROM_FAILED, null, "SSSSS").message());
  }

  @Test
  void fromTaskRunsItAndWhatComesAfterIt() {
    assertEquals("TRTRR", choices(RerunMode.FROM_TASK, "clean", "SSSSS"));
    assertEquals("TRTRR", choices(RerunMode.FROM_TASK, "clean", "SFSKK"));
    assertEquals("TTTTR", choices(RerunMode.FROM_TASK, "mail", "SSSSF"));
  }

  @Test
  void fromTaskLeavesOutWhatBuildsOnAFailureBesideIt() {
    assertEquals("TRLLL", choices(RerunMode.FROM_TASK, "clean", "SFFKK"));
    Selected selected = selected(RerunMode.FROM_TASK, "clean", "SFFKK");
    assertEquals("builds on 'other', which is left out", selected.tasks().get(3).reason());
    assertEquals("builds on 'report', which is left out", selected.tasks().get(4).reason());
  }

  @Test
  void aTaskAloneLeavesOutWhatComesAfterIt() {
    assertEquals("TRTLL", choices(RerunMode.TASK, "clean", "SSSSS"));
    assertEquals("TTTRL", choices(RerunMode.TASK, "report", "SSSFK"));
    assertEquals("RLTLL", choices(RerunMode.TASK, "extract", "FKSKK"));
    assertEquals("TTRLL", choices(RerunMode.TASK, "other", "SSFKK"));
  }

  @Test
  void aTaskWhoseInputsAreMissingIsRefused() {
    Refused refused = refusal(RerunMode.FROM_TASK, "report", "SFSKK");
    assertEquals(
        "'report' builds on 'clean', which did not succeed: it is FAILED", refused.message());
    assertEquals("rerun FROM_TASK 'clean', or FROM_FAILED", refused.fix());
    assertEquals(refused, refusal(RerunMode.TASK, "report", "SFSKK"));
  }

  @Test
  void anUnknownTaskIsRefusedWithTheNearestName() {
    assertEquals("did you mean 'report'?", refusal(RerunMode.TASK, "raport", "SSSSS").fix());
    assertEquals("no task is named", refusal(RerunMode.FROM_TASK, null, "SSSSS").message());
  }

  @Test
  void aRunThatGoesOnIsRefused() {
    for (RerunMode mode : RerunMode.values()) {
      assertEquals(
          "the run has not ended: task 'report' is RUNNING",
          refusal(mode, "clean", "SSSRK").message());
    }
  }

  @Test
  void aTaskThatIsNewInTheDefinitionRuns() {
    Map<String, TaskStatus> original = new TreeMap<>();
    for (String task : List.of("extract", "clean", "other", "report", "gone")) {
      original.put(task, TaskStatus.SUCCEEDED);
    }
    Selected selected =
        assertInstanceOf(
            Selected.class, RerunSelection.of(GRAPH, original, RerunMode.FROM_FAILED, null));
    assertEquals(List.of("mail"), selected.tasks(Choice.RUN));
    assertEquals("did not succeed: it is new", selected.tasks().get(4).reason());
  }

  @Test
  void nothingRunsWithoutItsInputs() {
    RandomCases cases = new RandomCases(RerunSelectionTest.class, 3_000);
    for (int i = 0; i < cases.count(); i++) {
      List<String> names = new ArrayList<>();
      List<List<String>> after = new ArrayList<>();
      TaskGraphTest.random(cases.random(), names, after);
      if (!TaskGraph.cycleIn(names, after).isEmpty()) {
        continue;
      }
      TaskGraph graph = TaskGraph.of(names, after);
      Map<String, TaskStatus> original = new TreeMap<>();
      names.forEach(name -> original.put(name, ENDS.get(cases.random().nextInt(ENDS.size()))));
      String task = names.get(cases.random().nextInt(names.size()));
      for (RerunMode mode : RerunMode.values()) {
        if (RerunSelection.of(graph, original, mode, task) instanceof Selected selected) {
          check(cases.name(i) + " " + mode + " " + task, graph, original, selected);
        }
      }
    }
  }

  private static void check(
      String name, TaskGraph graph, Map<String, TaskStatus> original, Selected selected) {
    assertEquals(graph.tasks(), selected.tasks().stream().map(TaskChoice::task).toList(), name);
    List<String> runs = selected.tasks(Choice.RUN);
    List<String> takenOver = selected.tasks(Choice.TAKE_OVER);
    assertTrue(!runs.isEmpty(), name);
    for (String task : runs) {
      for (String before : graph.upstream(task)) {
        assertTrue(runs.contains(before) || takenOver.contains(before), name);
      }
    }
    for (String task : takenOver) {
      assertEquals(TaskStatus.SUCCEEDED, original.get(task), name);
      for (String before : graph.upstream(task)) {
        assertTrue(!runs.contains(before), name + ": " + task + " was made from old outputs");
      }
    }
  }

  private static String choices(RerunMode mode, String task, String statuses) {
    StringBuilder letters = new StringBuilder();
    for (TaskChoice choice : selected(mode, task, statuses).tasks()) {
      letters.append(choice.choice().name().charAt(0));
    }
    return letters.toString();
  }

  private static Selected selected(RerunMode mode, String task, String statuses) {
    return assertInstanceOf(
        Selected.class, RerunSelection.of(GRAPH, statuses(statuses), mode, task));
  }

  private static Refused refusal(RerunMode mode, String task, String statuses) {
    return assertInstanceOf(
        Refused.class, RerunSelection.of(GRAPH, statuses(statuses), mode, task));
  }

  /** One letter for each task: S, F, C, R, and K for SKIPPED. */
  private static Map<String, TaskStatus> statuses(String letters) {
    Map<String, TaskStatus> statuses = new TreeMap<>();
    for (int i = 0; i < letters.length(); i++) {
      statuses.put(
          GRAPH.tasks().get(i),
          switch (letters.charAt(i)) {
            case 'S' -> TaskStatus.SUCCEEDED;
            case 'F' -> TaskStatus.FAILED;
            case 'C' -> TaskStatus.CANCELED;
            case 'R' -> TaskStatus.RUNNING;
            case 'K' -> TaskStatus.SKIPPED;
            default -> throw new IllegalArgumentException(letters);
          });
    }
    return statuses;
  }
}

package dev.baton.cli.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private static TrialResult result(
      TrueCause truth, String named, boolean right, Boolean scopeExact) {
    return new TrialResult(
        1,
        truth,
        "executor-1",
        truth.answer(),
        named,
        right,
        scopeExact,
        "",
        100L,
        null,
        null,
        0,
        List.of("7 EXECUTOR_LOST of executor-1"));
  }

  private static final List<TrialResult> RESULTS =
      List.of(
          result(TrueCause.EXECUTOR_KILLED, "PROCESS_DIED", true, true),
          result(TrueCause.EXECUTOR_KILLED, "PROCESS_DIED", true, false),
          result(TrueCause.EXECUTOR_KILLED, "LINK_CUT", false, true),
          result(TrueCause.EXECUTOR_HICCUP, TrialResult.NONE, true, null));

  @Test
  void trialsAreCountedByTrueAndByNamedCause() {
    ConfusionMatrix matrix = ConfusionMatrix.of(RESULTS);
    assertEquals(4, matrix.trials());
    assertEquals(3, matrix.right());
    ConfusionMatrix.Row killed = matrix.rows().getFirst();
    assertEquals(TrueCause.EXECUTOR_KILLED, killed.truth);
    assertEquals(2, killed.named.get("PROCESS_DIED"));
    assertEquals(1, killed.named.get("LINK_CUT"));
  }

  @Test
  void whereNothingWasExpectedAndNothingCameThereIsNoScopeToJudge() {
    ConfusionMatrix matrix = ConfusionMatrix.of(RESULTS);
    assertEquals(3, matrix.scopes());
    assertEquals(2, matrix.scopesExact());
  }

  @Test
  void rightAnswersComeFirstAmongTheColumns() {
    assertEquals(
        List.of("PROCESS_DIED", TrialResult.NONE, "LINK_CUT"),
        ConfusionMatrix.of(RESULTS).columns());
  }

  @Test
  void sharesAndTimesAreWorded() {
    assertEquals("75.0 %", ConfusionMatrix.share(3, 4));
    assertEquals("-", ConfusionMatrix.share(0, 0));
    assertEquals("1.5 / 9.0", ConfusionMatrix.seconds(List.of(9_000L, 1_500L, 1_000L)));
    assertEquals("-", ConfusionMatrix.seconds(List.of()));
  }

  @Test
  void reportMarksTheDiagonalAndTellsWhatWasWrong() {
    String text =
        new DiagnosisReport("./baton diagnose", RESULTS, List.of("no host"), List.of("it broke"))
            .markdown();
    assertTrue(
        text.contains(
            "5 trials, 1 of them without a judgement: cause right 60.0 % (3), scope exact 66.7 %"
                + " (2 of 3)."));
    assertTrue(text.contains("- it broke"));
    assertTrue(text.contains("| EXECUTOR_KILLED | **2** |  | 1 |"));
    assertTrue(text.contains("EXECUTOR_KILLED on executor-1: named LINK_CUT"));
    assertTrue(text.contains("- no host"));
  }

  @Test
  void eachRoundHasEachCauseOnceInAnOrderOfItsSeed() {
    List<TrueCause> all = List.of(TrueCause.values());
    List<List<TrueCause>> order = DiagnoseCommand.order(all, new Random(7));
    assertEquals(order, DiagnoseCommand.order(all, new Random(7)));
    assertEquals(all, order.stream().flatMap(List::stream).sorted().toList());
  }

  @Test
  void processorsWereBusyIfTheyHadNothingToSpareForTwentySeconds() {
    try (MachineBusy machine = new MachineBusy()) {
      machine.note(0, MachineBusy.Ticks.parse("cpu  1 0 1 50 50 0 0 0 0 0"));
      machine.note(10_000, MachineBusy.Ticks.parse("cpu  2001 0 1 50 50 0 0 0 0 0"));
      machine.note(20_000, MachineBusy.Ticks.parse("cpu  4001 0 1 50 50 0 0 0 0 0"));
      machine.note(30_000, MachineBusy.Ticks.parse("cpu  5001 0 1 1050 50 0 0 0 0 0"));
      assertFalse(machine.wasBusyBefore(19_999));
      assertTrue(machine.wasBusyBefore(20_000));
      assertFalse(machine.wasBusyBefore(30_000));
    }
  }
}

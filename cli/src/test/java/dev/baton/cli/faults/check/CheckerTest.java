package dev.baton.cli.faults.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.cli.faults.check.History.AttemptFact;
import dev.baton.cli.faults.check.History.ChangeFact;
import dev.baton.cli.faults.check.History.IncidentFact;
import dev.baton.cli.faults.check.History.LogFact;
import dev.baton.cli.faults.check.History.RunFact;
import dev.baton.cli.faults.check.History.SkipFact;
import dev.baton.cli.faults.check.History.TaskFact;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each rule rejects a history that breaks it, and only such. */
class CheckerTest {
  private final GoodHistory good = new GoodHistory();

  private void isRejectedBy(String... rules) {
    Set<String> broken =
        Checker.judge(good.history()).stream()
            .filter(verdict -> !verdict.holds())
            .map(Verdict::rule)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(List.of(rules)), broken);
  }

  private void replaceRun(long id, RunFact other) {
    good.runs.replaceAll(run -> run.id() == id ? other : run);
  }

  private void replaceWitness(String name, Witness other) {
    good.witnesses.replaceAll(witness -> witness.name().equals(name) ? other : witness);
  }

  @Test
  void aGoodHistoryIsAccepted() {
    isRejectedBy();
  }

  @Test
  void aLostFireIsFound() {
    good.runs.removeIf(run -> run.id() == 2);
    good.witnesses.removeIf(witness -> witness.run() == 2);
    isRejectedBy("fires once");
  }

  @Test
  void theLastFireIsPromisedToo() {
    good.runs.removeIf(run -> run.id() == 3);
    good.witnesses.removeIf(witness -> witness.run() == 3);
    isRejectedBy("fires once");
  }

  @Test
  void aDoubledFireIsFound() {
    good.runs.add(new RunFact(9, GoodHistory.TICK, 11_000, "", "SUCCEEDED", "", ""));
    good.witnesses.add(
        new Witness(
            GoodHistory.TICK, 9, "mark", 1, "2.9", 11_000, 11_900, 11_901, "done", List.of()));
    isRejectedBy("fires once");
  }

  @Test
  void aStartBeforeTheFireTimeIsFound() {
    Witness early =
        good.witnesses.stream().filter(witness -> witness.fireMs() > 0).findFirst().orElseThrow();
    replaceWitness(early.name(), startedAt(early, early.fireMs() - 2_000));
    isRejectedBy();
    replaceWitness(early.name(), startedAt(early, early.fireMs() - 2_001));
    isRejectedBy("fires not early");
  }

  private static Witness startedAt(Witness witness, long startMs) {
    return new Witness(
        witness.job(),
        witness.run(),
        witness.task(),
        witness.attempt(),
        witness.token(),
        witness.fireMs(),
        startMs,
        witness.lastMs(),
        witness.ending(),
        witness.lines());
  }

  @Test
  void aFireTimeThatNoRuleGivesIsFound() {
    good.runs.add(new RunFact(9, GoodHistory.TICK, 11_500, "", "FAILED", "why", ""));
    isRejectedBy("fires once");
  }

  @Test
  void aSkipWhereNoneIsAllowedIsFound() {
    good.skips.add(new SkipFact(GoodHistory.TICK, 13_000, 13_000, 1, "MISFIRED"));
    isRejectedBy("fires once");
  }

  @Test
  void aFireTimeThatRanAndWasSkippedIsFound() {
    good.skips.add(new SkipFact(GoodHistory.SKIP, 13_000, 13_000, 1, "MISFIRED"));
    isRejectedBy("fires once");
  }

  @Test
  void aSkipWithoutReasonIsFound() {
    good.skips.replaceAll(
        skip -> new SkipFact(skip.job(), skip.firstMs(), skip.lastMs(), skip.count(), " "));
    isRejectedBy("fires once");
  }

  @Test
  void anAcceptedRequestWithoutRunIsFound() {
    good.asked.add(new Asked(GoodHistory.WORK, "k-9", 99));
    isRejectedBy("triggers kept");
  }

  @Test
  void aRequestAnsweredWithAnothersRunIsFound() {
    good.asked.add(new Asked(GoodHistory.WORK, "k-9", 7));
    isRejectedBy("triggers kept");
  }

  @Test
  void aKeyAnsweredWithTwoRunsIsFound() {
    good.runs.add(new RunFact(9, GoodHistory.WORK, 0, "k-1", "CANCELED", "", ""));
    good.asked.add(new Asked(GoodHistory.WORK, "k-1", 9));
    isRejectedBy("keys name one run");
  }

  @Test
  void aKeyWithTwoRunsOfWhichOneWasNeverAnsweredIsFound() {
    good.runs.add(new RunFact(9, GoodHistory.WORK, 0, "k-1", "CANCELED", "", ""));
    isRejectedBy("keys name one run");
  }

  @Test
  void anAttemptThatStartsBeforeTheFormerHasEndedIsFound() {
    replaceWitness(
        "6/work/2",
        new Witness(
            GoodHistory.WORK,
            6,
            "work",
            2,
            "2.1",
            0,
            11_499,
            11_900,
            "done",
            List.of("line 1 11850")));
    isRejectedBy("attempts apart");
  }

  @Test
  void anAttemptThatOutlivesItsSuccessorsStartIsFound() {
    replaceWitness(
        "6/work/1",
        new Witness(
            GoodHistory.WORK,
            6,
            "work",
            1,
            "1.6",
            0,
            11_000,
            12_400,
            "",
            List.of("line 1 11250", "line 2 11500")));
    isRejectedBy("attempts apart");
  }

  @Test
  void aTokenThatDoesNotGrowIsFound() {
    replaceWitness(
        "6/work/1",
        new Witness(
            GoodHistory.WORK,
            6,
            "work",
            1,
            "10.1",
            0,
            11_000,
            11_500,
            "",
            List.of("line 1 11250", "line 2 11500")));
    good.attempts.replaceAll(attempt ->
        attempt.number() == 1
            ? new AttemptFact(6, "work", 1, "10.1", true, "ENDED", "LOST")
            : attempt);
    isRejectedBy("tokens grow");
  }

  @Test
  void anAttemptThatEndedTwiceIsFound() {
    good.changes.add(new ChangeFact("6/work/1", "ENDED", "SUCCEEDED"));
    isRejectedBy("outcomes once");
  }

  @Test
  void anAttemptThatRunsAfterItsEndIsFound() {
    good.changes.add(new ChangeFact("6/work/1", "RUNNING", ""));
    isRejectedBy("outcomes once");
  }

  @Test
  void twoAttemptsThatSucceededAreFound() {
    good.attempts.replaceAll(attempt ->
        attempt.number() == 1
            ? new AttemptFact(6, "work", 1, "1.6", true, "ENDED", "SUCCEEDED")
            : attempt);
    isRejectedBy("logs whole", "outcomes once", "success witnessed");
  }

  @Test
  void aTaskThatRestsOnTheWrongAttemptIsFound() {
    good.tasks.replaceAll(task ->
        task.run() == 6 ? new TaskFact(6, GoodHistory.WORK, "work", "SUCCEEDED", "", 1) : task);
    isRejectedBy("outcomes once");
  }

  @Test
  void aSuccessThatNobodyWroteDownIsFound() {
    good.witnesses.removeIf(witness -> witness.run() == 1);
    isRejectedBy("success witnessed");
  }

  @Test
  void aSuccessWhoseTaskWroteNoEndIsFound() {
    replaceWitness(
        "6/work/2",
        new Witness(
            GoodHistory.WORK, 6, "work", 2, "2.1", 0, 11_600, 11_900, "", List.of("line 1 11850")));
    isRejectedBy("success witnessed");
  }

  @Test
  void anAttemptThatTheApiDoesNotKnowIsFound() {
    good.witnesses.add(
        new Witness(GoodHistory.WORK, 6, "work", 3, "2.2", 0, 13_000, 13_001, "", List.of()));
    isRejectedBy("witnesses known");
  }

  @Test
  void anAttemptOfNoRunIsFound() {
    good.witnesses.add(
        new Witness(GoodHistory.WORK, 99, "work", 1, "2.2", 0, 13_000, 13_001, "", List.of()));
    isRejectedBy("witnesses known");
  }

  @Test
  void anAttemptUnderAnotherTokenIsFound() {
    good.attempts.replaceAll(attempt ->
        attempt.number() == 1
            ? new AttemptFact(6, "work", 1, "1.7", true, "ENDED", "LOST")
            : attempt);
    isRejectedBy("witnesses known");
  }

  @Test
  void aRunThatWaitsForNothingIsFound() {
    replaceRun(7, new RunFact(7, GoodHistory.WORK, 0, "k-2", "RUNNING", "", ""));
    isRejectedBy("runs end");
  }

  @Test
  void aFailureWithoutReasonIsFound() {
    good.tasks.replaceAll(task ->
        task.run() == 8 ? new TaskFact(8, GoodHistory.WORK, "work", "FAILED", "", 0) : task);
    isRejectedBy("runs end");
  }

  @Test
  void anIncidentThatStaysOpenIsFound() {
    good.incidents.add(
        new IncidentFact(3, "STORE_AWAY", "store", "STORE_UNREACHABLE", "VERIFYING", "goes on"));
    isRejectedBy("incidents end");
  }

  @Test
  void anIncidentThatWaitsForAnOperatorWithoutReasonIsFound() {
    good.incidents.add(
        new IncidentFact(3, "STORE_AWAY", "store", "STORE_UNREACHABLE", "AWAITING_OPERATOR", ""));
    isRejectedBy("incidents end");
  }

  @Test
  void aLogThatLacksALineInTheMiddleIsFound() {
    good.logs.replaceAll(log ->
        log.attempt() == 1 ? new LogFact(6, "work", 1, false, List.of("line 2 11500")) : log);
    isRejectedBy("logs whole");
  }

  @Test
  void aLogThatRepeatsALineIsFound() {
    good.logs.replaceAll(log ->
        log.attempt() == 1
            ? new LogFact(6, "work", 1, false, List.of("line 1 11250", "line 1 11250"))
            : log);
    isRejectedBy("logs whole");
  }

  @Test
  void aSuccessWhoseLogLacksItsEndIsFound() {
    good.logs.replaceAll(
        log -> log.attempt() == 2 ? new LogFact(6, "work", 2, true, List.of()) : log);
    isRejectedBy("logs whole");
  }
}

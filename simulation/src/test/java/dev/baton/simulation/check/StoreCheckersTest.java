package dev.baton.simulation.check;

import static dev.baton.simulation.check.Parts.JOB;
import static dev.baton.simulation.check.Parts.RUN;
import static dev.baton.simulation.check.Parts.attempt;
import static dev.baton.simulation.check.Parts.batch;
import static dev.baton.simulation.check.Parts.id;
import static dev.baton.simulation.check.Parts.job;
import static dev.baton.simulation.check.Parts.order;
import static dev.baton.simulation.check.Parts.refused;
import static dev.baton.simulation.check.Parts.run;
import static dev.baton.simulation.check.Parts.taskRun;

import dev.baton.common.id.RunId;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.run.Trigger;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.coordinator.core.Effect;
import dev.baton.coordinator.core.RetryLimits;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.FiredTime;
import dev.baton.simulation.store.RowsWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checkers of what is written and said: each accepts a good history and refuses bad ones. */
class StoreCheckersTest {
  private static final String LIFE = RowsWriter.LEADER;

  private static final Fact RUNS = new Fact.RunCreated(run(1, RunStatus.RUNNING));

  private static Fact starts(int number) {
    return new Fact.AttemptCreated(attempt("a", number, AttemptStatus.DISPATCHED, null));
  }

  private static Fact ends(Outcome outcome) {
    return new Fact.AttemptChanged(attempt("a", 1, AttemptStatus.ENDED, outcome));
  }

  private static Effect says(CoordinatorMessage message) {
    return new Effect.Send(1, message);
  }

  private static Effect start(String... inputs) {
    return says(
        new CoordinatorMessage.Start(1, order(inputs.length == 0 ? "a" : "b", 1, true, inputs)));
  }

  /** So many times a task fails, waits, and goes again. */
  private static void goesAgain(int times, RetryLimits limits) {
    RowsWriter writer = new RowsWriter(new RetryBudgetChecker(() -> 0, limits));
    writer.given(RUNS, new Fact.TaskRunChanged(taskRun("a", TaskStatus.WAITING, 0, null)));
    for (int number = 1; number <= times; number++) {
      writer.write(
          batch(
              1,
              starts(number),
              new Fact.TaskRunChanged(taskRun("a", TaskStatus.RUNNING, number, null)),
              new Fact.AttemptChanged(attempt("a", number, AttemptStatus.ENDED, Outcome.FAILED)),
              new Fact.TaskRunChanged(taskRun("a", TaskStatus.RETRY_WAIT, number, null)),
              new Fact.TaskRunChanged(taskRun("a", TaskStatus.READY, number, null))));
    }
  }

  @Test
  void tasksThatFailGoAgainAsOftenAsTheBudgetAllows() {
    goesAgain(3, new RetryLimits(60_000, 100, 2, 9));
    refused("retry budget", () -> goesAgain(4, new RetryLimits(60_000, 100, 2, 9)));
    refused("retry budget", () -> goesAgain(4, new RetryLimits(60_000, 0, 9, 3)));
  }

  @Test
  void lifeCycleOfARunThatSucceedsIsAccepted() {
    new RowsWriter(new LifeCycleChecker())
        .write(
            batch(
                1,
                RUNS,
                new Fact.TaskRunChanged(taskRun("a", TaskStatus.WAITING, 0, null)),
                new Fact.TaskRunChanged(taskRun("a", TaskStatus.READY, 0, null)),
                new Fact.TaskRunChanged(taskRun("a", TaskStatus.RUNNING, 1, null)),
                starts(1),
                new Fact.AttemptChanged(attempt("a", 1, AttemptStatus.RUNNING, null)),
                ends(Outcome.SUCCEEDED),
                new Fact.TaskRunChanged(taskRun("a", TaskStatus.SUCCEEDED, 1, id("a", 1))),
                new Fact.RunChanged(run(1, RunStatus.SUCCEEDED))));
  }

  @Test
  void lifeCycleRefusesAnOutcomeAfterTheEnd() {
    RowsWriter store = new RowsWriter(new LifeCycleChecker());
    store.write(batch(1, RUNS, starts(1), ends(Outcome.LOST)));
    refused("life cycle", () -> store.write(batch(1, ends(Outcome.SUCCEEDED))));
  }

  @Test
  void lifeCycleRefusesASecondAttemptBesideTheFirst() {
    RowsWriter store = new RowsWriter(new LifeCycleChecker());
    store.write(batch(1, RUNS, starts(1)));
    refused("life cycle", () -> store.write(batch(1, starts(2))));
  }

  @Test
  void lifeCycleRefusesARunThatGoesOnAfterItsEnd() {
    RowsWriter store = new RowsWriter(new LifeCycleChecker());
    store.write(batch(1, RUNS, new Fact.RunChanged(run(1, RunStatus.FAILED))));
    refused(
        "life cycle",
        () -> store.write(batch(1, new Fact.RunChanged(run(1, RunStatus.SUCCEEDED)))));
  }

  @Test
  void lifeCycleRefusesATokenOfAnotherEpoch() {
    RowsWriter store = new RowsWriter(new LifeCycleChecker());
    refused("life cycle", () -> store.write(batch(2, RUNS, starts(1))));
  }

  @Test
  void overlapAcceptsRunsOneAfterTheOtherAndRefusesTwoAtOnce() {
    RowsWriter store = new RowsWriter(new OverlapChecker());
    store.given(new Fact.JobChanged(job(OverlapPolicy.QUEUE_ALL)));
    store.write(
        batch(
            1,
            RUNS,
            new Fact.RunCreated(run(2, RunStatus.QUEUED)),
            new Fact.RunChanged(run(1, RunStatus.SUCCEEDED)),
            new Fact.RunChanged(run(2, RunStatus.RUNNING))));
    refused("overlap", () -> store.write(batch(1, new Fact.RunCreated(run(3, RunStatus.RUNNING)))));
  }

  @Test
  void overlapRefusesASecondRunInAQueueOfOne() {
    RowsWriter store = new RowsWriter(new OverlapChecker());
    store.given(new Fact.JobChanged(job(OverlapPolicy.QUEUE_ONE)));
    store.write(batch(1, RUNS, new Fact.RunCreated(run(2, "s", Parts.at(1), RunStatus.QUEUED))));
    refused(
        "overlap",
        () ->
            store.write(batch(1, new Fact.RunCreated(run(3, "s", Parts.at(2), RunStatus.QUEUED)))));
  }

  @Test
  void commitBeforeWordAcceptsAStartThatIsWrittenAndRefusesOneThatIsNot() {
    RowsWriter[] store = new RowsWriter[1];
    CommitBeforeWordChecker checker = new CommitBeforeWordChecker(() -> store[0].rows());
    store[0] = new RowsWriter(checker);
    refused("commit before word", () -> checker.coordinatorDoes(LIFE, start()));
    store[0].write(batch(1, RUNS, starts(1)));
    checker.coordinatorDoes(LIFE, start());
  }

  @Test
  void commitBeforeWordRefusesAcknowledgementsAnswersAndEventsOfWhatIsNotWritten() {
    RowsWriter[] store = new RowsWriter[1];
    CommitBeforeWordChecker checker = new CommitBeforeWordChecker(() -> store[0].rows());
    store[0] = new RowsWriter(checker);
    Batch first = batch(1, RUNS, starts(1));
    Effect acknowledged = says(new CoordinatorMessage.OutcomesAccepted(1, List.of(id("a", 1))));
    Effect answered = new Effect.Answer(1, new CommandResult.RunAccepted(RUN, true));
    refused("commit before word", () -> checker.coordinatorDoes(LIFE, answered));
    refused("commit before word", () -> checker.coordinatorDoes(LIFE, new Effect.Publish(first)));
    store[0].write(first);
    checker.coordinatorDoes(LIFE, answered);
    checker.coordinatorDoes(LIFE, new Effect.Publish(first));
    refused("commit before word", () -> checker.coordinatorDoes(LIFE, acknowledged));
    store[0].write(batch(1, ends(Outcome.SUCCEEDED)));
    checker.coordinatorDoes(LIFE, acknowledged);
  }

  @Test
  void inputsAreThoseOfTheAcceptedAttemptAndNoOther() {
    RowsWriter[] store = new RowsWriter[1];
    InputsChecker checker = new InputsChecker(() -> store[0].rows());
    store[0] =
        new RowsWriter(checker)
            .given(
                new Fact.JobChanged(job(OverlapPolicy.ALLOW)),
                RUNS,
                starts(1),
                new Fact.TaskRunChanged(taskRun("a", TaskStatus.RUNNING, 1, null)));
    refused("inputs", () -> checker.coordinatorDoes(LIFE, start("a.by", "1/a/1 1.1")));
    store[0].given(
        ends(Outcome.SUCCEEDED),
        new Fact.TaskRunChanged(taskRun("a", TaskStatus.SUCCEEDED, 1, id("a", 1))));
    checker.coordinatorDoes(LIFE, start("a.by", "1/a/1 1.1"));
    refused("inputs", () -> checker.coordinatorDoes(LIFE, start("a.by", "1/a/2 1.2")));
  }

  @Test
  void requestKeyThatGivesAnotherRunIsRefused() {
    RequestKeyChecker checker = new RequestKeyChecker();
    Command wish =
        new Command.TriggerRun(
            new Command.Actor("t", "t", ""), JOB, Trigger.MANUAL, "key", SortedMaps.empty());
    checker.clientAnswered(wish, new CommandResult.RunAccepted(RUN, true));
    checker.clientAnswered(wish, new CommandResult.RunAccepted(RUN, false));
    refused(
        "request keys",
        () -> checker.clientAnswered(wish, new CommandResult.RunAccepted(new RunId(2), true)));
  }

  @Test
  void oneConflictOnAFireTimeIsAcceptedAndTheSameAgainIsRefused() {
    ConflictChecker checker = new ConflictChecker();
    checker.conflicted(LIFE, new FiredTime(JOB, "s", Parts.at(1)));
    checker.conflicted(LIFE, new FiredTime(JOB, "s", Parts.at(2)));
    checker.conflicted("another", new FiredTime(JOB, "s", Parts.at(1)));
    refused("conflicts", () -> checker.conflicted(LIFE, new FiredTime(JOB, "s", Parts.at(1))));
  }

  @Test
  void conflictOnANumberIsRefused() {
    refused("conflicts", () -> new ConflictChecker().conflicted(LIFE, RUN));
  }
}

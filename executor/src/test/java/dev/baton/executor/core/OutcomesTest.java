package dev.baton.executor.core;

import static dev.baton.executor.core.Bench.BEFORE;
import static dev.baton.executor.core.Bench.attempt;
import static dev.baton.executor.core.Bench.only;
import static dev.baton.executor.core.Bench.outcome;
import static dev.baton.executor.core.Bench.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage.Ended;
import dev.baton.common.wire.ExecutorMessage.Hello;
import dev.baton.executor.core.ExecutorEffect.CloseLink;
import dev.baton.executor.core.ExecutorEffect.ForgetOutcomes;
import dev.baton.executor.core.ExecutorEffect.JournalOutcome;
import dev.baton.executor.core.ExecutorEffect.Send;
import dev.baton.executor.core.ExecutorInput.LinkDown;
import dev.baton.executor.core.ExecutorInput.LinkUp;
import dev.baton.executor.core.ExecutorInput.OutcomeJournalled;
import dev.baton.executor.core.ExecutorInput.TaskEnded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  private final Bench bench = new Bench();

  @Test
  void anOutcomeIsJournalledBeforeItIsSaid() {
    bench.openWithLease(1);
    AttemptId attempt = bench.running(1, 7);
    assertEquals(
        List.of(new JournalOutcome(outcome(attempt))), bench.step(new TaskEnded(outcome(attempt))));
    assertEquals(
        List.of(new Send(1, new Ended(outcome(attempt)))),
        bench.step(new OutcomeJournalled(attempt)));
  }

  @Test
  void anAttemptCountsAsRunningUntilItsOutcomeIsInTheJournal() {
    bench.openWithLease(1);
    AttemptId attempt = bench.running(1, 7);
    bench.step(new TaskEnded(outcome(attempt)));
    Hello before = helloOnANewLink();
    assertEquals(List.of(attempt), before.running());
    assertEquals(List.of(), before.outcomes());
    bench.step(new OutcomeJournalled(attempt));
    Hello after = helloOnANewLink();
    assertEquals(List.of(), after.running());
    assertEquals(List.of(outcome(attempt)), after.outcomes());
  }

  @Test
  void anOutcomeJournalledBetweenHelloAndWelcomeIsSaidAfterTheWelcome() {
    bench.openWithLease(1);
    AttemptId attempt = bench.running(1, 7);
    bench.step(new TaskEnded(outcome(attempt)));
    helloOnANewLink();
    assertEquals(List.of(), bench.step(new OutcomeJournalled(attempt)));
    assertEquals(
        List.of(new Ended(outcome(attempt))), said(bench.hears(Bench.welcome(1)), Ended.class));
  }

  @Test
  void anUnacknowledgedOutcomeIsSaidAgainOnEachNewLinkAndForgottenWhenAccepted() {
    bench.openWithLease(1);
    AttemptId attempt = bench.running(1, 7);
    bench.endAndJournal(attempt);
    assertEquals(List.of(outcome(attempt)), helloOnANewLink().outcomes());
    assertEquals(List.of(outcome(attempt)), helloOnANewLink().outcomes());
    assertEquals(List.of(new ForgetOutcomes(List.of(attempt))), bench.accepts(1, attempt));
    assertEquals(List.of(), helloOnANewLink().outcomes());
  }

  @Test
  void anOutcomeThatNobodyAcknowledgesIsSaidAgainAfter5Seconds() {
    bench.openWithLease(1);
    bench.endAndJournal(bench.running(1, 7));
    List<ExecutorEffect> effects = bench.runUntilWithAnswers(1, 4_999);
    assertEquals(List.of(), said(effects, Ended.class));
    effects = bench.runUntilWithAnswers(1, 9_900);
    assertEquals(List.of(new Ended(outcome(attempt(7)))), said(effects, Ended.class));
  }

  @Test
  void journalledOutcomesOfTheLifeBeforeAreInTheHelloWithItsIncarnation() {
    AttemptOutcome old = outcome(attempt(3), BEFORE, "ok");
    Bench next = new Bench(new ExecutorRules(), "", 0, List.of(BEFORE), List.of(old));
    Hello hello = next.greet();
    assertEquals(List.of(BEFORE), hello.endedIncarnations());
    assertEquals(List.of(old), hello.outcomes());
    assertEquals(List.of(), hello.running());
  }

  @Test
  void aLateOrUnknownAcknowledgementDoesNothing() {
    bench.openWithLease(1);
    assertEquals(List.of(), bench.accepts(1, attempt(7)));
  }

  @Test
  void aTaskEndsOnce() {
    bench.openWithLease(1);
    AttemptId attempt = bench.running(1, 7);
    bench.step(new TaskEnded(outcome(attempt)));
    assertEquals(List.of(), bench.step(new TaskEnded(outcome(attempt))));
    bench.step(new OutcomeJournalled(attempt));
    assertEquals(List.of(), bench.step(new OutcomeJournalled(attempt)));
    assertEquals(List.of(), bench.step(new TaskEnded(outcome(attempt))));
  }

  @Test
  void anIncarnationIsNotNamedAsEndedWhileItsOutcomesFindNoRoomInTheHello() {
    List<AttemptOutcome> many = new ArrayList<>();
    for (int run = 1; run <= 5; run++) {
      many.add(outcome(attempt(run), BEFORE, "x".repeat(2 * 1024 * 1024)));
    }
    Bench next = new Bench(new ExecutorRules(), "", 0, List.of(BEFORE), many);
    Hello hello = next.greet();
    assertEquals(3, hello.outcomes().size());
    assertEquals(List.of(), hello.endedIncarnations());

    List<Ended> rest = said(next.hears(Bench.welcome(1)), Ended.class);
    assertEquals(List.of(new Ended(many.get(3)), new Ended(many.get(4))), rest);
    for (int run = 1; run <= 4; run++) {
      assertEquals(List.of(), only(next.accepts(1, attempt(run)), CloseLink.class));
    }
    assertEquals(1, only(next.accepts(1, attempt(5)), CloseLink.class).size());
    Hello full = said(next.step(new LinkUp(next.link)), Hello.class).getFirst();
    assertEquals(List.of(BEFORE), full.endedIncarnations());
  }

  @Test
  void outcomesOfThisLifeThatFindNoRoomCountAsRunningInTheHello() {
    bench.openWithLease(1);
    AttemptId one = bench.running(1, 7);
    AttemptId two = bench.running(1, 8);
    String long5 = "x".repeat(5 * 1024 * 1024);
    bench.step(new TaskEnded(outcome(one, Bench.SELF, long5)));
    bench.step(new TaskEnded(outcome(two, Bench.SELF, long5)));
    bench.step(new OutcomeJournalled(one));
    bench.step(new OutcomeJournalled(two));
    Hello hello = helloOnANewLink();
    assertEquals(List.of(two), hello.running());
    assertEquals(1, hello.outcomes().size());
    assertEquals(
        List.of(new Ended(outcome(two, Bench.SELF, long5))),
        said(bench.hears(Bench.welcome(1)), Ended.class));
    assertEquals(List.of(), only(bench.accepts(1, one, two), CloseLink.class));
  }

  @Test
  void chunksThatWereAcceptedArePassedOn() {
    bench.openWithLease(1);
    assertEquals(
        List.of(new ExecutorEffect.LogAccepted(attempt(7), 4)),
        bench.hears(new CoordinatorMessage.LogAccepted(1, attempt(7), 4)));
    assertEquals(
        List.of(new ExecutorEffect.ArtifactAccepted(attempt(7), "a.txt", 2)),
        bench.hears(new CoordinatorMessage.ArtifactAccepted(1, attempt(7), "a.txt", 2)));
  }

  @Test
  void plantedBugsChangeWhatIsSaid() {
    Bench early =
        new Bench(
            new ExecutorRules() {
              @Override
              public boolean journalsBeforeSaying() {
                return false;
              }
            });
    early.openWithLease(1);
    AttemptId attempt = early.running(1, 7);
    assertEquals(
        List.of(new JournalOutcome(outcome(attempt)), new Send(1, new Ended(outcome(attempt)))),
        early.step(new TaskEnded(outcome(attempt))));
    assertEquals(List.of(), early.accepts(1, attempt));
    assertEquals(
        List.of(new ForgetOutcomes(List.of(attempt))), early.step(new OutcomeJournalled(attempt)));

    Bench forgetful =
        new Bench(
            new ExecutorRules() {
              @Override
              public boolean saysAgainUntilAcknowledged() {
                return false;
              }
            });
    forgetful.openWithLease(1);
    List<ExecutorEffect> effects = forgetful.endAndJournal(forgetful.running(1, 7));
    assertTrue(effects.contains(new ForgetOutcomes(List.of(attempt(7)))));
    forgetful.step(new LinkDown(1, "reset"));
    forgetful.tickAt(forgetful.wakeMs);
    Hello hello = said(forgetful.step(new LinkUp(2)), Hello.class).getFirst();
    assertFalse(hello.outcomes().contains(outcome(attempt(7))));
  }

  private Hello helloOnANewLink() {
    bench.step(new LinkDown(bench.link, "reset"));
    bench.tickAt(Math.max(bench.wakeMs, bench.nowMs()));
    Hello hello = said(bench.step(new LinkUp(bench.link)), Hello.class).getFirst();
    return hello;
  }
}

package dev.baton.executor.core;

import static dev.baton.executor.core.Bench.attempt;
import static dev.baton.executor.core.Bench.only;
import static dev.baton.executor.core.Bench.said;
import static dev.baton.executor.core.Bench.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.wire.ExecutorMessage.Draining;
import dev.baton.common.wire.ExecutorMessage.Goodbye;
import dev.baton.common.wire.ExecutorMessage.StartRefused;
import dev.baton.executor.core.ExecutorEffect.EndReason;
import dev.baton.executor.core.ExecutorEffect.EndTask;
import dev.baton.executor.core.ExecutorEffect.Exit;
import dev.baton.executor.core.ExecutorEffect.Note;
import dev.baton.executor.core.ExecutorEffect.Send;
import dev.baton.executor.core.ExecutorInput.DrainAsked;
import dev.baton.executor.core.ExecutorInput.LinkDown;
import dev.baton.executor.core.ExecutorInput.LinkUp;
import dev.baton.executor.core.ExecutorInput.ShippingPending;
import dev.baton.executor.core.ExecutorInput.Tick;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrainTest {
  private static final DrainAsked IN_30_S = new DrainAsked("SIGTERM", 30_000);
  private static final DrainAsked AT_ONCE = new DrainAsked("SIGTERM again", 0);

  private final Bench bench = new Bench();

  @Test
  void anIdleExecutorSaysGoodbyeAndExits() {
    bench.openWithLease(1);
    assertEquals(
        List.of(
            new Send(1, new Draining("SIGTERM")),
            new Send(1, new Goodbye("SIGTERM")),
            new Exit("SIGTERM")),
        bench.step(IN_30_S));
    assertEquals(List.of(), bench.step(new Tick()));
  }

  @Test
  void anExecutorWithoutALinkExitsWithoutAWord() {
    bench.tickAt(0);
    assertEquals(List.of(new Exit("SIGTERM")), bench.step(IN_30_S));
  }

  @Test
  void whatRunsIsFinishedAndAcknowledgedFirst() {
    bench.openWithLease(1);
    AttemptId attempt = bench.running(1, 7);
    bench.step(IN_30_S);
    assertEquals(List.of(), only(bench.runUntilWithAnswers(1, 20_000), EndTask.class));
    assertEquals(List.of(), only(bench.endAndJournal(attempt), Exit.class));
    List<ExecutorEffect> effects = bench.accepts(1, attempt);
    assertEquals(1, said(effects, Goodbye.class).size());
    assertEquals(1, only(effects, Exit.class).size());
  }

  @Test
  void noStartIsObeyedMeanwhile() {
    bench.openWithLease(1);
    bench.running(1, 7);
    bench.step(IN_30_S);
    assertEquals(1, said(bench.hears(start(1, attempt(8))), StartRefused.class).size());
  }

  @Test
  void aNewLinkHearsOfTheDrainToo() {
    bench.openWithLease(1);
    bench.running(1, 7);
    bench.step(IN_30_S);
    bench.step(new LinkDown(1, "reset"));
    bench.tickAt(bench.wakeMs);
    bench.step(new LinkUp(2));
    assertEquals(
        List.of(new Draining("SIGTERM")), said(bench.hears(Bench.welcome(1)), Draining.class));
  }

  @Test
  void whatStillRunsWhenTheTimeIsOverIsEndedWithAShortGrace() {
    bench.openWithLease(1);
    AttemptId attempt = bench.running(1, 7);
    bench.step(IN_30_S);
    List<ExecutorEffect> effects = bench.runUntilWithAnswers(1, 30_000);
    assertEquals(
        List.of(
            new EndTask(attempt, 5_000, EndReason.EXECUTOR_STOPS, "the executor stops: SIGTERM")),
        only(effects, EndTask.class));
    bench.endAndJournal(attempt);
    assertEquals(1, said(bench.accepts(1, attempt), Goodbye.class).size());
  }

  @Test
  void withoutAcknowledgementItWaitsShortlyAndLeavesTheRestToTheJournal() {
    bench.openWithLease(1);
    AttemptId attempt = bench.running(1, 7);
    bench.step(IN_30_S);
    assertEquals(List.of(), only(bench.endAndJournal(attempt), Exit.class));
    assertEquals(List.of(), only(bench.runUntilWithAnswers(1, 2_999), Exit.class));
    List<ExecutorEffect> effects = bench.runUntilWithAnswers(1, 3_000);
    assertEquals(1, said(effects, Goodbye.class).size());
    assertEquals(1, only(effects, Exit.class).size());
  }

  @Test
  void logChunksThatAreOnTheirWayAreWaitedFor() {
    bench.openWithLease(1);
    bench.step(new ShippingPending(3));
    assertEquals(List.of(), only(bench.step(IN_30_S), Exit.class));
    assertEquals(1, only(bench.step(new ShippingPending(0)), Exit.class).size());
  }

  @Test
  void aSecondWishEndsEverythingAtOnce() {
    bench.openWithLease(1);
    AttemptId attempt = bench.running(1, 7);
    bench.step(IN_30_S);
    assertEquals(
        List.of(new EndTask(attempt, 0, EndReason.EXECUTOR_STOPS, "the executor stops: SIGTERM")),
        only(bench.step(AT_ONCE), EndTask.class));
  }

  @Test
  void whatCannotBeEndedIsLeftToItsGuardWithoutAGoodbye() {
    bench.openWithLease(1);
    bench.running(1, 7);
    bench.step(AT_ONCE);
    List<ExecutorEffect> effects = bench.runUntilWithAnswers(1, 2_000);
    assertEquals(List.of(), said(effects, Goodbye.class));
    assertTrue(only(effects, Note.class).getFirst().text().contains("guards"));
    assertEquals(1, only(effects, Exit.class).size());
  }
}

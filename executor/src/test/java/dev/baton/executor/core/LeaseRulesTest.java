package dev.baton.executor.core;

import static dev.baton.executor.core.Bench.attempt;
import static dev.baton.executor.core.Bench.nanos;
import static dev.baton.executor.core.Bench.only;
import static dev.baton.executor.core.Bench.order;
import static dev.baton.executor.core.Bench.said;
import static dev.baton.executor.core.Bench.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.wire.CoordinatorMessage.Cancel;
import dev.baton.common.wire.CoordinatorMessage.HeartbeatAck;
import dev.baton.common.wire.CoordinatorMessage.HelloRequest;
import dev.baton.common.wire.CoordinatorMessage.Start;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.common.wire.ExecutorMessage.StartRefused;
import dev.baton.common.wire.ExecutorMessage.Started;
import dev.baton.executor.core.ExecutorEffect.EndReason;
import dev.baton.executor.core.ExecutorEffect.EndTask;
import dev.baton.executor.core.ExecutorEffect.LeaseExtended;
import dev.baton.executor.core.ExecutorEffect.Send;
import dev.baton.executor.core.ExecutorEffect.StaleFrameRefused;
import dev.baton.executor.core.ExecutorEffect.StartTask;
import dev.baton.executor.core.ExecutorInput.TaskStarted;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseRulesTest {
  private final Bench bench = new Bench();

  @Test
  void theLeaseCountsFromTheSendingOfTheHeartbeat() {
    bench.tickAt(1_000);
    bench.open(1);
    bench.tickAt(1_400);
    assertEquals(List.of(new LeaseExtended(nanos(7_000))), bench.ack(1, 6_000));
  }

  @Test
  void theLeaseNeverMovesBack() {
    bench.openWithLease(1);
    bench.tickAt(500);
    assertEquals(List.of(), bench.ack(1, 1_000));
    bench.tickAt(1_000);
    assertEquals(List.of(new LeaseExtended(nanos(7_000))), bench.ack(1, 6_000));
  }

  @Test
  void anAnswerWithoutGrantBringsNothing() {
    bench.open(1);
    assertEquals(List.of(), bench.ack(1, 0));
    assertEquals(1, said(bench.hears(start(1, attempt(7))), StartRefused.class).size());
  }

  @Test
  void anAnswerCountsOnce() {
    bench.openWithLease(1);
    assertEquals(List.of(), bench.hears(new HeartbeatAck(1, bench.beats, 9_000)));
  }

  @Test
  void aStartIsObeyedWithinTheLease() {
    bench.openWithLease(1);
    bench.runUntilWithAnswers(1, 5_999);
    assertEquals(
        List.of(new StartTask(order(attempt(7), true))), bench.hears(start(1, attempt(7))));
  }

  @Test
  void aStartThatComesAfterTheLeaseIsRefused() {
    bench.openWithLease(1);
    bench.tickAt(5_999);
    bench.tickAt(6_000);
    assertEquals(
        List.of(new Send(1, new StartRefused(attempt(7), "no live lease of epoch 1"))),
        bench.hears(start(1, attempt(7))));
  }

  @Test
  void anUnleasedStartNeedsALiveLeaseToo() {
    bench.open(1);
    List<ExecutorEffect> effects = bench.hears(new Start(1, order(attempt(7), false)));
    assertEquals(1, said(effects, StartRefused.class).size());
  }

  @Test
  void aLeaseOfTheOldEpochStartsNothingOfTheNewOne() {
    bench.openWithLease(1);
    bench.hears(new HelloRequest(2, Bench.CLUSTER));
    bench.hears(Bench.welcome(2));
    assertEquals(1, said(bench.hears(start(2, attempt(7))), StartRefused.class).size());
    bench.ack(2, 6_000);
    assertEquals(1, only(bench.hears(start(2, attempt(8))), StartTask.class).size());
  }

  @Test
  void whatRunsKeepsTheLongerLeaseOfTheOldEpoch() {
    bench.openWithLease(1);
    bench.running(1, 7);
    bench.hears(new HelloRequest(2, Bench.CLUSTER));
    bench.hears(Bench.welcome(2));
    assertEquals(List.of(), bench.ack(2, 1_000));
    assertEquals(List.of(), only(bench.tickAt(5_999), EndTask.class));
    assertEquals(1, only(bench.tickAt(6_000), EndTask.class).size());
  }

  @Test
  void framesOfALowerEpochAreRefusedAndCounted() {
    bench.openWithLease(2);
    assertEquals(List.of(new StaleFrameRefused(1, 2)), bench.hears(start(1, attempt(7))));
    assertEquals(List.of(new StaleFrameRefused(1, 2)), bench.ack(1, 6_000));
    assertEquals(
        List.of(new StaleFrameRefused(1, 2)), bench.hears(new Cancel(1, attempt(7), 0, "no")));
  }

  @Test
  void leasedAttemptsEndWithTheLeaseAndOthersRunOn() {
    bench.openWithLease(1);
    bench.running(1, 7);
    AttemptId rerun = attempt(8);
    bench.hears(new Start(1, order(rerun, false)));
    assertTrue(bench.wakeMs <= 6_000);
    assertEquals(
        List.of(
            new EndTask(
                attempt(7),
                0,
                EndReason.LEASE_ENDED,
                "the lease ended before the leader renewed it")),
        only(bench.runUntil(6_000), EndTask.class));
    assertEquals(List.of(), only(bench.runUntil(60_000), EndTask.class));
  }

  @Test
  void theCoreWakesAtTheEndOfTheLease() {
    bench.openWithLease(1);
    bench.running(1, 7);
    bench.tickAt(5_900);
    assertEquals(6_000, bench.wakeMs);
  }

  @Test
  void anAnswerThatComesAfterTheLeaseDoesNotSaveWhatRan() {
    bench.openWithLease(1);
    bench.running(1, 7);
    bench.tickAt(500);
    List<ExecutorEffect> effects = bench.at(6_400, bench.answer(1, 6_000));
    assertEquals(EndTask.class, effects.getFirst().getClass());
    assertEquals(1, only(effects, LeaseExtended.class).size());
  }

  @Test
  void aRepeatedStartIsIgnoredWhileItRunsAndAfterwards() {
    bench.openWithLease(1);
    AttemptId attempt = bench.running(1, 7);
    assertEquals(List.of(), bench.hears(start(1, attempt)));
    bench.endAndJournal(attempt);
    assertEquals(List.of(), bench.hears(start(1, attempt)));
    bench.accepts(1, attempt);
    assertEquals(List.of(), bench.hears(start(1, attempt)));
  }

  @Test
  void aStartOfAKnownNumberWithAnotherTokenIsRefused() {
    bench.openWithLease(1);
    AttemptId attempt = bench.running(1, 7);
    StartOrder known = Bench.order(attempt, true);
    StartOrder other =
        new StartOrder(
            attempt,
            known.job(),
            new FencingToken(2, 7),
            known.idempotencyKey(),
            true,
            known.trigger(),
            null,
            known.action(),
            known.params(),
            known.inputs(),
            null,
            known.killGrace());
    List<Send> said = only(bench.hears(new Start(1, other)), Send.class);
    assertEquals(StartRefused.class, said.getFirst().message().getClass());
    bench.endAndJournal(attempt);
    bench.accepts(1, attempt);
    said = only(bench.hears(new Start(1, other)), Send.class);
    assertEquals(StartRefused.class, said.getFirst().message().getClass());
  }

  @Test
  void aRefusedStartStaysRefused() {
    bench.open(1);
    bench.hears(start(1, attempt(7)));
    bench.ack(1, 6_000);
    assertEquals(List.of(), bench.hears(start(1, attempt(7))));
  }

  @Test
  void aStartWithoutAFreeSlotIsRefused() {
    bench.openWithLease(1);
    bench.running(1, 7);
    bench.running(1, 8);
    assertEquals(
        List.of(new Send(1, new StartRefused(attempt(9), "all 2 slots are taken"))),
        bench.hears(start(1, attempt(9))));
  }

  @Test
  void aCancelEndsWhatRunsOnceAndAgainOnlyWithLessGrace() {
    bench.openWithLease(1);
    bench.running(1, 7);
    EndTask gentle = new EndTask(attempt(7), 10_000, EndReason.CANCELED, "asked");
    EndTask forced = new EndTask(attempt(7), 0, EndReason.CANCELED, "now");
    assertEquals(List.of(gentle), bench.hears(new Cancel(1, attempt(7), 10_000, "asked")));
    assertEquals(List.of(), bench.hears(new Cancel(1, attempt(7), 10_000, "asked")));
    assertEquals(List.of(forced), bench.hears(new Cancel(1, attempt(7), 0, "now")));
    assertEquals(List.of(), bench.hears(new Cancel(1, attempt(8), 0, "unknown here")));
  }

  @Test
  void aStartedTaskIsSaid() {
    bench.openWithLease(1);
    bench.hears(start(1, attempt(7)));
    assertEquals(
        List.of(new Send(1, new Started(attempt(7), Instant.EPOCH))),
        bench.step(new TaskStarted(attempt(7), Instant.EPOCH)));
  }

  @Test
  void plantedBugsChangeWhatTheCoreDoes() {
    Bench late =
        new Bench(
            new ExecutorRules() {
              @Override
              public long leaseUntil(long sentNanos, long grantMs, long receivedNanos) {
                return super.leaseUntil(receivedNanos, grantMs, receivedNanos);
              }
            });
    late.open(1);
    late.tickAt(400);
    assertEquals(List.of(new LeaseExtended(nanos(6_400))), late.ack(1, 6_000));

    Bench leaseless =
        new Bench(
            new ExecutorRules() {
              @Override
              public boolean obeysStart(long epoch, long leaseEpoch, long until, long now) {
                return true;
              }
            });
    leaseless.open(1);
    assertEquals(1, only(leaseless.hears(start(1, attempt(7))), StartTask.class).size());

    Bench credulous =
        new Bench(
            new ExecutorRules() {
              @Override
              public boolean refusesOldEpoch(long frameEpoch, long obeyedEpoch) {
                return false;
              }
            });
    credulous.openWithLease(2);
    assertNotEquals(List.of(), credulous.hears(start(1, attempt(7))));

    Bench forgetful =
        new Bench(
            new ExecutorRules() {
              @Override
              public boolean endsAtLeaseEnd(long nowNanos, long leaseUntilNanos) {
                return false;
              }
            });
    forgetful.openWithLease(1);
    forgetful.running(1, 7);
    assertEquals(List.of(), only(forgetful.runUntil(9_000), EndTask.class));
  }
}

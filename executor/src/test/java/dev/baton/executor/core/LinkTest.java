package dev.baton.executor.core;

import static dev.baton.executor.core.Bench.CLUSTER;
import static dev.baton.executor.core.Bench.attempt;
import static dev.baton.executor.core.Bench.only;
import static dev.baton.executor.core.Bench.said;
import static dev.baton.executor.core.Bench.start;
import static dev.baton.executor.core.Bench.welcome;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.wire.CoordinatorMessage.HelloRequest;
import dev.baton.common.wire.CoordinatorMessage.NotLeader;
import dev.baton.common.wire.CoordinatorMessage.RefusalCode;
import dev.baton.common.wire.CoordinatorMessage.Refused;
import dev.baton.common.wire.CoordinatorMessage.Welcome;
import dev.baton.common.wire.ExecutorMessage.Heartbeat;
import dev.baton.common.wire.ExecutorMessage.Hello;
import dev.baton.common.wire.ExecutorMessage.StartRefused;
import dev.baton.executor.core.ExecutorEffect.CloseLink;
import dev.baton.executor.core.ExecutorEffect.Dial;
import dev.baton.executor.core.ExecutorEffect.EndReason;
import dev.baton.executor.core.ExecutorEffect.EndTask;
import dev.baton.executor.core.ExecutorEffect.Note;
import dev.baton.executor.core.ExecutorEffect.RememberCluster;
import dev.baton.executor.core.ExecutorEffect.Send;
import dev.baton.executor.core.ExecutorEffect.ShippingOpened;
import dev.baton.executor.core.ExecutorInput.FromCoordinator;
import dev.baton.executor.core.ExecutorInput.LeaderMoved;
import dev.baton.executor.core.ExecutorInput.LinkDown;
import dev.baton.executor.core.ExecutorInput.LinkUp;
import dev.baton.executor.core.ExecutorInput.LoadMeasured;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkTest {
  private final Bench bench = new Bench();

  @Test
  void dialsAtOnceAndSaysTheWholeStateFirst() {
    assertEquals(List.of(new Dial(1, "")), bench.tickAt(0));
    Hello hello =
        new Hello(
            1,
            "",
            new ExecutorId("e1"),
            Bench.SELF,
            "home-1",
            List.of(),
            0,
            Bench.CAPACITY,
            List.of(),
            List.of());
    assertEquals(List.of(new Send(1, hello)), bench.step(new LinkUp(1)));
  }

  @Test
  void welcomeIsFollowedByAHeartbeatAtOnceAndThenByOneEachInterval() {
    bench.greet();
    assertEquals(
        List.of(
            new RememberCluster(CLUSTER, 4),
            new ShippingOpened(1),
            new Send(1, new Heartbeat(1, 4, List.of(), Bench.load(0)))),
        bench.hears(welcome(4)));
    assertEquals(500, bench.wakeMs);
    bench.ack(4, 6_000);
    assertEquals(List.of(), bench.tickAt(499));
    assertEquals(
        List.of(new Send(1, new Heartbeat(2, 4, List.of(), Bench.load(0)))), bench.tickAt(500));
  }

  @Test
  void heartbeatsCarryWhatRunsAndTheNewestLoad() {
    bench.openWithLease(1);
    bench.running(1, 7);
    bench.step(new LoadMeasured(new dev.baton.common.wire.ExecutorMessage.Load(0.5, 1, 2, 3, 99)));
    Heartbeat beat = said(bench.tickAt(500), Heartbeat.class).getFirst();
    assertEquals(List.of(attempt(7)), beat.running());
    assertEquals(new dev.baton.common.wire.ExecutorMessage.Load(0.5, 1, 2, 3, 1), beat.load());
  }

  @Test
  void tenHeartbeatsWithoutAnAnswerCloseTheLinkAndDialAgain() {
    bench.openWithLease(1);
    for (int beat = 1; beat <= 10; beat++) {
      assertEquals(1, bench.tickAt(500L * beat).size());
    }
    List<ExecutorEffect> effects = bench.tickAt(5_500);
    assertEquals(
        List.of(new CloseLink(1, "10 heartbeats without an answer"), new Dial(2, "")), effects);
  }

  @Test
  void anExecutorThatWasPausedReadsItsAnswersBeforeItGivesUpTheLink() {
    bench.openWithLease(1);
    bench.tickAt(500);
    assertEquals(List.of(), only(bench.tickAt(20_000), CloseLink.class));
  }

  @Test
  void aSteadyLinkThatBreaksIsDialledAgainAtOnce() {
    bench.openWithLease(1);
    for (int ms = 500; ms <= 1_500; ms += 500) {
      bench.tickAt(ms);
      bench.ack(1, 6_000);
    }
    assertEquals(List.of(new Dial(2, "")), bench.step(new LinkDown(1, "reset")));
  }

  @Test
  void failedDialsBackOffFrom50MillisecondsTo2Seconds() {
    bench.tickAt(0);
    long previous = 0;
    long longest = 0;
    for (int dial = 1; dial <= 12; dial++) {
      bench.step(new LinkDown(bench.link, "refused"));
      long delay = bench.wakeMs - bench.nowMs();
      assertTrue(delay >= 25 && delay <= 2_000, "delay " + delay);
      longest = Math.max(longest, delay);
      if (dial <= 5) {
        assertTrue(delay >= previous, delay + " after " + previous);
      }
      previous = delay;
      assertEquals(List.of(new Dial(dial + 1L, "")), bench.tickAt(bench.wakeMs));
    }
    assertTrue(longest > 1_000, "longest " + longest);
  }

  @Test
  void executorsOfDifferentNamesDoNotDialInStep() {
    BackOff one = new BackOff(new ExecutorId("e1"), 50, 2_000);
    BackOff two = new BackOff(new ExecutorId("e2"), 50, 2_000);
    assertTrue(java.util.stream.IntStream.range(0, 8).anyMatch(i -> one.nextMs() != two.nextMs()));
  }

  @Test
  void aDialThatNobodyAnswersIsGivenUpAfter5Seconds() {
    bench.tickAt(0);
    assertEquals(List.of(new CloseLink(1, "no answer to the dial")), bench.tickAt(5_000));
    assertEquals(List.of(new Dial(2, "")), bench.tickAt(bench.wakeMs));
  }

  @Test
  void aLinkWithoutWelcomeIsGivenUpAfter8Seconds() {
    bench.greet();
    assertEquals(List.of(new CloseLink(1, "no welcome came")), bench.tickAt(8_000));
  }

  @Test
  void aStandbySendsItToTheLeader() {
    bench.greet();
    assertEquals(
        List.of(new CloseLink(1, "not the leader"), new Dial(2, "b:9000")),
        bench.hears(new NotLeader(0, "b:9000")));
  }

  @Test
  void standbysThatSendItInACircleAreDialledWithBackOff() {
    for (int redirect = 0; redirect < 2; redirect++) {
      bench.greet();
      assertEquals(1, only(bench.hears(new NotLeader(0, "b:1")), Dial.class).size());
    }
    bench.step(new LinkUp(bench.link));
    assertEquals(List.of(), only(bench.hears(new NotLeader(0, "b:1")), Dial.class));
    assertTrue(bench.wakeMs > bench.nowMs());
  }

  @Test
  void aStandbyThatKnowsNoLeaderLeadsToANewLookUpAfterAWhile() {
    bench.greet();
    assertEquals(List.of(new CloseLink(1, "not the leader")), bench.hears(new NotLeader(0, "")));
    assertEquals(List.of(new Dial(2, "")), bench.tickAt(bench.wakeMs));
  }

  @Test
  void aRefusedHelloIsNotedAndTriedAgainWithLongerAndLongerWaits() {
    long longest = 0;
    for (int i = 0; i < 8; i++) {
      bench.greet();
      List<ExecutorEffect> effects =
          bench.hears(new Refused(9, RefusalCode.NAME_IN_USE, "e1 runs on host b"));
      assertTrue(only(effects, Note.class).getFirst().text().contains("e1 runs on host b"));
      assertEquals(1, only(effects, CloseLink.class).size());
      long delay = bench.wakeMs - bench.nowMs();
      assertTrue(delay >= 500 && delay <= 30_000, "delay " + delay);
      longest = Math.max(longest, delay);
      bench.tickAt(bench.wakeMs - 1);
      bench.at(bench.wakeMs, new ExecutorInput.Tick());
    }
    assertTrue(longest > 10_000);
  }

  @Test
  void aRefusalDoesNotMakeItObeyTheEpochOfWhoRefused() {
    bench.greet();
    bench.hears(new Refused(99, RefusalCode.OTHER_CLUSTER, "other"));
    bench.tickAt(bench.wakeMs);
    assertEquals(0, said(bench.step(new LinkUp(2)), Hello.class).getFirst().highestEpoch());
  }

  @Test
  void aWelcomeFromAnotherClusterIsNotTaken() {
    Bench old = new Bench(new ExecutorRules(), CLUSTER, 3, List.of(), List.of());
    old.greet();
    List<ExecutorEffect> effects = old.hears(new Welcome(8, "cluster-b", 500, 6_000, List.of()));
    assertTrue(only(effects, Note.class).getFirst().text().contains("cluster-b"));
    assertEquals(1, only(effects, CloseLink.class).size());
    assertEquals(List.of(), only(effects, RememberCluster.class));
    assertEquals(List.of(), only(effects, ShippingOpened.class));
  }

  @Test
  void itSaysItsStateAgainWhenALeaderHasRaised() {
    bench.openWithLease(1);
    bench.running(1, 7);
    List<ExecutorEffect> effects = bench.hears(new HelloRequest(2, CLUSTER));
    Hello hello = said(effects, Hello.class).getFirst();
    assertEquals(List.of(attempt(7)), hello.running());
    assertEquals(2, hello.highestEpoch());
    assertEquals(CLUSTER, hello.clusterId());
    assertTrue(effects.contains(new RememberCluster(CLUSTER, 2)));
  }

  @Test
  void itRemembersTheHighestEpochOfTheLifeBefore() {
    Bench old = new Bench(new ExecutorRules(), CLUSTER, 30, List.of(), List.of());
    Hello hello = old.greet();
    assertEquals(30, hello.highestEpoch());
    assertEquals(CLUSTER, hello.clusterId());
  }

  @Test
  void whatTheLeaderGaveUpIsEnded() {
    bench.openWithLease(1);
    bench.running(1, 7);
    bench.step(new LinkDown(1, "reset"));
    bench.tickAt(bench.wakeMs);
    bench.step(new LinkUp(2));
    List<ExecutorEffect> effects = bench.hears(welcome(1, attempt(7), attempt(8)));
    assertEquals(
        List.of(
            new EndTask(
                attempt(7), 10_000, EndReason.OVER_FOR_LEADER, "the leader gave this attempt up")),
        only(effects, EndTask.class));
  }

  @Test
  void wordsOfAFormerLinkAreNotObeyed() {
    bench.openWithLease(1);
    bench.step(new LinkDown(1, "reset"));
    bench.tickAt(bench.wakeMs);
    bench.step(new LinkUp(2));
    bench.hears(welcome(1));
    assertEquals(List.of(), bench.step(new FromCoordinator(1, start(1, attempt(7)))));
  }

  @Test
  void aStartBeforeTheWelcomeIsRefused() {
    bench.openWithLease(1);
    bench.step(new LinkDown(1, "reset"));
    bench.tickAt(bench.wakeMs);
    bench.step(new LinkUp(2));
    List<ExecutorEffect> effects = bench.hears(start(1, attempt(7)));
    assertEquals(1, said(effects, StartRefused.class).size());
  }

  @Test
  void theEndOfALinkThatWasGivenUpDoesNotTouchTheNextOne() {
    bench.greet();
    bench.tickAt(8_000);
    bench.tickAt(bench.wakeMs);
    bench.step(new LinkUp(2));
    assertEquals(List.of(), bench.step(new LinkDown(1, "closed")));
  }

  @Test
  void anotherLeaderIsDialledAtOnceWhileThereIsNoLink() {
    bench.tickAt(0);
    bench.step(new LinkDown(1, "refused"));
    assertEquals(List.of(new Dial(2, "b:1")), bench.step(new LeaderMoved("b:1")));
  }

  @Test
  void aHelloWithoutAnswerIsGivenUpForAnotherLeader() {
    bench.greet();
    assertEquals(
        List.of(new CloseLink(1, "the leader is said to be at b:1"), new Dial(2, "b:1")),
        bench.step(new LeaderMoved("b:1")));
  }

  @Test
  void aHintThatNamesTheOneWhoIsDialledChangesNothing() {
    bench.greet();
    bench.step(new LeaderMoved("b:1"));
    bench.step(new LinkUp(2));
    assertEquals(List.of(), bench.step(new LeaderMoved("b:1")));
  }

  @Test
  void aHintDoesNotBreakALinkThatAnswers() {
    bench.openWithLease(1);
    assertEquals(List.of(), bench.step(new LeaderMoved("b:1")));
    for (int ms = 500; ms <= 5_000; ms += 500) {
      assertEquals(List.of(), only(bench.tickAt(ms), CloseLink.class));
      bench.ack(1, 6_000);
    }
    for (int ms = 5_500; ms <= 7_000; ms += 500) {
      assertEquals(List.of(), only(bench.tickAt(ms), CloseLink.class));
    }
  }

  @Test
  void aHintMakesItGiveUpASilentLinkSooner() {
    bench.openWithLease(1);
    bench.tickAt(500);
    bench.step(new LeaderMoved("b:1"));
    bench.tickAt(1_000);
    assertEquals(List.of(new Dial(2, "b:1")), only(bench.tickAt(1_500), Dial.class));
  }

  @Test
  void aHintAtTheLeaderThatTheLinkGoesToLeavesItTheUsualPatience() {
    openAt("b:1");
    bench.tickAt(500);
    assertEquals(List.of(), bench.step(new LeaderMoved("b:1")));
    for (int ms = 1_000; ms <= 3_000; ms += 500) {
      assertEquals(List.of(), only(bench.tickAt(ms), CloseLink.class));
    }
  }

  @Test
  void aHintAtTheLeaderThatTheLinkGoesToTakesBackTheOneBefore() {
    openAt("b:1");
    bench.tickAt(500);
    bench.step(new LeaderMoved("c:1"));
    bench.step(new LeaderMoved("b:1"));
    bench.tickAt(1_000);
    assertEquals(List.of(), only(bench.tickAt(1_500), Dial.class));
  }

  private void openAt(String address) {
    bench.greet();
    bench.step(new LeaderMoved(address));
    bench.step(new LinkUp(2));
    bench.hears(welcome(1));
  }

  @Test
  void answersOfAFormerLinkBringNoLease() {
    bench.open(1);
    long beatOfFirstLink = bench.beats;
    bench.step(new LinkDown(1, "reset"));
    bench.tickAt(bench.wakeMs);
    bench.step(new LinkUp(2));
    bench.hears(welcome(1));
    assertEquals(
        List.of(),
        bench.hears(
            new dev.baton.common.wire.CoordinatorMessage.HeartbeatAck(1, beatOfFirstLink, 6_000)));
  }
}

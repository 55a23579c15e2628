package dev.baton.coordinator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.CoordinatorMessage.HeartbeatAck;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.Input.Confirmation;
import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.FailoverEvent.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way from the election to the epoch, and out again. */
class LeadershipTest {
  private static final ElectionNode OTHER = new ElectionNode("/election/n-2", "s2");

  private final CoreDriver driver = new CoreDriver();

  private String phase() {
    return driver.core.phase();
  }

  private Role role() {
    return driver.last(Effect.RoleChanged.class).role();
  }

  private long many(Class<? extends Effect> type) {
    return driver.effects.stream().filter(type::isInstance).count();
  }

  private void first() {
    driver.give(new Input.StoreHealth(true, ""));
    driver.give(new Input.ElectionChanged(CoreDriver.NODE, true));
  }

  private void read(StoreAnswer answer, long epoch) {
    long request = driver.last(Effect.ReadEpoch.class).request();
    driver.give(new Input.EpochRead(request, answer, "k1", epoch));
  }

  private void confirmed(Confirmation answer) {
    driver.give(
        new Input.ElectionConfirmed(driver.last(Effect.ConfirmElection.class).request(), answer));
  }

  private void raised(StoreAnswer answer) {
    driver.give(new Input.EpochRaised(driver.last(Effect.RaiseEpoch.class).request(), answer));
  }

  private void loaded(StoreAnswer answer) {
    driver.give(
        new Input.SnapshotLoaded(
            driver.last(Effect.LoadSnapshot.class).request(),
            answer,
            answer == StoreAnswer.OK ? CoreDriver.EMPTY : null,
            driver.now().wall()));
  }

  @Test
  void standsOnceItsStoreAnswersAndOnlyOnce() {
    driver.give(new Input.Tick());
    assertEquals(0, many(Effect.Stand.class));
    driver.give(new Input.StoreHealth(true, ""));
    driver.give(new Input.StoreHealth(true, ""));
    assertEquals(1, many(Effect.Stand.class));
    assertEquals("AWAY", phase());
  }

  @Test
  void waitsBehindOthersAndGivesUpItsPlaceWhenItsStoreFails() {
    driver.give(new Input.StoreHealth(true, ""));
    driver.give(new Input.ElectionChanged(OTHER, false));
    assertEquals("WAITING", phase());
    driver.give(new Input.StoreHealth(false, ""));
    assertEquals(OTHER, driver.last(Effect.Withdraw.class).node());
    assertEquals("AWAY", phase());
    driver.give(new Input.StoreHealth(true, ""));
    assertEquals(2, many(Effect.Stand.class));
  }

  @Test
  void readsConfirmsRaisesAndLoadsInThatOrder() {
    first();
    assertEquals("READING", phase());
    assertEquals(Role.RAISING, role());
    read(StoreAnswer.OK, 4);
    assertEquals("CONFIRMING", phase());
    assertEquals(CoreDriver.NODE, driver.last(Effect.ConfirmElection.class).node());
    confirmed(Confirmation.FIRST);
    assertEquals("RAISING", phase());
    Effect.RaiseEpoch raise = driver.last(Effect.RaiseEpoch.class);
    assertEquals(4, raise.from());
    assertEquals(5, raise.to());
    assertEquals(CoreDriver.NODE, raise.node());
    raised(StoreAnswer.OK);
    assertEquals("LOADING", phase());
    assertEquals(5, driver.last(Effect.LoadSnapshot.class).epoch());
    loaded(StoreAnswer.OK);
    assertEquals("LEADING 5", phase());
    assertEquals(
        new Effect.RoleChanged(Role.LEADER, 5, "LEADING"), driver.last(Effect.RoleChanged.class));
  }

  private void triesAgainAtReading() {
    assertEquals("PAUSING", phase());
    long reads = many(Effect.ReadEpoch.class);
    driver.sleep(Duration.ofMillis(99));
    driver.give(new Input.Tick());
    assertEquals(reads, many(Effect.ReadEpoch.class));
    driver.sleep(Duration.ofMillis(1));
    driver.give(new Input.Tick());
    assertEquals(reads + 1, many(Effect.ReadEpoch.class));
    assertEquals("READING", phase());
  }

  @Test
  void whateverFailsItBeginsAgainAtReading() {
    first();
    read(StoreAnswer.UNKNOWN, 0);
    triesAgainAtReading();
    read(StoreAnswer.OK, 4);
    confirmed(Confirmation.NOT_FIRST);
    triesAgainAtReading();
    read(StoreAnswer.OK, 4);
    confirmed(Confirmation.UNKNOWN);
    triesAgainAtReading();
    read(StoreAnswer.OK, 4);
    confirmed(Confirmation.FIRST);
    raised(StoreAnswer.FENCED);
    triesAgainAtReading();
    read(StoreAnswer.OK, 4);
    confirmed(Confirmation.FIRST);
    raised(StoreAnswer.OK);
    loaded(StoreAnswer.UNKNOWN);
    triesAgainAtReading();
  }

  @Test
  void whateverStaysWithoutAnswerIsGivenUpAfterThreeSeconds() {
    first();
    driver.sleep(Duration.ofMillis(2_999));
    driver.give(new Input.Tick());
    assertEquals("READING", phase());
    long request = driver.last(Effect.ReadEpoch.class).request();
    driver.sleep(Duration.ofMillis(1));
    driver.give(new Input.Tick());
    assertEquals("PAUSING", phase());
    driver.give(new Input.EpochRead(request, StoreAnswer.OK, "k1", 4));
    assertEquals("PAUSING", phase());
  }

  private void untilLoading(long epoch) {
    read(StoreAnswer.OK, epoch);
    confirmed(Confirmation.FIRST);
    raised(StoreAnswer.OK);
    assertEquals("LOADING", phase());
  }

  private void loadIsGivenUpAfter(long ms) {
    driver.sleep(Duration.ofMillis(ms - 1));
    driver.give(new Input.Tick());
    assertEquals("LOADING", phase());
    driver.sleep(Duration.ofMillis(1));
    driver.give(new Input.Tick());
    assertEquals("PAUSING", phase());
  }

  private void untilLoadingAgain(long epoch) {
    driver.sleep(Duration.ofSeconds(1));
    driver.give(new Input.Tick());
    untilLoading(epoch);
  }

  @Test
  void aLoadHasTwiceTheTimeAfterEachThatTookTooLong() {
    first();
    untilLoading(4);
    long epoch = 5;
    for (long ms : new long[] {3_000, 6_000, 12_000, 24_000, 48_000, 60_000, 60_000}) {
      loadIsGivenUpAfter(ms);
      untilLoadingAgain(epoch++);
    }
    loaded(StoreAnswer.OK);
    assertEquals(Role.LEADER, role());
    driver.give(new Input.ElectionChanged(OTHER, true));
    untilLoading(epoch);
    loadIsGivenUpAfter(3_000);
  }

  @Test
  void aLongLoadAfterAnAnsweredRaiseIsNoStoreThatIsAway() {
    first();
    untilLoading(4);
    loadIsGivenUpAfter(3_000);
    untilLoadingAgain(5);
    driver.sleep(Duration.ofSeconds(5));
    driver.give(new Input.PeerStoreHealth("c2", true));
    assertEquals(0, many(Effect.Withdraw.class));
    assertEquals("LOADING", phase());
  }

  @Test
  void answersToEarlierQuestionsAreNotTaken() {
    first();
    long old = driver.last(Effect.ReadEpoch.class).request();
    read(StoreAnswer.UNKNOWN, 0);
    triesAgainAtReading();
    driver.give(new Input.EpochRead(old, StoreAnswer.OK, "k1", 4));
    assertEquals("READING", phase());
    read(StoreAnswer.OK, 4);
    driver.give(new Input.ElectionConfirmed(old, Confirmation.FIRST));
    assertEquals("CONFIRMING", phase());
    confirmed(Confirmation.FIRST);
    driver.give(new Input.EpochRaised(old, StoreAnswer.OK));
    assertEquals("RAISING", phase());
    raised(StoreAnswer.OK);
    driver.give(new Input.SnapshotLoaded(old, StoreAnswer.OK, CoreDriver.EMPTY, null));
    assertEquals("LOADING", phase());
  }

  @Test
  void nodeThatIsGoneEndsTheLeadershipAndAnotherIsTaken() {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.give(new Input.ElectionChanged(null, false));
    assertEquals("AWAY", phase());
    assertEquals(Role.STANDBY, role());
    assertEquals(7, driver.last(Effect.CloseLink.class).link());
    assertEquals(2, many(Effect.Stand.class));
    assertEquals(0, many(Effect.Withdraw.class));
  }

  @Test
  void nodeThatIsNoLongerFirstEndsTheLeadership() {
    driver.lead();
    driver.give(new Input.ElectionChanged(CoreDriver.NODE, false));
    assertEquals("WAITING", phase());
    assertEquals(Role.STANDBY, role());
  }

  @Test
  void sameNewsAgainChangesNothing() {
    driver.lead();
    driver.give(new Input.ElectionChanged(CoreDriver.NODE, true));
    assertEquals("LEADING 1", phase());
  }

  @Test
  void leaderWithoutItsStoreYieldsToAStandbyThatHasOneAfterTwoSeconds() {
    driver.lead();
    driver.holdCommits();
    driver.pass(Duration.ofSeconds(1));
    driver.give(new Input.StoreHealth(false, ""));
    driver.answerCommit(StoreAnswer.UNKNOWN);
    assertEquals(Role.RAISING, role());
    driver.sleep(Duration.ofSeconds(2));
    driver.give(new Input.PeerStoreHealth("c2", true));
    assertEquals(0, many(Effect.Withdraw.class));
    driver.sleep(Duration.ofMillis(1));
    driver.give(new Input.PeerStoreHealth("c2", false));
    assertEquals(0, many(Effect.Withdraw.class));
    driver.give(new Input.PeerStoreHealth("c2", true));
    assertEquals(CoreDriver.NODE, driver.last(Effect.Withdraw.class).node());
    assertEquals(Role.STANDBY, role());
    driver.give(new Input.StoreHealth(false, ""));
    assertEquals(1, many(Effect.Stand.class));
    driver.give(new Input.StoreHealth(true, ""));
    assertEquals(2, many(Effect.Stand.class));
  }

  @Test
  void outageOfTheStoreIsRecordedByWhoRaisesAfterIt() {
    driver.lead();
    driver.holdCommits();
    driver.pass(Duration.ofSeconds(1));
    var since = driver.now().wall();
    driver.give(new Input.StoreHealth(false, ""));
    driver.answerCommit(StoreAnswer.UNKNOWN);
    driver.pass(Duration.ofMillis(100));
    driver.give(new Input.StoreHealth(true, ""));
    driver.raise(CoreDriver.EMPTY, 1);
    while (driver.hasOpenCommit()) {
      driver.answerCommit(StoreAnswer.OK);
    }
    List<Kind> kinds =
        driver.facts(Fact.FailoverEventRecorded.class).stream()
            .map(fact -> fact.event().kind())
            .toList();
    assertEquals(
        List.of(Kind.LEADER_RAISED, Kind.LEADER_RAISED, Kind.STORE_AWAY, Kind.STORE_BACK), kinds);
    assertEquals(since, driver.facts(Fact.FailoverEventRecorded.class).get(2).event().at());
  }

  @Test
  void idleLeaderProbesItsStoreEverySecond() {
    driver.lead();
    long commits = many(Effect.Commit.class);
    driver.pass(Duration.ofMillis(900));
    assertEquals(commits, many(Effect.Commit.class));
    driver.pass(Duration.ofMillis(100));
    assertEquals(commits + 1, many(Effect.Commit.class));
    driver.pass(Duration.ofSeconds(1));
    assertEquals(commits + 2, many(Effect.Commit.class));
  }

  @Test
  void commitWithoutAnswerIsUnknownAfterThreeSeconds() {
    driver.lead();
    driver.holdCommits();
    driver.pass(Duration.ofMillis(3_900));
    assertEquals(Role.LEADER, role());
    driver.pass(Duration.ofMillis(100));
    assertEquals(Role.RAISING, role());
    assertEquals(0, many(Effect.Withdraw.class));
  }

  @Test
  void proofIsRenewedAtZooKeeperWhenCommitsStayAway() {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.holdCommits();
    driver.pass(Duration.ofSeconds(1));
    long asked = many(Effect.ConfirmElection.class);
    driver.pass(Duration.ofMillis(500));
    assertEquals(asked, many(Effect.ConfirmElection.class));
    driver.pass(Duration.ofMillis(100));
    assertEquals(asked + 1, many(Effect.ConfirmElection.class));
    driver.beat(7, 1);
    long before = driver.sent(7, HeartbeatAck.class).getLast().grantMs();
    confirmed(Confirmation.FIRST);
    driver.beat(7, 1);
    assertTrue(driver.sent(7, HeartbeatAck.class).getLast().grantMs() > before);
    assertEquals(6_000, driver.sent(7, HeartbeatAck.class).getLast().grantMs());
  }

  @Test
  void confirmationThatItIsNotFirstRenewsNoProof() {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.holdCommits();
    driver.pass(Duration.ofMillis(2_600));
    confirmed(Confirmation.NOT_FIRST);
    driver.beat(7, 1);
    assertTrue(driver.sent(7, HeartbeatAck.class).getLast().grantMs() < 5_000);
  }

  @Test
  void leaderThatRaisesAgainGoesOnGrantingUnderTheOldEpoch() {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.holdCommits();
    driver.pass(Duration.ofSeconds(1));
    driver.answerCommit(StoreAnswer.UNKNOWN);
    assertEquals(Role.RAISING, role());
    driver.beat(7, 1);
    HeartbeatAck answer = driver.sent(7, HeartbeatAck.class).getLast();
    assertEquals(1, answer.epoch());
    assertTrue(answer.grantMs() > 0);
    int answers = driver.sent(7, HeartbeatAck.class).size();
    driver.beat(7, 2);
    assertEquals(answers, driver.sent(7, HeartbeatAck.class).size());
    driver.pass(Duration.ofMillis(100));
    driver.raise(CoreDriver.EMPTY, 1);
    assertEquals(
        new CoordinatorMessage.HelloRequest(2, "k1"),
        driver.sent(7, CoordinatorMessage.HelloRequest.class).getLast());
  }

  @Test
  void helloWithAHigherEpochMakesItRaiseAboveThat() {
    driver.lead();
    driver.give(new Input.LinkOpened(7, "127.0.0.1:7"));
    driver.hello(7, "e1", "i1", "home-e1", List.of(), 9, List.of(), List.of());
    assertEquals(Role.RAISING, role());
    assertFalse(driver.sent(7, CoordinatorMessage.Welcome.class).size() > 0);
    driver.pass(Duration.ofMillis(100));
    driver.raise(CoreDriver.EMPTY, 1);
    assertEquals("LEADING 10", phase());
    assertEquals(
        Kind.STORE_WENT_BACK_IN_TIME,
        driver.lastFact(Fact.FailoverEventRecorded.class).event().kind());
  }
}

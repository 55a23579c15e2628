package dev.baton.coordinator.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.JobKey;
import dev.baton.common.time.Now;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.CoordinatorMessage.HeartbeatAck;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.Input.Confirmation;
import dev.baton.coordinator.core.Input.ElectionNode;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult.Code;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The proof of leading: how it is kept young, and what ends with it. */
class ProofTest {
  private static final ElectionNode LATER = new ElectionNode("/election/n-5", "s1");
  private static final Command PAUSE =
      new Command.PauseJob(CoreDriver.ACTOR, new JobKey("test", "none"));

  private final CoreDriver driver = new CoreDriver();

  private long many(Class<? extends Effect> type) {
    return driver.effects.stream().filter(type::isInstance).count();
  }

  private void confirmed(Confirmation answer) {
    driver.give(
        new Input.ElectionConfirmed(driver.last(Effect.ConfirmElection.class).request(), answer));
  }

  private Role role() {
    return driver.last(Effect.RoleChanged.class).role();
  }

  private List<HeartbeatAck> grants() {
    return driver.sent(7, HeartbeatAck.class);
  }

  private void notLed() {
    assertEquals(Code.NOT_LEADER, ((Rejected) driver.command(PAUSE)).code());
  }

  private long wakesInMs() {
    return (driver.last(Effect.WakeAt.class).nanos() - driver.now().nanos()) / Now.NANOS_PER_MS;
  }

  /** A leader with an executor whose commits stay without answer from now on. */
  private void leadWithoutAnswers() {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.holdCommits();
  }

  @Test
  void openQuestionIsNotAskedAgainUntilItsTimeIsOver() {
    leadWithoutAnswers();
    driver.sleep(Duration.ofMillis(1_501));
    driver.give(new Input.Tick());
    long asked = many(Effect.ConfirmElection.class);
    driver.sleep(Duration.ofMillis(1_400));
    driver.give(new Input.Tick());
    assertEquals(asked, many(Effect.ConfirmElection.class));
    driver.sleep(Duration.ofMillis(1_600));
    driver.give(new Input.Tick());
    assertEquals(asked, many(Effect.ConfirmElection.class), "three seconds, not more");
    driver.sleep(Duration.ofMillis(1));
    driver.give(new Input.Tick());
    assertEquals(asked + 1, many(Effect.ConfirmElection.class));
  }

  @Test
  void openAnswerIsFollowedByTheNextQuestionAfterAHeartbeatsTime() {
    leadWithoutAnswers();
    driver.sleep(Duration.ofMillis(1_501));
    driver.give(new Input.Tick());
    long asked = many(Effect.ConfirmElection.class);
    confirmed(Confirmation.UNKNOWN);
    assertEquals(500, wakesInMs());
    driver.sleep(Duration.ofMillis(500));
    driver.give(new Input.Tick());
    assertEquals(asked, many(Effect.ConfirmElection.class));
    driver.sleep(Duration.ofMillis(1));
    driver.give(new Input.Tick());
    assertEquals(asked + 1, many(Effect.ConfirmElection.class));
  }

  @Test
  void itWakesWhenItsProofIsToBeRenewed() {
    leadWithoutAnswers();
    driver.sleep(Duration.ofSeconds(1));
    driver.give(new Input.Tick());
    assertEquals(500, wakesInMs());
    driver.sleep(Duration.ofMillis(500));
    driver.give(new Input.Tick());
    assertEquals(0, wakesInMs());
    assertTrue(driver.last(Effect.WakeAt.class).nanos() > driver.now().nanos());
  }

  @Test
  void idleStandbyAndIdleLeaderSleepUntilSomethingIsDue() {
    driver.give(new Input.Tick());
    assertEquals(Long.MAX_VALUE, driver.last(Effect.WakeAt.class).nanos());
    driver.lead();
    assertEquals(Leader.PROBE_MS, wakesInMs());
    driver.sleep(Duration.ofMillis(400));
    driver.give(new Input.Tick());
    assertEquals(Leader.PROBE_MS - 400, wakesInMs());
  }

  @Test
  void leaderWhoseCommitIsUnderWayWakesWhenThatHasTakenTooLong() {
    driver.lead();
    driver.holdCommits();
    driver.pass(Duration.ofSeconds(1));
    assertTrue(driver.hasOpenCommit());
    driver.give(new Input.ElectionChanged(CoreDriver.NODE, true));
    assertTrue(wakesInMs() > 0 && wakesInMs() <= 3_000);
  }

  @Test
  void whoYieldsGrantsNothingMoreUnderTheEpochItHad() {
    leadWithoutAnswers();
    driver.pass(Duration.ofSeconds(1));
    driver.give(new Input.StoreHealth(false, ""));
    driver.answerCommit(StoreAnswer.UNKNOWN);
    driver.sleep(Duration.ofMillis(2_001));
    driver.give(new Input.PeerStoreHealth("c2", true));
    assertEquals(Role.STANDBY, role());
    driver.give(new Input.StoreHealth(true, ""));
    driver.give(new Input.ElectionChanged(LATER, true));
    assertEquals(Role.RAISING, role());
    driver.give(new Input.LinkOpened(7, "127.0.0.1:7"));
    int grants = grants().size();
    long asked = many(Effect.ConfirmElection.class);
    driver.beat(7, 1);
    driver.pass(Duration.ofSeconds(2));
    assertEquals(grants, grants().size());
    assertEquals(asked, many(Effect.ConfirmElection.class), "the old node proves nothing");
  }

  @Test
  void whoHasLedNothingYetGrantsNothing() {
    driver.give(new Input.StoreHealth(true, ""));
    driver.give(new Input.ElectionChanged(CoreDriver.NODE, true));
    driver.give(new Input.LinkOpened(7, "127.0.0.1:7"));
    driver.beat(7, 0);
    assertEquals(List.of(), grants());
  }

  @Test
  void whoRaisesAgainGrantsUnderTheOldEpochAndNoOther() {
    leadWithoutAnswers();
    driver.pass(Duration.ofSeconds(1));
    driver.answerCommit(StoreAnswer.UNKNOWN);
    int grants = grants().size();
    driver.beat(7, 1);
    assertEquals(grants + 1, grants().size());
    driver.beat(7, 2);
    driver.give(new Input.FromExecutor(7, new ExecutorMessage.Draining("not a heartbeat")));
    assertEquals(grants + 1, grants().size());
    driver.beat(9, 1);
    assertEquals(List.of(), driver.sent(9, HeartbeatAck.class));
  }

  @Test
  void heartbeatAfterALongPauseIsGrantedNothingUntilLeadingIsProven() {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.sleep(Duration.ofSeconds(7));
    driver.holdCommits();
    driver.beat(7, 1);
    assertEquals(0, grants().getLast().grantMs());
    driver.answerCommit(StoreAnswer.OK);
    driver.beat(7, 1);
    assertEquals(6_000, grants().getLast().grantMs());
  }

  @Test
  void goneNodeEndsMemoryAtOnceAndOpenAnswersAreUnknown() {
    leadWithoutAnswers();
    long open = driver.commandWithoutAnswer(new Command.StepDown(CoreDriver.ACTOR));
    driver.give(new Input.ElectionChanged(null, false));
    assertEquals(Code.UNKNOWN, ((Rejected) driver.answer(open)).code());
    notLed();
    assertEquals("AWAY", driver.core.phase());
  }

  private void endsMemory(StoreAnswer answer) {
    leadWithoutAnswers();
    driver.pass(Duration.ofSeconds(1));
    long open = driver.commandWithoutAnswer(new Command.StepDown(CoreDriver.ACTOR));
    driver.answerCommit(answer);
    assertEquals(Code.UNKNOWN, ((Rejected) driver.answer(open)).code());
    notLed();
  }

  @Test
  void fencedCommitEndsMemoryAndTheProofAndTakesANewPlaceAtOnce() {
    long stands = 1;
    endsMemory(StoreAnswer.FENCED);
    assertEquals(stands + 1, many(Effect.Stand.class));
    assertEquals(Role.STANDBY, role());
  }

  @Test
  void commitInConflictEndsMemoryAndKeepsThePlace() {
    endsMemory(StoreAnswer.CONFLICT);
    assertEquals(0, many(Effect.Withdraw.class));
    assertEquals(Role.RAISING, role());
    assertEquals(1, driver.counted(Effect.Counter.COMMITS_IN_CONFLICT));
  }

  @Test
  void storeThatWentBackEndsMemory() {
    driver.lead();
    driver.give(new Input.LinkOpened(7, "127.0.0.1:7"));
    driver.hello(7, "e1", "i1", "home-e1", List.of(), 9, List.of(), List.of());
    notLed();
    assertEquals(Role.RAISING, role());
  }

  @Test
  void answerToACommitThatIsNotInFlightChangesNothing() {
    leadWithoutAnswers();
    driver.pass(Duration.ofSeconds(1));
    long number = driver.last(Effect.Commit.class).batch().number();
    driver.give(new Input.CommitDone(1, number + 1, StoreAnswer.FENCED, null));
    assertEquals(Role.LEADER, role());
    driver.give(new Input.CommitDone(1, number - 1, StoreAnswer.UNKNOWN, null));
    assertEquals(Role.LEADER, role());
  }

  @Test
  void whoHandsOverHasForgottenItsLinksWhenItLeadsAgain() {
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.command(new Command.StepDown(CoreDriver.ACTOR));
    assertEquals(Role.STANDBY, role());
    assertEquals(2, many(Effect.Stand.class));
    notLed();
    driver.give(new Input.ElectionChanged(LATER, true));
    driver.raise(CoreDriver.EMPTY, 1);
    assertEquals(2, driver.last(Effect.RoleChanged.class).epoch());
    assertEquals(List.of(), driver.sent(7, CoordinatorMessage.HelloRequest.class));
    int grants = grants().size();
    driver.beat(7, 2);
    assertEquals(grants, grants().size());
  }
}

package dev.baton.coordinator.core;

import static dev.baton.coordinator.core.CoreDriver.job;
import static dev.baton.coordinator.core.CoreDriver.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.wire.CoordinatorMessage.OutcomesAccepted;
import dev.baton.coordinator.core.Input.Confirmation;
import dev.baton.coordinator.core.Input.StoreAnswer;
import dev.baton.coordinator.core.fact.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule decides what it is named for: the same story with the rule and without it. */
class BrokenRulesTest {
  private static final AttemptId FIRST = new AttemptId(new RunId(1), "a", 1);

  private static CoreDriver led(SafetyRules rules) {
    CoreDriver driver = new CoreDriver(rules);
    driver.lead();
    driver.join(7, "e1", "i1");
    driver.put(
        job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN_AFTER_LEASE)));
    driver.trigger("j", null);
    return driver;
  }

  private static boolean isAcknowledgedBeforeItsCommit(SafetyRules rules) {
    CoreDriver driver = led(rules);
    driver.holdCommits();
    driver.ended(7, FIRST, "i1", Outcome.SUCCEEDED);
    boolean early = !driver.sent(7, OutcomesAccepted.class).isEmpty();
    driver.answerCommit(StoreAnswer.OK);
    assertEquals(
        List.of(new OutcomesAccepted(1, List.of(FIRST))), driver.sent(7, OutcomesAccepted.class));
    return early;
  }

  @Test
  void outcomeIsAcknowledgedWhenItIsCommitted() {
    assertFalse(isAcknowledgedBeforeItsCommit(new SafetyRules()));
    assertTrue(
        isAcknowledgedBeforeItsCommit(
            new SafetyRules() {
              @Override
              public boolean acknowledgesAfterCommit() {
                return false;
              }
            }));
  }

  private static RunStatus afterARestartWithAJournal(SafetyRules rules) {
    CoreDriver driver = led(rules);
    driver.give(new Input.LinkOpened(9, "127.0.0.1:9"));
    driver.hello(
        9,
        "e1",
        "i2",
        "home-e1",
        List.of("i1"),
        List.of(),
        List.of(driver.said(FIRST, "i1", Outcome.SUCCEEDED)));
    assertEquals(
        List.of(new OutcomesAccepted(1, List.of(FIRST))), driver.sent(9, OutcomesAccepted.class));
    List<Fact.RunChanged> changes = driver.facts(Fact.RunChanged.class);
    return changes.isEmpty() ? RunStatus.RUNNING : changes.getLast().run().status();
  }

  @Test
  void outcomesInAHelloCountBeforeTheRestIsLost() {
    assertEquals(RunStatus.SUCCEEDED, afterARestartWithAJournal(new SafetyRules()));
    assertEquals(
        RunStatus.RUNNING,
        afterARestartWithAJournal(
            new SafetyRules() {
              @Override
              public boolean outcomesBeforeLoss() {
                return false;
              }
            }));
  }

  private static CoreDriver first(SafetyRules rules) {
    CoreDriver driver = new CoreDriver(rules);
    driver.give(new Input.StoreHealth(true, ""));
    driver.give(new Input.ElectionChanged(CoreDriver.NODE, true));
    driver.give(
        new Input.EpochRead(driver.last(Effect.ReadEpoch.class).request(), StoreAnswer.OK, "k", 4));
    return driver;
  }

  @Test
  void electionIsConfirmedBeforeTheRaise() {
    assertEquals("CONFIRMING", first(new SafetyRules()).core.phase());
    CoreDriver hasty =
        first(
            new SafetyRules() {
              @Override
              public boolean confirmsElectionBeforeRaising() {
                return false;
              }
            });
    assertEquals("RAISING", hasty.core.phase());
    assertEquals(5, hasty.last(Effect.RaiseEpoch.class).to());
  }

  @Test
  void stateIsReadAfterTheRaiseAndNotBefore() {
    SafetyRules rules =
        new SafetyRules() {
          @Override
          public boolean loadsAfterRaising() {
            return false;
          }
        };
    CoreDriver hasty = first(rules);
    hasty.give(
        new Input.ElectionConfirmed(
            hasty.last(Effect.ConfirmElection.class).request(), Confirmation.FIRST));
    long request = hasty.last(Effect.LoadSnapshot.class).request();
    assertEquals(4, hasty.last(Effect.LoadSnapshot.class).epoch());
    hasty.give(new Input.SnapshotLoaded(request - 1, StoreAnswer.OK, CoreDriver.EMPTY, null));
    hasty.give(new Input.SnapshotLoaded(request, StoreAnswer.OK, CoreDriver.EMPTY, null));
    assertEquals("RAISING", hasty.core.phase());
    hasty.give(new Input.EpochRaised(request, StoreAnswer.OK));
    assertEquals("LEADING 5", hasty.core.phase());
    assertEquals(1, hasty.effects.stream().filter(Effect.LoadSnapshot.class::isInstance).count());

    CoreDriver patient = first(new SafetyRules());
    patient.give(
        new Input.ElectionConfirmed(
            patient.last(Effect.ConfirmElection.class).request(), Confirmation.FIRST));
    long raise = patient.last(Effect.RaiseEpoch.class).request();
    patient.give(new Input.SnapshotLoaded(raise, StoreAnswer.OK, CoreDriver.EMPTY, null));
    patient.give(new Input.EpochRaised(raise, StoreAnswer.OK));
    assertEquals("LOADING", patient.core.phase(), "what came before the raise is not taken");
  }
}

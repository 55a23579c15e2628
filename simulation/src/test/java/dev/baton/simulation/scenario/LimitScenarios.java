package dev.baton.simulation.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.JobKey;
import dev.baton.common.incident.IncidentCause;
import dev.baton.coordinator.core.CoreSettings;
import dev.baton.coordinator.core.command.CommandResult.Code;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import dev.baton.coordinator.core.state.Run;
import dev.baton.simulation.plant.PlantedBug;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What happens where there is no room for more. */
class LimitScenarios extends Stage {
  private static final int ROOM = 5;

  @Override
  CoreSettings settings() {
    CoreSettings usual = CoreSettings.DEFAULT;
    return new CoreSettings(
        usual.leaseMs(),
        usual.driftMarginMs(),
        usual.heartbeatMs(),
        usual.suspectAfterBeats(),
        usual.resetGraceMs(),
        usual.reconnectGraceMs(),
        usual.requestTimeoutMs(),
        usual.raiseRetryMs(),
        usual.clockStepMs(),
        usual.maxBatchFacts(),
        usual.maxFiresPerStep(),
        usual.maxLosses(),
        usual.maxQueuedRuns(),
        usual.maxActiveRuns(),
        ROOM,
        usual.retries());
  }

  @Test
  @Proves(PlantedBug.SHEDS_OLD_WORK)
  void newRunsAreShedAndAcceptedOnesStay(TestInfo test) {
    play(
        test,
        s -> {
          s.started();
          JobKey job = s.everySecondForNobody();
          s.until("as many runs as there may be", 20, () -> s.rows().activeCount() == ROOM);
          List<Run> accepted = s.rows().activeRuns();
          s.until(
              "an incident",
              10,
              () ->
                  s.rows().incidents().open().stream()
                      .anyMatch(row -> row.cause() == IncidentCause.QUEUE_FULL));
          Rejected refused = assertInstanceOf(Rejected.class, s.oneMore(job));
          assertEquals(Code.LIMIT, refused.code());
          assertTrue(refused.message().contains("active runs of one job"), refused.message());
          s.pass(Duration.ofSeconds(10));
          assertEquals(accepted, s.rows().activeRuns());
        });
  }
}

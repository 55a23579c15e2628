package dev.baton.coordinator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.coordinator.api.event.EventHub;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.command.Command;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StandbyTest {
  private static final String V1 = "/api/v1";
  private final FakeStore store = new FakeStore();
  private TestApi leader;
  private TestApi standby;

  @BeforeEach
  void serve() {
    Samples.fill(store);
    leader = new TestApi("coordinator-1", store, TestApi.LIMITS, EventHub.DEFAULT_RING);
    standby = new TestApi("coordinator-2", store, TestApi.LIMITS, EventHub.DEFAULT_RING);
    standby.coordinator.role = Role.STANDBY;
    standby.coordinator.leaderApi = leader.address();
  }

  @AfterEach
  void close() {
    standby.close();
    leader.close();
  }

  @Test
  void standbyAnswersReadsItselfAndNamesTheLeader() {
    leader.close();
    HttpResponse<String> answer = standby.get(V1 + "/runs/17");
    assertEquals(200, answer.statusCode());
    assertEquals(
        leader.address().toString(), answer.headers().firstValue("Baton-Leader").orElse(""));
    assertEquals("3", answer.headers().firstValue("Baton-Epoch").orElse(""));
  }

  @Test
  void standbyPassesWritesOnAndTheLeaderKnowsForWhom() {
    HttpResponse<String> answer =
        standby.post(V1 + "/jobs/weather/report/runs", "{\"requestKey\":\"k\"}");
    assertEquals(201, answer.statusCode(), answer.body());
    assertTrue(answer.headers().firstValue("Location").orElse("").startsWith("/api/v1/runs/"));
    Command.TriggerRun asked =
        assertInstanceOf(Command.TriggerRun.class, leader.coordinator.asked.remove());
    assertEquals("k", asked.requestKey());
    assertEquals("ada", asked.actor().name());
    assertEquals("127.0.0.1 for 127.0.0.1 via coordinator-2", asked.actor().origin());
    assertTrue(standby.coordinator.asked.isEmpty());
  }

  @Test
  void standbyPassesProblemsOfTheLeaderOn() {
    HttpResponse<String> answer = standby.post(V1 + "/runs/17/rerun", "{\"mode\":\"TASK\"}");
    assertEquals(422, answer.statusCode());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
  }

  @Test
  void softStateIsAskedOfTheLeader() {
    HttpResponse<String> answer = standby.get(V1 + "/executors");
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("\"leaseLeftMs\":5500"), answer.body());
  }

  @Test
  void twoThatTakeEachOtherForTheLeaderDoNotLoop() {
    leader.coordinator.role = Role.STANDBY;
    leader.coordinator.leader = "coordinator-2";
    leader.coordinator.leaderApi = standby.address();
    HttpResponse<String> answer = standby.post(V1 + "/runs/17/cancel", "{}");
    assertEquals(503, answer.statusCode());
    assertTrue(answer.body().contains("no-leader"), answer.body());
  }

  @Test
  void withoutALeaderNothingIsDoneAndRetryIsAskedFor() {
    standby.coordinator.leader = null;
    standby.coordinator.leaderApi = null;
    HttpResponse<String> answer = standby.post(V1 + "/runs/17/cancel", "{}");
    assertEquals(503, answer.statusCode());
    assertTrue(answer.headers().firstValue("Retry-After").isPresent());
  }

  @Test
  void aLeaderThatIsGoneIsToldFromOneThatDidNotAnswer() {
    standby.coordinator.leaderApi = URI.create("http://127.0.0.1:1");
    HttpResponse<String> gone = standby.post(V1 + "/runs/17/cancel", "{}");
    assertEquals(503, gone.statusCode());
    assertTrue(gone.body().contains("no-leader"), gone.body());

    standby.coordinator.leaderApi = leader.address();
    leader.coordinator.core = command -> null;
    HttpResponse<String> silent = standby.post(V1 + "/runs/17/cancel", "{}");
    assertEquals(503, silent.statusCode());
    assertTrue(silent.body().contains("unknown-outcome"), silent.body());
  }

  @Test
  void leadershipLostInMidRequestIsPassedOnToTheNewLeader() {
    // It believes that it leads until the core says otherwise.
    standby.coordinator.role = Role.LEADER;
    standby.coordinator.core =
        command -> {
          standby.coordinator.role = Role.STANDBY;
          return new dev.baton.coordinator.core.command.CommandResult.Rejected(
              dev.baton.coordinator.core.command.CommandResult.Code.NOT_LEADER, "no more");
        };
    standby.coordinator.leaderApi = leader.address();
    HttpResponse<String> answer = standby.post(V1 + "/runs/17/cancel", "{}");
    assertEquals(200, answer.statusCode(), answer.body());
    assertInstanceOf(Command.CancelRun.class, leader.coordinator.asked.remove());
  }
}

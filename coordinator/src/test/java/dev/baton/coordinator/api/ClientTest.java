package dev.baton.coordinator.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.api.LogSliceView;
import dev.baton.common.api.RerunPlanView;
import dev.baton.common.api.RerunPlanView.PlannedAction;
import dev.baton.common.api.RerunRequest;
import dev.baton.common.api.RunAcceptedView;
import dev.baton.common.api.RunDetailView;
import dev.baton.common.api.TriggerRequest;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientSettings;
import dev.baton.common.api.client.ProblemException;
import dev.baton.common.api.client.RunQuery;
import dev.baton.common.api.client.UnreachableException;
import dev.baton.common.id.RunId;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.RerunMode;
import dev.baton.common.run.RunStatus;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.store.LogStore.LogPiece;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ClientTest {
  private static final TriggerRequest PLAIN = new TriggerRequest(null, null, null, null);

  private static BatonClient client(Duration patience, URI... servers) {
    return BatonClient.of(
        ClientSettings.of(List.of(servers), TestApi.ADMIN).withPatience(patience));
  }

  @Test
  void goesToTheNextCoordinatorWhenOneIsGone() {
    try (TestApi api = new TestApi();
        BatonClient client =
            client(Duration.ofSeconds(5), URI.create("http://127.0.0.1:1"), api.address())) {
      assertEquals("cluster-x", client.cluster().clusterId());
      assertEquals("ada", client.cluster().you().name());
    }
  }

  @Test
  void aTriggerWhoseAnswerWasLostIsAskedAgainWithTheSameKey() throws IOException {
    try (TestApi api = new TestApi();
        ServerSocket rude = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> hangUpOnEverybody(rude));
      URI first = URI.create("http://127.0.0.1:" + rude.getLocalPort());
      try (BatonClient client = client(Duration.ofSeconds(10), first, api.address())) {
        RunAcceptedView accepted = client.trigger(Samples.JOB, PLAIN);
        assertTrue(accepted.created());
        Command.TriggerRun asked = (Command.TriggerRun) api.coordinator.asked.remove();
        assertFalse(asked.requestKey().isBlank());
        assertTrue(api.coordinator.asked.isEmpty());
      }
    }
  }

  private static void hangUpOnEverybody(ServerSocket server) {
    try {
      while (true) {
        server.accept().close();
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  @Test
  void waitsForALeaderWhileThereIsNone() {
    try (TestApi api = new TestApi();
        BatonClient client = client(Duration.ofSeconds(20), api.address())) {
      api.coordinator.role = Role.RAISING;
      api.coordinator.leader = null;
      api.coordinator.leaderApi = null;
      CompletableFuture<RunAcceptedView> waiting =
          CompletableFuture.supplyAsync(() -> client.trigger(Samples.JOB, PLAIN));
      assertThrows(
          java.util.concurrent.TimeoutException.class,
          () -> waiting.get(300, java.util.concurrent.TimeUnit.MILLISECONDS));
      api.coordinator.role = Role.LEADER;
      assertTrue(waiting.join().created());
    }
  }

  @Test
  void saysWhatBecameOfEachAddressWhenNobodyAnswers() {
    try (BatonClient client = client(Duration.ofMillis(100), URI.create("http://127.0.0.1:1"))) {
      UnreachableException nobody = assertThrows(UnreachableException.class, client::cluster);
      assertTrue(
          nobody.getMessage().contains("http://127.0.0.1:1: connection refused"),
          nobody.getMessage());
    }
  }

  @Test
  void problemsAreTypedAndKeepTheirCode() {
    try (TestApi api = new TestApi();
        BatonClient client = api.client()) {
      ProblemException missing =
          assertThrows(ProblemException.class, () -> client.job(Samples.JOB));
      assertEquals(404, missing.status());
      assertEquals("not-found", missing.code());
      assertEquals("There is no job weather/report.", missing.getMessage());
      ProblemException faulty =
          assertThrows(
              ProblemException.class,
              () -> client.putJob(Samples.JOB, "job: weather/report\ntasks: 7\n", null));
      assertEquals("invalid-job-file", faulty.code());
      assertFalse(faulty.problem().problems().isEmpty());
      assertEquals(2, faulty.problem().problems().getFirst().line());
    }
  }

  @Test
  void aJobFileThatIsTooLargeIsNotSent() {
    try (TestApi api = new TestApi();
        BatonClient client = api.client()) {
      String huge = "#".repeat(6 * 1024 * 1024);
      ProblemException refused =
          assertThrows(ProblemException.class, () -> client.putJob(Samples.JOB, huge, null));
      assertEquals(413, refused.status());
      assertEquals(413, assertThrows(ProblemException.class, () -> client.validate(huge)).status());
    }
  }

  @Test
  void readsListsPageByPage() {
    try (TestApi api = new TestApi();
        BatonClient client = api.client()) {
      for (long id = 1; id <= 25; id++) {
        api.store.commit(
            new Fact.RunCreated(Samples.run(new RunId(id), RunStatus.SUCCEEDED, null)));
      }
      List<Long> ids = new ArrayList<>();
      String cursor = null;
      int pages = 0;
      do {
        var page = client.runs(RunQuery.ofJob(Samples.JOB), cursor, 10);
        page.items().forEach(run -> ids.add(run.id()));
        cursor = page.nextCursor();
        pages++;
      } while (cursor != null);
      assertEquals(3, pages);
      assertEquals(25, ids.size());
      assertEquals(25L, ids.getFirst());
      assertEquals(1L, ids.getLast());
    }
  }

  @Test
  void aRunComesWithItsTasksInTheOrderOfTheFile() {
    try (TestApi api = new TestApi();
        BatonClient client = api.client()) {
      Samples.fill(api.store);
      RunDetailView detail = client.run(17);
      assertEquals(
          List.of("report", "extract"), detail.tasks().stream().map(t -> t.task()).toList());
      assertEquals(List.of("extract"), detail.tasks().getFirst().after());
      assertEquals(3, detail.tasks().getFirst().attempts().getFirst().exitCode());
    }
  }

  @Test
  void theSameRequestKeyGivesTheRunOfLongAgo() {
    try (TestApi api = new TestApi();
        BatonClient client = api.client()) {
      Samples.fill(api.store);
      RunAcceptedView again =
          client.trigger(Samples.JOB, new TriggerRequest("key-17", null, null, null));
      assertEquals(new RunAcceptedView(17, false), again);
      assertTrue(api.coordinator.asked.isEmpty());
    }
  }

  @Test
  void aRerunIsShownBeforeItIsDone() {
    try (TestApi api = new TestApi();
        BatonClient client = api.client()) {
      Samples.fill(api.store);
      RerunPlanView plan =
          client.previewRerun(17, new RerunRequest(RerunMode.FROM_FAILED, null, null, null, null));
      assertEquals(
          List.of(PlannedAction.RUN, PlannedAction.KEEP),
          plan.tasks().stream().map(task -> task.action()).toList());
      assertEquals(17, plan.tasks().getLast().feeds().run());
      assertTrue(api.coordinator.asked.isEmpty());
      assertTrue(
          client
              .rerun(17, new RerunRequest(RerunMode.FROM_FAILED, null, null, null, null))
              .created());
      Command.RerunRun asked = (Command.RerunRun) api.coordinator.asked.remove();
      assertEquals(2, asked.originalTasks().size());
    }
  }

  @Test
  void aLogIsFollowedWhileItGrows() throws InterruptedException {
    try (TestApi api = new TestApi();
        BatonClient client = api.client()) {
      Samples.fill(api.store);
      Attempt ended = Samples.attempt(Samples.REPORT, null, 0);
      api.store.commit(
          new Fact.AttemptChanged(
              new Attempt(
                  ended.id(),
                  ended.executor(),
                  ended.incarnation(),
                  ended.token(),
                  true,
                  AttemptStatus.RUNNING,
                  null,
                  null,
                  null,
                  null,
                  false,
                  ended.dispatchedAt(),
                  ended.startedAt(),
                  null)));
      CompletableFuture<LogSliceView> waiting =
          CompletableFuture.supplyAsync(
              () -> client.log(17, "report", Samples.REPORT.number(), 0, 1_000, 10_000));
      byte[] line = "hello\n".getBytes(StandardCharsets.UTF_8);
      api.store.putLog(List.of(new LogPiece(Samples.REPORT, 0, 0, line, true)));
      LogSliceView slice = waiting.join();
      assertArrayEquals(line, slice.bytes());
      assertEquals(6, slice.nextOffset());
      assertTrue(slice.complete());
    }
  }

  @Test
  void anArtifactComesByteForByte() {
    try (TestApi api = new TestApi();
        BatonClient client = api.client()) {
      Samples.fill(api.store);
      assertEquals("rows a.csv", client.artifacts(17).getFirst().name());
      assertArrayEquals(new byte[] {1, 2, 3}, client.artifact(17, "extract", "rows a.csv"));
    }
  }
}

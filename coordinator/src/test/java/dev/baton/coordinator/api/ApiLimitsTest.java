package dev.baton.coordinator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.coordinator.api.event.EventHub;
import dev.baton.coordinator.core.command.CommandResult;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ApiLimitsTest {
  private static final String V1 = "/api/v1";
  private static final String JOB = V1 + "/jobs/weather/report";
  private static TestApi api;

  @BeforeAll
  static void serve() {
    api = new TestApi();
    Samples.fill(api.store);
  }

  @AfterAll
  static void close() {
    api.close();
  }

  @Test
  void aJobFileOf50MegabytesIsRefusedBeforeItsFirstByte() throws IOException {
    try (RawHttp raw = new RawHttp(api)) {
      raw.send(
          RawHttp.head("PUT", JOB, "Content-Type: application/yaml", "Content-Length: 52428800"));
      assertEquals(413, raw.status());
    }
  }

  @Test
  void aBodyWithoutLengthIsCutOffAtTheLimit() throws IOException {
    try (RawHttp raw = new RawHttp(api)) {
      raw.send(
          RawHttp.head("PUT", JOB, "Content-Type: application/yaml", "Transfer-Encoding: chunked"));
      String chunk = "10000\r\n" + "x".repeat(65_536) + "\r\n";
      for (int i = 0; i < 82; i++) {
        raw.send(chunk);
      }
      assertEquals(413, raw.status());
    }
  }

  @Test
  void anExpectingClientHearsTheRefusalInsteadOfContinue() throws IOException {
    try (RawHttp raw = new RawHttp(api)) {
      raw.send(
          RawHttp.head(
              "PUT",
              JOB,
              "Content-Type: application/yaml",
              "Content-Length: 52428800",
              "Expect: 100-continue"));
      assertEquals(413, raw.status());
    }
  }

  @Test
  void aQueryOf100000CharactersIsRefused() throws IOException {
    try (RawHttp raw = new RawHttp(api)) {
      raw.send(RawHttp.head("GET", V1 + "/jobs?q=" + "x".repeat(100_000)));
      assertEquals(414, raw.status());
    }
  }

  @Test
  void aFloodOfHeadersIsRefused() throws IOException {
    try (RawHttp raw = new RawHttp(api)) {
      List<String> headers = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        headers.add("X-Flood-" + i + ": some text");
      }
      raw.send(RawHttp.head("GET", V1 + "/jobs", headers.toArray(String[]::new)));
      assertEquals(431, raw.status());
    }
  }

  @Test
  void whatIsNoHttpIsRefused() throws IOException {
    try (RawHttp raw = new RawHttp(api)) {
      raw.send("\u0016\u0003\u0001 hello\r\n\r\n");
      assertEquals(400, raw.status());
      assertTrue(raw.isHungUp());
    }
  }

  @Test
  void jsonThatIsNestedWithoutEndIsRefused() {
    HttpResponse<String> answer = api.post(JOB + "/runs", "[".repeat(500_000));
    assertEquals(400, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("bad-body"), answer.body());
  }

  @Test
  void malformedJsonNamesItsPlace() {
    HttpResponse<String> answer = api.post(JOB + "/runs", "{\n  \"requestKey\": oops}");
    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("line 2"), answer.body());
  }

  @Test
  void aWrongFieldIsNamed() {
    HttpResponse<String> answer = api.post(JOB + "/runs", "{\"params\":{\"year\":{}}}");
    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("\"field\":\"params.year\""), answer.body());
  }

  @Test
  void anUnknownFieldIsAnsweredWithTheKnownOnes() {
    HttpResponse<String> answer = api.post(JOB + "/runs", "{\"parms\":{}}");
    assertEquals(400, answer.statusCode());
    assertTrue(
        answer.body().contains("'parms' is unknown here; known are params, reason"), answer.body());
    HttpResponse<String> list = api.post(JOB + "/runs", "[]");
    assertEquals(400, list.statusCode());
    assertTrue(list.body().contains("not the JSON object"), list.body());
  }

  @Test
  void unknownAndWrongParametersOfAListAreNamed() {
    HttpResponse<String> unknown = api.get(V1 + "/runs?limt=3");
    assertEquals(400, unknown.statusCode());
    assertTrue(
        unknown.body().contains("takes cursor, from, job, limit, status, to"), unknown.body());
    for (String wrong : List.of("limit=-1", "limit=0", "limit=1001", "limit=x", "cursor=x")) {
      HttpResponse<String> answer = api.get(V1 + "/runs?" + wrong);
      assertEquals(400, answer.statusCode(), wrong);
      assertTrue(answer.body().contains("bad-parameter"), answer.body());
    }
  }

  @Test
  void controlCharactersStayOutside() {
    String nul = "\\u0000";
    assertEquals(422, api.post(JOB + "/runs", "{\"requestKey\":\"a" + nul + "\"}").statusCode());
    assertEquals(422, api.post(JOB + "/runs", "{\"params\":{\"a\":\"" + nul + "\"}}").statusCode());
    assertEquals(422, api.post(JOB + "/pause", "{\"reason\":\"" + nul + "\"}").statusCode());
    assertEquals(400, api.get(V1 + "/jobs?q=%00").statusCode());
    assertEquals(400, api.get(V1 + "/jobs/%00/x").statusCode());
  }

  @Test
  void aBodyOfAnotherTypeIsRefused() {
    assertEquals(
        415, api.send("POST", JOB + "/runs", TestApi.ADMIN, "text/xml", "<x/>").statusCode());
  }

  @Test
  void aMethodThatAPathDoesNotTakeIsAnsweredWithThoseItTakes() {
    HttpResponse<String> answer = api.send("PATCH", JOB, TestApi.ADMIN, null, null);
    assertEquals(405, answer.statusCode());
    assertEquals("DELETE, GET, PUT", answer.headers().firstValue("Allow").orElse(""));
  }

  @Test
  void anUnknownPathIsAProblemToo() {
    HttpResponse<String> answer = api.get("/api/v2/jobs");
    assertEquals(404, answer.statusCode());
    assertTrue(answer.body().contains("no-such-path"), answer.body());
  }

  @Test
  void withoutAKnownTokenNothingIsAnswered() {
    assertEquals(401, api.send("GET", V1 + "/jobs", null, null, null).statusCode());
    assertEquals(401, api.send("GET", V1 + "/jobs", "guess", null, null).statusCode());
    assertEquals(401, api.send("GET", "/metrics", null, null, null).statusCode());
    assertEquals(200, api.send("GET", "/health/live", null, null, null).statusCode());
  }

  @Test
  void eachRoleMayWhatItMay() {
    String cancel = V1 + "/runs/17/cancel";
    String stepDown = V1 + "/cluster/step-down";
    assertEquals(200, api.send("GET", V1 + "/jobs", TestApi.VIEWER, null, null).statusCode());
    assertEquals(403, api.send("POST", cancel, TestApi.VIEWER, null, null).statusCode());
    assertEquals(200, api.send("POST", cancel, TestApi.OPERATOR, null, null).statusCode());
    assertEquals(403, api.send("POST", stepDown, TestApi.OPERATOR, null, null).statusCode());
    assertEquals(200, api.send("POST", stepDown, TestApi.ADMIN, null, null).statusCode());
  }

  @Test
  void requestsSentEarlyAreAnsweredInTheirOrder() throws IOException {
    try (RawHttp raw = new RawHttp(api)) {
      raw.send(
          RawHttp.head("GET", V1 + "/runs/17")
              + RawHttp.head("GET", V1 + "/runs/99")
              + RawHttp.head(
                  "POST",
                  V1 + "/runs/17/cancel",
                  "Content-Length: 2",
                  "Content-Type: application/json")
              + "{}"
              + RawHttp.head("GET", V1 + "/nothing")
              + RawHttp.head("GET", V1 + "/runs/17"));
      assertEquals(200, raw.status());
      assertEquals(404, raw.status());
      assertEquals(200, raw.status());
      assertEquals(404, raw.status());
      assertEquals(200, raw.status());
    }
  }

  @Test
  void connectionsAboveTheLimitAreHungUp() throws IOException {
    ApiSettings.Limits few =
        new ApiSettings.Limits(2, 1, 8, 1, 8_192, 16_384, 20_000, 3_000, 500, 500);
    try (TestApi own = new TestApi("coordinator-1", new FakeStore(), few, 100);
        RawHttp first = new RawHttp(own);
        RawHttp second = new RawHttp(own)) {
      String head = RawHttp.head("GET", "/health/live");
      assertEquals(200, first.send(head).status());
      assertEquals(200, second.send(head).status());
      try (RawHttp third = new RawHttp(own)) {
        assertTrue(third.isHungUp());
      }
    }
  }

  @Test
  void idleAndHalfSentRequestsAreHungUp() throws IOException {
    ApiSettings.Limits hasty =
        new ApiSettings.Limits(50, 1, 8, 1, 8_192, 16_384, 300, 300, 500, 500);
    try (TestApi own = new TestApi("coordinator-1", new FakeStore(), hasty, 100);
        RawHttp idle = new RawHttp(own);
        RawHttp halfHead = new RawHttp(own).send("GET /health");
        RawHttp halfBody =
            new RawHttp(own)
                .send(
                    RawHttp.head(
                        "POST",
                        JOB + "/runs",
                        "Content-Type: application/json",
                        "Content-Length: 100"))) {
      assertTrue(idle.isHungUp());
      assertTrue(halfHead.isHungUp());
      assertTrue(halfBody.isHungUp());
    }
  }

  @Test
  void requestsAboveTheLimitAreAskedToComeBack() throws InterruptedException {
    ApiSettings.Limits narrow =
        new ApiSettings.Limits(50, 1, 1, 1, 8_192, 16_384, 20_000, 3_000, 500, 500);
    CountDownLatch refusalHeard = new CountDownLatch(1);
    try (TestApi own = new TestApi("coordinator-1", new FakeStore(), narrow, 100)) {
      own.coordinator.core =
          command -> {
            awaitQuietly(refusalHeard);
            return new CommandResult.Done("done");
          };
      CompletableFuture<Integer> stuck =
          CompletableFuture.supplyAsync(() -> own.post(V1 + "/runs/17/cancel", "{}").statusCode());
      own.coordinator.asked.take();
      HttpResponse<String> refused = own.get(V1 + "/jobs");
      assertEquals(429, refused.statusCode());
      assertTrue(refused.headers().firstValue("Retry-After").isPresent());
      refusalHeard.countDown();
      assertEquals(200, stuck.join());
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aCommandThatIsNeverAnsweredHasAnUnknownOutcome() {
    try (TestApi own = new TestApi()) {
      own.coordinator.core = command -> null;
      HttpResponse<String> answer = own.post(V1 + "/runs/17/cancel", "{}");
      assertEquals(503, answer.statusCode());
      assertTrue(answer.body().contains("unknown-outcome"), answer.body());
    }
  }

  @Test
  void withoutItsStoreACoordinatorSaysSoAndGoesOnAnsweringWhatItKnows() {
    try (TestApi own = new TestApi()) {
      own.store.away = true;
      own.coordinator.healthy = false;
      HttpResponse<String> jobs = own.get(V1 + "/jobs");
      assertEquals(503, jobs.statusCode());
      assertTrue(jobs.body().contains("store-away"), jobs.body());
      assertEquals(200, own.get(V1 + "/cluster").statusCode());
      assertEquals(503, own.get("/health/ready").statusCode());
      assertEquals(200, own.get("/health/live").statusCode());
    }
  }

  @Test
  void listeningToOthersWithoutTlsIsRefused() {
    ApiSettings open = new ApiSettings("0.0.0.0", 0, null, null, false, ApiSettings.Limits.DEFAULT);
    ApiStartException refused = assertThrows(ApiStartException.class, open::check);
    assertTrue(refused.getMessage().contains("--insecure"), refused.getMessage());
    new ApiSettings("0.0.0.0", 0, null, null, true, ApiSettings.Limits.DEFAULT).check();
  }

  @Test
  void aPortInUseIsNamed() {
    ApiSettings taken = ApiSettings.loopback(api.address().getPort());
    EventHub hub = new EventHub(api.store, 10);
    ApiStartException refused =
        assertThrows(
            ApiStartException.class,
            () ->
                ApiServer.start(
                    taken,
                    api.coordinator,
                    hub,
                    TestApi.tokens(),
                    new dev.baton.coordinator.api.metrics.CoordinatorMetrics(),
                    java.time.InstantSource.system(),
                    "0"));
    assertTrue(
        refused.getMessage().contains(Integer.toString(api.address().getPort())),
        refused.getMessage());
  }
}

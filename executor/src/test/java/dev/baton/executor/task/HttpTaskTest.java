package dev.baton.executor.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.baton.common.id.Incarnation;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.executor.handler.HandlerRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpTaskTest {
  @TempDir private Path dataDir;

  private final RecordingListener listener = new RecordingListener();
  private final AtomicReference<String> seen = new AtomicReference<>();
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private LocalTaskRunner runner;
  private String base;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/echo", exchange -> answer(exchange, 200, "hello\n".getBytes(StandardCharsets.UTF_8)));
    server.createContext("/teapot", exchange -> answer(exchange, 418, new byte[0]));
    server.createContext("/large", exchange -> answer(exchange, 200, new byte[3_000_000]));
    server.createContext("/slow", this::holdOpen);
    server.start();
    base = "http://localhost:" + server.getAddress().getPort();
    runner =
        LocalTaskRunner.open(
            TaskSettings.of(dataDir, new Incarnation("test-1")), new HandlerRegistry());
  }

  @AfterEach
  void close() {
    letGo.countDown();
    runner.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    seen.set(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("X-Note")
            + " "
            + exchange.getRequestHeaders().getFirst("Idempotency-Key")
            + " "
            + exchange.getRequestHeaders().getFirst("Baton-Fencing-Token")
            + " "
            + text);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  /** Sends headers and a first byte, then nothing. */
  private void holdOpen(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write("first\n".getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
    try {
      letGo.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private static Orders http(String method, String url, String body, Map<String, String> headers) {
    return Orders.of(new TaskAction.Http(method, url, SortedMaps.copyOf(headers), body, 200, 299))
        .params(Map.of("city", "西安 & co", "note", "n"))
        .inputs(Map.of("load.rows", "365"));
  }

  private AttemptOutcome run(Orders orders) throws Exception {
    runner.start(orders.order(), listener);
    return listener.outcome();
  }

  @Test
  void aRequestIsFilledInSentAndItsAnswerLogged() throws Exception {
    AttemptOutcome outcome =
        run(
            http(
                "POST",
                base + "/echo?city=${params.city}",
                "{\"rows\": ${inputs.load.rows}}",
                Map.of("X-Note", "${params.note}")));
    assertEquals(Outcome.SUCCEEDED, outcome.outcome(), outcome.message());
    assertEquals(Map.of("status", "200"), outcome.outputs());
    assertEquals("hello\n", listener.log());
    assertEquals(
        "POST /echo?city=%E8%A5%BF%E5%AE%89%20%26%20co n weather/yearly-report/17/extract 5.2"
            + " {\"rows\": 365}",
        seen.get());
  }

  @Test
  void anUnexpectedStatusFails() throws Exception {
    AttemptOutcome outcome = run(http("GET", base + "/teapot", null, Map.of()));
    assertEquals(Outcome.FAILED, outcome.outcome());
    assertEquals("status 418 from " + base + "/teapot, expected 200 to 299", outcome.message());
  }

  @Test
  void aLargeAnswerIsCutVisibly() throws Exception {
    AttemptOutcome outcome = run(http("GET", base + "/large", null, Map.of()));
    assertEquals(Outcome.SUCCEEDED, outcome.outcome());
    assertTrue(listener.logBytes().length < HttpBody.MAX_BODY_BYTES + 200);
    assertTrue(listener.log().contains("response cut here at 1048576 bytes"));
  }

  @Test
  void anAnswerThatHangsIsTimedOut() throws Exception {
    AttemptOutcome outcome =
        run(http("GET", base + "/slow", null, Map.of()).timeout(Duration.ofMillis(300)));
    assertEquals(Outcome.TIMED_OUT, outcome.outcome());
    assertTrue(listener.log().contains("first"));
  }

  @Test
  void aRefusedConnectionSaysWhere() throws Exception {
    server.stop(0);
    AttemptOutcome outcome = run(http("GET", base + "/echo", null, Map.of()));
    assertEquals(Outcome.FAILED, outcome.outcome());
    assertTrue(outcome.message().startsWith("GET " + base + "/echo failed: "), outcome.message());
  }

  @Test
  void aMissingValueIsNamed() throws Exception {
    AttemptOutcome outcome = run(http("GET", base + "/${params.month}", null, Map.of()));
    assertEquals(Outcome.FAILED, outcome.outcome());
    assertTrue(outcome.message().contains("${params.month}"), outcome.message());
    assertTrue(outcome.message().contains("[city, note]"), outcome.message());
  }

  @Test
  void aUrlThatIsNoneIsNotSent() throws Exception {
    AttemptOutcome outcome = run(http("GET", "weather station", null, Map.of()));
    assertEquals(Outcome.FAILED, outcome.outcome());
    assertTrue(outcome.message().contains("can't be made"), outcome.message());
  }
}

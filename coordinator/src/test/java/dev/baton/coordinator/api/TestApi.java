package dev.baton.coordinator.api;

import dev.baton.common.api.ClusterView.CallerRole;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientSettings;
import dev.baton.coordinator.api.auth.Caller;
import dev.baton.coordinator.api.auth.TokenFile;
import dev.baton.coordinator.api.auth.Tokens;
import dev.baton.coordinator.api.event.EventHub;
import dev.baton.coordinator.api.metrics.CoordinatorMetrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A served API over a fake coordinator, and the means to talk to it. */
final class TestApi implements AutoCloseable {
  static final String ADMIN = "admin-token-admin-token";
  static final String OPERATOR = "operator-token-operator";
  static final String VIEWER = "viewer-token-viewer-token";

  /** Short, so that a test that waits for one of them does not wait long. */
  static final ApiSettings.Limits LIMITS =
      new ApiSettings.Limits(100, 10, 32, 4, 8 * 1024, 16 * 1024, 20_000, 3_000, 500, 700);

  final FakeStore store;
  final FakeCoordinator coordinator;
  final EventHub hub;
  final CoordinatorMetrics metrics = new CoordinatorMetrics();
  final ApiServer server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  TestApi() {
    this("coordinator-1", new FakeStore(), LIMITS, EventHub.DEFAULT_RING);
  }

  TestApi(String name, FakeStore store, ApiSettings.Limits limits, int ring) {
    this.store = store;
    this.coordinator = new FakeCoordinator(name, store);
    this.hub = new EventHub(store, ring);
    hub.start();
    this.server =
        ApiServer.start(
            new ApiSettings("127.0.0.1", 0, null, null, false, limits),
            coordinator,
            hub,
            tokens(),
            metrics,
            InstantSource.fixed(Samples.AT),
            "0.1.0");
    coordinator.leaderApi = server.address();
  }

  static Tokens tokens() {
    return new Tokens(
        List.of(
            new TokenFile.Entry(new Caller("ada", CallerRole.ADMIN), ADMIN),
            new TokenFile.Entry(new Caller("olga", CallerRole.OPERATOR), OPERATOR),
            new TokenFile.Entry(new Caller("vito", CallerRole.VIEWER), VIEWER)));
  }

  URI address() {
    return server.address();
  }

  BatonClient client() {
    return BatonClient.of(
        ClientSettings.of(List.of(address()), ADMIN).withPatience(Duration.ofSeconds(5)));
  }

  HttpResponse<String> get(String path) {
    return send("GET", path, ADMIN, null, null);
  }

  HttpResponse<String> post(String path, String json) {
    return send("POST", path, ADMIN, "application/json", json);
  }

  /** {@code path} is everything after the address. */
  HttpResponse<String> send(String method, String path, String token, String type, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    hub.close();
    metrics.close();
    http.shutdownNow();
  }
}

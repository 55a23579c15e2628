package dev.baton.coordinator.api.handler;

import dev.baton.common.api.ApiHeaders;
import dev.baton.coordinator.api.ClusterStatus;
import dev.baton.coordinator.api.CoordinatorService;
import dev.baton.coordinator.api.http.Answer;
import dev.baton.coordinator.api.http.ProblemCode;
import dev.baton.coordinator.api.http.ProblemFailure;
import dev.baton.coordinator.api.http.Request;
import dev.baton.coordinator.api.http.Route;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * Lets the leader do what only the leader can do: works here if this coordinator leads, and passes
 * the request on otherwise. Two coordinators that take each other for the leader do not loop: a
 * request is passed on {@link #MAX_HOPS} times at most.
 */
final class LeaderGate implements AutoCloseable {
  static final int MAX_HOPS = 2;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** What the leader may take beyond its own limit for commands. */
  private static final long SLACK_MS = 3_000;

  private final CoordinatorService service;
  private final HttpClient http;
  private final Duration timeout;

  /**
   * @param peerTls null = the JVM's own trust
   */
  LeaderGate(CoordinatorService service, SSLContext peerTls, long commandMs) {
    this.service = service;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT);
    if (peerTls != null) {
      builder.sslContext(peerTls);
    }
    this.http = builder.build();
    this.timeout = Duration.ofMillis(commandMs + SLACK_MS);
  }

  Route.Handler guard(Route.Handler here) {
    return request -> {
      ClusterStatus status = service.status();
      if (status.leads()) {
        try {
          return here.handle(request);
        } catch (Commands.NotLeader e) {
          status = service.status();
        }
      }
      return passOn(request, status);
    };
  }

  private Answer passOn(Request request, ClusterStatus status) throws InterruptedException {
    URI leader = status.leaderApi();
    if (leader == null || status.leads() || status.self().equals(status.leader())) {
      throw ProblemFailure.of(
          ProblemCode.NO_LEADER,
          "No leader is known at this moment, so nothing was done. Ask again in a second.");
    }
    if (request.hops() >= MAX_HOPS) {
      throw ProblemFailure.of(
          ProblemCode.NO_LEADER,
          "The coordinators do not agree yet on who leads, so nothing was done. Ask again in a"
              + " second.");
    }
    try {
      HttpResponse<byte[]> answer =
          http.send(toLeader(request, leader, status.self()), BodyHandlers.ofByteArray());
      return answerOf(answer);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw ProblemFailure.of(
          ProblemCode.NO_LEADER,
          "The leader "
              + status.leader()
              + " cannot be reached at "
              + leader
              + ", so nothing was done. Ask again in a second; if this lasts, ask another"
              + " coordinator.");
    } catch (IOException e) {
      throw ProblemFailure.of(
          ProblemCode.UNKNOWN_OUTCOME,
          "The leader "
              + status.leader()
              + " took the request and did not answer, so it is not known whether this took"
              + " effect. Ask again; with the same request key nothing happens twice.");
    }
  }

  private HttpRequest toLeader(Request request, URI leader, String self) {
    String base = leader.toString();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(
                URI.create(
                    (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                        + request.target()))
            .timeout(timeout)
            .method(
                request.route().method(),
                request.body().length == 0
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(request.body()))
            .header(ApiHeaders.HOPS, Integer.toString(request.hops() + 1))
            .header(ApiHeaders.ON_BEHALF_OF, request.origin() + " via " + self);
    if (request.authorization() != null) {
      builder.header("Authorization", request.authorization());
    }
    if (request.body().length > 0 && request.contentType() != null) {
      builder.header("Content-Type", request.contentType());
    }
    return builder.build();
  }

  private static Answer answerOf(HttpResponse<byte[]> from) {
    Answer answer =
        Answer.of(
            from.statusCode(),
            from.headers().firstValue("Content-Type").orElse(Answer.JSON),
            from.body());
    for (String name : new String[] {"Location", "Retry-After", "WWW-Authenticate"}) {
      String value = from.headers().firstValue(name).orElse(null);
      if (value != null) {
        answer = answer.with(name, value);
      }
    }
    return answer;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}

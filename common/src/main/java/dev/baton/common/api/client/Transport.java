package dev.baton.common.api.client;

import dev.baton.common.api.ApiJson;
import dev.baton.common.api.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a request to the coordinator that answered last, and to the others in turn when it does not
 * answer or knows no leader. Every request may reach the cluster twice that way: whoever sends one
 * through here makes sure that this changes nothing.
 */
final class Transport implements AutoCloseable {
  static final String PREFIX = "/api/v1";

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final long FIRST_PAUSE_MS = 25;
  private static final long LONGEST_PAUSE_MS = 500;
  private static final int MAX_PROBLEM_TEXT = 300;

  private final ClientSettings settings;
  private final HttpClient http;
  private final JsonMapper json = ApiJson.lenient();

  /** Grows with each failure; its remainder names the server whose turn it is. */
  private final AtomicInteger current = new AtomicInteger();

  Transport(ClientSettings settings) {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT);
    if (settings.tls() != null) {
      builder.sslContext(settings.tls());
    }
    this.http = builder.build();
  }

  /**
   * A request before it is known which coordinator gets it.
   *
   * @param path with its query, after the prefix
   * @param body null = none
   * @param waits how long the answer may wait on purpose, beside the ordinary time-out
   */
  record Call(String method, String path, String contentType, byte[] body, Duration waits) {}

  /** The first answer that is no problem. */
  HttpResponse<byte[]> send(Call call) {
    long deadline = System.nanoTime() + settings.patience().toNanos();
    Map<URI, String> failures = new LinkedHashMap<>();
    long pauseMs = FIRST_PAUSE_MS;
    while (true) {
      Exception last = null;
      ProblemException noLeader = null;
      for (int i = 0; i < settings.servers().size(); i++) {
        int turn = current.get();
        URI server = settings.servers().get(Math.floorMod(turn, settings.servers().size()));
        try {
          HttpResponse<byte[]> answer =
              http.send(request(server, call), BodyHandlers.ofByteArray());
          if (answer.statusCode() < 400) {
            return answer;
          }
          ProblemException problem = new ProblemException(problemOf(answer));
          if (answer.statusCode() != 503) {
            throw problem;
          }
          noLeader = problem;
          failures.put(server, problem.getMessage());
        } catch (IOException e) {
          last = e;
          failures.put(server, reasonOf(e));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new UnreachableException("The call was interrupted.", e);
        }
        current.compareAndSet(turn, turn + 1);
      }
      if (System.nanoTime() + Duration.ofMillis(pauseMs).toNanos() > deadline) {
        if (noLeader != null) {
          throw noLeader;
        }
        throw new UnreachableException(nobodyAnswers(failures), last);
      }
      pause(pauseMs);
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    }
  }

  /** The servers, the one that answered last first. */
  List<URI> serversInTurn() {
    int size = settings.servers().size();
    int first = Math.floorMod(current.get(), size);
    return java.util.stream.IntStream.range(first, first + size)
        .mapToObj(i -> settings.servers().get(i % size))
        .toList();
  }

  HttpClient http() {
    return http;
  }

  JsonMapper json() {
    return json;
  }

  String token() {
    return settings.token();
  }

  private HttpRequest request(URI server, Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(resolve(server, call.path()))
            .timeout(settings.requestTimeout().plus(call.waits()))
            .method(
                call.method(),
                call.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(call.body()));
    if (call.body() != null) {
      request.header("Content-Type", call.contentType());
    }
    if (settings.token() != null) {
      request.header("Authorization", "Bearer " + settings.token());
    }
    return request.build();
  }

  static URI resolve(URI server, String path) {
    String base = server.toString();
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PREFIX + path);
  }

  private Problem problemOf(HttpResponse<byte[]> answer) {
    String path = answer.uri().getRawPath();
    try {
      Problem problem = json.readValue(answer.body(), Problem.class);
      if (problem != null && problem.title() != null && problem.code() != null) {
        return problem;
      }
    } catch (JacksonException e) {
      // Not a coordinator's answer, perhaps a proxy's: what follows says what it said.
    }
    String text = new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8).strip();
    return new Problem(
        "about:blank",
        "HTTP " + answer.statusCode(),
        answer.statusCode(),
        answer.uri().getAuthority()
            + " answered with HTTP "
            + answer.statusCode()
            + " and not as a coordinator does; check the address. It said: "
            + text.substring(0, Math.min(MAX_PROBLEM_TEXT, text.length())),
        path,
        "not-a-coordinator",
        null,
        null);
  }

  private String nobodyAnswers(Map<URI, String> failures) {
    StringBuilder text = new StringBuilder("No coordinator answered within ");
    text.append(Math.max(1, settings.patience().toSeconds())).append(" s:");
    failures.forEach((server, reason) ->
        text.append(' ').append(server).append(": ").append(reason).append(';'));
    text.setCharAt(text.length() - 1, '.');
    return text + " Check the addresses and that a coordinator runs there.";
  }

  static String reasonOf(IOException e) {
    return switch (e) {
      case java.net.http.HttpConnectTimeoutException ignored -> "no connection in time";
      case java.net.http.HttpTimeoutException ignored -> "no answer in time";
      case java.net.ConnectException ignored -> "connection refused";
      case SSLException tls -> reasonOf(tls);
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private static String reasonOf(SSLException e) {
    if (isCausedBy(e, CertificateExpiredException.class)) {
      return "its certificate has expired";
    }
    if (isCausedBy(e, CertificateNotYetValidException.class)) {
      return "its certificate is not valid yet, or this clock is wrong";
    }
    if (isCausedBy(e, CertPathBuilderException.class)
        || isCausedBy(e, CertPathValidatorException.class)) {
      return "its certificate is not signed by one that is trusted here (--tls-ca)";
    }
    return String.valueOf(e.getMessage()).contains("plaintext")
        ? "it does not speak TLS there; write http:// if that is meant"
        : "no TLS connection: " + e.getMessage();
  }

  private static boolean isCausedBy(Throwable fault, Class<? extends Throwable> type) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static void pause(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("The call was interrupted.", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}

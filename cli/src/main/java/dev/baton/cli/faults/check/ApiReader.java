package dev.baton.cli.faults.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plain GET requests, to whichever coordinator answers. Safe for threads. */
final class ApiReader {
  private static final int TRIES = 60;
  private static final long BETWEEN_TRIES_MS = 500;
  private static final int PAGE = 1_000;

  /** Pages of one list; more means that it never ends. */
  private static final int MAX_PAGES = 10_000;

  private final List<URI> servers;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  ApiReader(List<URI> servers, String token) {
    this.servers = List.copyOf(servers);
    this.token = token;
  }

  HttpResponse<String> get(String path) {
    String last = "";
    for (int i = 0; i < TRIES; i++) {
      URI server = servers.get(i % servers.size());
      try {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(URI.create(server + "/api/v1" + path))
                    .header("Authorization", "Bearer " + token)
                    .timeout(Duration.ofSeconds(30))
                    .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() < 400) {
          return answer;
        }
        last = answer.statusCode() + " " + answer.body();
        if (answer.statusCode() < 500) {
          break;
        }
      } catch (IOException e) {
        last = String.valueOf(e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while reading " + path, e);
      }
      pause();
    }
    throw new UncheckedIOException(new IOException(path + " cannot be read: " + last));
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_TRIES_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  JsonNode json(String path) {
    return JsonMapper.shared().readTree(get(path).body());
  }

  /** All items of a list, over its pages. */
  List<JsonNode> all(String path) {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    for (int i = 0; i < MAX_PAGES; i++) {
      String and = path.indexOf('?') < 0 ? "?" : "&";
      JsonNode page =
          json(
              path + and + "limit=" + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + encode(cursor)));
      page.path("items").forEach(items::add);
      cursor = text(page, "nextCursor");
      if (cursor.isEmpty()) {
        return items;
      }
    }
    throw new IllegalStateException(path + " has more than " + MAX_PAGES + " pages");
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Empty where it is missing or null. */
  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isMissingNode() || value.isNull() ? "" : value.asString();
  }

  /** 0 where it is missing or null. */
  static long ms(JsonNode node, String field) {
    String text = text(node, field);
    return text.isEmpty() ? 0 : Instant.parse(text).toEpochMilli();
  }
}

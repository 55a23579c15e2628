package dev.baton.coordinator.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.run.RunStatus;
import dev.baton.coordinator.api.http.Route;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Code;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class OpenApiTest {
  private static final OpenApiFile FILE = new OpenApiFile();
  private static final String V1 = "/api/v1";
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
  void everyRouteIsInTheFileAndTheReverse() {
    Set<String> served = new TreeSet<>();
    for (Route route : api.server.routes()) {
      assertTrue(served.add(nameOf(route)), () -> nameOf(route) + " is served twice");
    }
    assertEquals(FILE.operations().keySet(), served);
  }

  @Test
  void rolesLeadershipAndParametersOfEachRouteAreAsTheFileSays() {
    Map<String, JsonNode> operations = FILE.operations();
    for (Route route : api.server.routes()) {
      String name = nameOf(route);
      JsonNode operation = operations.get(name);
      String role = operation.has("x-baton-role") ? operation.get("x-baton-role").asString() : null;
      assertEquals(
          role, route.role() == null ? null : route.role().name().toLowerCase(Locale.ROOT), name);
      assertEquals(operation.path("x-baton-leader").asBoolean(false), route.leader(), name);
      assertEquals(FILE.parameters(operation, "query"), new TreeSet<>(route.query()), name);
      assertEquals(namesIn(route.path().text()), FILE.parameters(operation, "path"), name);
      assertEquals(operation.has("requestBody"), route.body() != Route.Body.NONE, name);
    }
  }

  @Test
  void answersOfEveryOperationAreAsTheFileSays() {
    List<String> wrong = new ArrayList<>();
    Set<String> tried = new TreeSet<>();
    for (Map.Entry<String, JsonNode> each : FILE.operations().entrySet()) {
      String operation = each.getKey();
      HttpResponse<String> answer = ask(operation, fill(operation), bodyFor(operation));
      check(wrong, operation, answer);
      tried.add(operation);
      boolean notBuilt = each.getValue().get("responses").has("501");
      int expected = notBuilt ? 501 : 200;
      if (answer.statusCode() != expected && answer.statusCode() != 201) {
        wrong.add(operation + " answered " + answer.statusCode() + ": " + answer.body());
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(FILE.operations().keySet(), tried);
  }

  @Test
  void problemsAreAsTheFileSaysToo() {
    List<String> wrong = new ArrayList<>();
    record Case(String operation, String path, String body, int status) {}
    for (Case each :
        List.of(
            new Case("GET /jobs/{namespace}/{name}", "/jobs/no/such", null, 404),
            new Case("GET /jobs", "/jobs?limit=0", null, 400),
            new Case("GET /jobs", "/jobs?cursor=zzz", null, 400),
            new Case("GET /jobs", "/jobs?color=red", null, 400),
            new Case("GET /runs", "/runs?status=DONE", null, 400),
            new Case("GET /runs", "/runs?from=yesterday", null, 400),
            new Case("GET /runs", "/runs?job=weather", null, 400),
            new Case("GET /runs/{run}", "/runs/99999", null, 404),
            new Case("GET /runs/{run}", "/runs/seventeen", null, 404),
            new Case(
                "GET /runs/{run}/tasks/{task}/attempts/{attempt}/log",
                "/runs/17/tasks/extract/attempts/9/log",
                null,
                404),
            new Case(
                "GET /runs/{run}/artifacts/{task}/{artifact}",
                "/runs/17/artifacts/extract/none",
                null,
                404),
            new Case(
                "POST /jobs/{namespace}/{name}/runs", "/jobs/weather/report/runs", "{\"x\":", 400),
            new Case(
                "POST /jobs/{namespace}/{name}/runs",
                "/jobs/weather/report/runs",
                "{\"parms\":{}}",
                400),
            new Case(
                "POST /jobs/{namespace}/{name}/runs",
                "/jobs/weather/report/runs",
                "{\"trigger\":\"SCHEDULE\"}",
                422),
            new Case(
                "POST /jobs/{namespace}/{name}/runs:bulk",
                "/jobs/weather/report/runs:bulk",
                "{\"requestKeys\":[]}",
                422),
            new Case("PUT /jobs/{namespace}/{name}", "/jobs/weather/report", "job: [", 422),
            new Case("PUT /jobs/{namespace}/{name}", "/jobs/weather/other", JobFiles.GOOD, 422),
            new Case("POST /runs/{run}/rerun", "/runs/17/rerun", "{\"mode\":\"TASK\"}", 422),
            new Case("GET /incidents", "/incidents?kind=BAD_LUCK", null, 400),
            new Case("GET /incidents/{incident}", "/incidents/99", null, 404),
            new Case("GET /incidents/{incident}", "/incidents/first", null, 404),
            new Case(
                "GET /incidents/{incident}/attempts",
                "/incidents/1/attempts?cursor=aW5jaWRlbnQtYXR0ZW1wdHM6eA",
                null,
                400),
            new Case("POST /incidents/{incident}/approve", "/incidents/1/approve", "{}", 422),
            new Case("GET /events", "/events?from=999999", null, 410))) {
      HttpResponse<String> answer = ask(each.operation(), each.path(), each.body());
      if (answer.statusCode() != each.status()) {
        wrong.add(each + " answered " + answer.statusCode() + ": " + answer.body());
      }
      check(wrong, each.operation(), answer);
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void everyReasonOfTheCoreToRejectIsAProblem() {
    Map<Code, Integer> expected = new TreeMap<>();
    expected.put(Code.NOT_LEADER, 503);
    expected.put(Code.NOT_FOUND, 404);
    expected.put(Code.CONFLICT, 409);
    expected.put(Code.INVALID, 422);
    expected.put(Code.LIMIT, 429);
    expected.put(Code.UNKNOWN, 503);
    List<String> wrong = new ArrayList<>();
    try (TestApi own = new TestApi()) {
      for (Code code : Code.values()) {
        own.coordinator.core = command -> new CommandResult.Rejected(code, "because of " + code);
        HttpResponse<String> answer = own.post(V1 + "/runs/17/cancel", "{}");
        assertEquals(expected.get(code), answer.statusCode(), answer.body());
        check(wrong, "POST /runs/{run}/cancel", answer);
        assertEquals(
            answer.statusCode() == 429 || answer.statusCode() == 503,
            answer.headers().firstValue("Retry-After").isPresent());
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void aWrongAnswerIsFound() {
    JsonNode run =
        JsonMapper.builder()
            .build()
            .readTree(api.get(V1 + "/runs?limit=1").body().replace("\"FAILED\"", "\"ALMOST\""))
            .get("items")
            .get(0);
    assertFalse(FILE.validate("Run", run).isEmpty());
    assertEquals(
        1,
        api.store
            .runs(
                new dev.baton.coordinator.store.ReadStore.RunFilter(
                    null, Set.of(RunStatus.FAILED), null, null),
                null,
                10)
            .size());
  }

  @Test
  void eventsOfEveryTypeAreAsTheFileSays() {
    HttpResponse<String> answer = api.get(V1 + "/events?from=1&limit=100");
    assertEquals(200, answer.statusCode());
    JsonNode items = JsonMapper.builder().build().readTree(answer.body()).get("items");
    assertEquals(15, items.size());
    for (JsonNode event : items) {
      assertEquals(List.of(), FILE.validate("Event", event), event::toString);
    }
  }

  private static void check(List<String> wrong, String operation, HttpResponse<String> answer) {
    for (String problem :
        FILE.check(
            operation,
            answer.statusCode(),
            answer.headers().firstValue("Content-Type").orElse("none"),
            answer.body())) {
      wrong.add(operation + " " + answer.statusCode() + ": " + problem + " in " + answer.body());
    }
  }

  private static HttpResponse<String> ask(String operation, String path, String body) {
    String method = operation.substring(0, operation.indexOf(' '));
    boolean jobFile = method.equals("PUT") || path.equals("/jobs:validate");
    return api.send(
        method,
        V1 + path,
        TestApi.ADMIN,
        body == null ? null : jobFile ? "application/yaml" : "application/json",
        body);
  }

  private static String fill(String operation) {
    return operation
        .substring(operation.indexOf(' ') + 1)
        .replace("{namespace}", "weather")
        .replace("{name}", "report")
        .replace("{run}", "17")
        .replace("{task}", "extract")
        .replace("{attempt}", "1")
        .replace("{artifact}", "rows%20a.csv")
        .replace("{incident}", "1")
        .replace("{executor}", "executor-1");
  }

  private static String bodyFor(String operation) {
    return switch (operation) {
      case "PUT /jobs/{namespace}/{name}", "POST /jobs:validate" -> JobFiles.GOOD;
      case "POST /jobs/{namespace}/{name}/runs:bulk" -> "{\"requestKeys\":[\"a\",\"key-17\"]}";
      case "POST /runs/{run}/rerun" -> "{\"mode\":\"FROM_FAILED\"}";
      case "POST /runs/{run}/tasks/{task}/decide" -> "{\"decision\":\"RERUN\"}";
      case "POST /incidents/{incident}/approve" -> "{\"action\":\"rerun-held\"}";
      default -> operation.startsWith("POST") ? "{}" : null;
    };
  }

  private static String nameOf(Route route) {
    return route.method() + " " + route.path().text();
  }

  private static Set<String> namesIn(String template) {
    Set<String> names = new TreeSet<>();
    for (String segment : template.split("/")) {
      if (segment.startsWith("{")) {
        names.add(segment.substring(1, segment.length() - 1));
      }
    }
    return names;
  }
}

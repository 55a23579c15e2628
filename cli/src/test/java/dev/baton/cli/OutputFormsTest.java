package dev.baton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.cli.client.ExitCodes;
import dev.baton.common.api.client.BatonClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Each verb in each form, and runs that are followed, against a real cluster. */
@Timeout(180)
class OutputFormsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private static Path folder;
  private static RealCluster cluster;
  private static Path file;

  @BeforeAll
  static void start() throws Exception {
    cluster = new RealCluster(folder);
    cluster.addExecutor("e1", "default");
    file =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            job: demo/forms
            schedules: [{cron: "0 0 4 * * ?"}]
            tasks:
              - {name: first, shell: 'echo one; echo 1 > "$BATON_ARTIFACTS/one.txt"'}
              - {name: second, shell: echo two, after: [first]}
            """);
    assertEquals(0, cluster.baton("job", "apply", "-f", file.toString()).code());
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @Test
  void aRunIsStartedAwaitedAndFollowedInOneCommand() {
    Spoken waited = cluster.baton("run", "trigger", "demo/forms", "--wait", "--follow");
    assertEquals(ExitCodes.OK, waited.code(), waited.err());
    assertTrue(waited.out().startsWith("first | one\nsecond | two\nRun "), waited.out());
    assertTrue(waited.out().contains("SUCCEEDED"), waited.out());
    assertTrue(waited.err().matches("Run \\d+ was accepted.\n"), waited.err());
  }

  @Test
  void everyVerbSpeaksTablesJsonAndYaml() {
    Spoken ended = cluster.baton("run", "trigger", "demo/forms", "--wait", "-o", "json");
    assertEquals(ExitCodes.OK, ended.code(), ended.err());
    String run = Long.toString(JSON.readTree(ended.out()).get("run").get("id").asLong());
    String path = file.toString();
    for (List<String> verb :
        List.of(
            List.of("job", "apply", "-f", path),
            List.of("job", "validate", path),
            List.of("job", "list"),
            List.of("job", "get", "demo/forms"),
            List.of("job", "get", "demo/forms", "--versions"),
            List.of("job", "next", "demo/forms"),
            List.of("job", "pause", "demo/forms"),
            List.of("job", "resume", "demo/forms"),
            List.of("run", "trigger", "demo/forms", "--request-key", "the-same"),
            List.of("run", "list"),
            List.of("run", "get", run),
            List.of("run", "explain", run),
            List.of("run", "rerun", run, "--mode", "ALL", "--preview"),
            List.of("run", "rerun", run, "--mode", "ALL", "--request-key", "the-same-again"),
            List.of("run", "artifacts", run),
            List.of("executor", "list"),
            List.of("executor", "cordon", "e1", "--reason", "for the test"),
            List.of("executor", "uncordon", "e1"),
            List.of("cluster", "status"),
            List.of("cluster", "events"))) {
      assertForms(verb);
    }
  }

  private static void assertForms(List<String> verb) {
    Spoken table = inForm(verb, "table");
    assertEquals(ExitCodes.OK, table.code(), verb + ": " + table.err());
    assertFalse(table.out().isBlank(), verb.toString());
    Spoken json = inForm(verb, "json");
    Spoken yaml = inForm(verb, "yaml");
    JsonNode fromJson = JSON.readTree(json.out());
    JsonNode fromYaml = new YAMLMapper().readTree(yaml.out());
    assertTrue(fromJson.isContainer() && !fromJson.isEmpty(), verb + ": " + json.out());
    assertEquals(fromJson.getNodeType(), fromYaml.getNodeType(), verb.toString());
    assertEquals(
        fromJson.isObject() ? fromJson.propertyNames() : fromJson.get(0).propertyNames(),
        fromYaml.isObject() ? fromYaml.propertyNames() : fromYaml.get(0).propertyNames(),
        verb.toString());
  }

  private static Spoken inForm(List<String> verb, String form) {
    List<String> words = new ArrayList<>(verb);
    words.add("--output");
    words.add(form);
    return cluster.baton(words.toArray(String[]::new));
  }

  @Test
  void logsAreFollowedOverALeaderChangeWithoutGapOrRepetition() throws Exception {
    Path gate = folder.resolve("gate");
    Path job =
        Files.writeString(
            folder.resolve("long.yaml"),
            "job: demo/long\ntasks:\n  - name: a\n    shell: 'echo before; while [ ! -e "
                + gate
                + " ]; do sleep 0.1; done; echo after'\n");
    assertEquals(0, cluster.baton("job", "apply", "-f", job.toString()).code());
    Spoken triggered = cluster.baton("run", "trigger", "demo/long", "-o", "json");
    long run = JSON.readTree(triggered.out()).get("run").asLong();
    long epoch;
    try (BatonClient client = cluster.client()) {
      epoch = client.cluster().epoch();
      while (client.log(run, "a", 1, 0, 100, 1_000).bytes().length == 0) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    CompletableFuture<Spoken> following =
        CompletableFuture.supplyAsync(() -> cluster.baton("run", "logs", Long.toString(run), "-f"));
    CompletableFuture<Spoken> waiting =
        CompletableFuture.supplyAsync(() ->
            cluster.baton("run", "trigger", "demo/forms", "--request-key", "over", "--follow"));
    cluster.changeLeader();
    Files.createFile(gate);
    assertEquals(new Spoken(0, "a | before\na | after\n", ""), following.get(90, TimeUnit.SECONDS));
    assertEquals(ExitCodes.OK, waiting.get(90, TimeUnit.SECONDS).code());
    try (BatonClient client = cluster.client()) {
      assertTrue(client.cluster().epoch() > epoch);
    }
  }
}

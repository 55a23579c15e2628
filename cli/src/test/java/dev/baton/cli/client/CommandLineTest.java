package dev.baton.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.cli.BatonMain;
import dev.baton.common.id.RunId;
import dev.baton.common.run.RunStatus;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Code;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import dev.baton.coordinator.core.command.CommandResult.RunAccepted;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

@Timeout(120)
final class CommandLineTest {
  @TempDir private static Path store;
  private static ServedCluster cluster;
  @TempDir private Path folder;
  private Path tokenFile;

  /** What a command said and how it ended. */
  private record Ended(int code, String out, String err) {}

  @BeforeAll
  static void serve() {
    cluster = new ServedCluster(store, RunStatus.FAILED);
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  @BeforeEach
  void ask() throws IOException {
    cluster.core = command -> new Rejected(Code.INVALID, "The test did not expect " + command);
    tokenFile = Files.writeString(folder.resolve("token"), ServedCluster.TOKEN + "\n");
  }

  private Ended baton(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(
        List.of(
            "--server",
            cluster.address().toString(),
            "--token-file",
            tokenFile.toString(),
            "--patience",
            "1"));
    return bare(all.toArray(String[]::new));
  }

  private static Ended bare(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = BatonMain.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int code = line.execute(words);
    return new Ended(code, out.toString(), err.toString());
  }

  @Test
  void listsComeAsTablesAsJsonAndAsYaml() {
    Ended table = baton("run", "list");
    assertEquals(ExitCodes.OK, table.code(), table.err());
    assertTrue(table.out().startsWith("RUN  JOB "), table.out());
    assertTrue(table.out().contains("demo/two-steps"), table.out());
    JsonNode json = JsonMapper.builder().build().readTree(baton("run", "list", "-o", "json").out());
    assertEquals("FAILED", json.get(0).get("status").asString());
    JsonNode yaml = new YAMLMapper().readTree(baton("run", "list", "--output", "yaml").out());
    assertEquals(json, yaml);
  }

  @Test
  void aRunIsShownWithItsTasks() {
    Ended shown = baton("run", "get", "1");
    assertTrue(shown.out().startsWith("Run 1 of demo/two-steps (version 1): FAILED"), shown.out());
    assertTrue(shown.out().contains("executor-1"), shown.out());
  }

  @Test
  void waitingForAFailedRunEndsWithOneAndFollowsItsLogs() {
    cluster.core = command -> new RunAccepted(new RunId(1), true);
    Ended waited = baton("run", "trigger", "demo/two-steps", "--param", "a=b", "--follow");
    assertEquals(ExitCodes.RUN_FAILED, waited.code(), waited.err());
    assertTrue(
        waited.out().startsWith("first | one\nsecond | two\nsecond | three\n"), waited.out());
  }

  @Test
  void aTriggerCarriesItsKeyAndParameters() {
    List<Command.TriggerRun> asked = new ArrayList<>();
    cluster.core =
        command -> {
          asked.add((Command.TriggerRun) command);
          return new RunAccepted(new RunId(2), true);
        };
    Ended triggered =
        baton("run", "trigger", "demo/two-steps", "-p", "a=b=c", "--request-key", "mine");
    assertEquals(ExitCodes.OK, triggered.code(), triggered.err());
    assertEquals("Run 2 was accepted.\n", triggered.out());
    assertEquals("mine", asked.getFirst().requestKey());
    assertEquals("b=c", asked.getFirst().params().get("a"));
    assertEquals("ada", asked.getFirst().actor().name());
  }

  @Test
  void aRerunIsPreviewedAndNothingIsDone() {
    cluster.core =
        command -> {
          throw new AssertionError("nothing may be asked of the core");
        };
    Ended plan = baton("run", "rerun", "1", "--preview");
    assertEquals(ExitCodes.OK, plan.code(), plan.err());
    assertTrue(plan.out().contains("first   KEEP    run 1, attempt 1"), plan.out());
    assertTrue(plan.out().contains("second  RUN"), plan.out());
  }

  @Test
  void logsOfOneTaskAlone() {
    assertEquals(
        "second | two\nsecond | three\n", baton("run", "logs", "1", "--task", "second").out());
    Ended wrong = baton("run", "logs", "1", "--task", "third");
    assertEquals(ExitCodes.USAGE, wrong.code());
    assertTrue(wrong.err().contains("has no task 'third'"), wrong.err());
  }

  @Test
  void artifactsAreSavedByTask() throws IOException {
    Path into = folder.resolve("saved");
    Ended saved = baton("run", "artifacts", "1", "--save", into.toString());
    assertEquals(ExitCodes.OK, saved.code(), saved.err());
    assertEquals("result", Files.readString(into.resolve("second").resolve("out.txt")));
  }

  @Test
  void nothingIsAppliedWhileOneFileIsWrong() throws IOException {
    cluster.core =
        command -> {
          throw new AssertionError("nothing may be stored");
        };
    Path good = Files.writeString(folder.resolve("good.yaml"), ServedCluster.FILE);
    Path wrong =
        Files.writeString(
            folder.resolve("wrong.yaml"),
            "job: demo/wrong\ntasks:\n  - name: a\n    after: [b]\n    shell: echo\n");
    Ended applied = baton("job", "apply", "-f", good.toString(), "-f", wrong.toString());
    assertEquals(ExitCodes.REFUSED, applied.code());
    assertTrue(applied.err().contains("wrong.yaml: line 4"), applied.err());
    assertTrue(applied.err().contains("no job was changed"), applied.err());
  }

  @Test
  void filesAreAppliedAndValidated() throws IOException {
    cluster.core =
        command -> new CommandResult.JobStored(((Command.PutJob) command).spec().key(), 2, true);
    Path file = Files.writeString(folder.resolve("job.yaml"), ServedCluster.FILE);
    assertEquals(
        "demo/two-steps stands in version 2.\n",
        baton("job", "apply", "-f", file.toString()).out());
    assertTrue(baton("job", "validate", file.toString()).out().contains("with 2 tasks"));
    assertEquals(ServedCluster.FILE, baton("job", "get", "demo/two-steps").out());
  }

  @Test
  void aMissingFileAndAnEnormousOneAreNamed() throws IOException {
    Ended missing = baton("job", "apply", "-f", folder.resolve("none.yaml").toString());
    assertEquals(ExitCodes.USAGE, missing.code());
    assertTrue(missing.err().contains("There is no file"), missing.err());
    Path huge = folder.resolve("huge.yaml");
    try (var file = new java.io.RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(50L * 1024 * 1024);
    }
    Ended large = baton("job", "apply", "-f", huge.toString());
    assertEquals(ExitCodes.USAGE, large.code());
    assertTrue(large.err().contains("larger than"), large.err());
  }

  @Test
  void whatTheCoordinatorRefusesIsSaidInItsWords() {
    cluster.core = command -> new Rejected(Code.CONFLICT, "Run 1 has ended.");
    Ended refused = baton("run", "cancel", "1");
    assertEquals(ExitCodes.REFUSED, refused.code());
    assertEquals("baton: Run 1 has ended.\n", refused.err());
    Ended missing = baton("job", "get", "demo/none");
    assertEquals(ExitCodes.REFUSED, missing.code());
    assertEquals("baton: There is no job demo/none.\n", missing.err());
  }

  @Test
  void anUnknownOutcomeAndARefusedTokenHaveCodesOfTheirOwn() throws IOException {
    cluster.core = command -> new Rejected(Code.UNKNOWN, "Nobody knows.");
    assertEquals(ExitCodes.UNKNOWN_OUTCOME, baton("run", "cancel", "1").code());
    Files.writeString(tokenFile, "not-the-token-at-all\n");
    Ended refused = baton("run", "list");
    assertEquals(ExitCodes.NOT_ALLOWED, refused.code());
    assertFalse(refused.err().contains("Exception"), refused.err());
  }

  @Test
  void aClusterThatIsNotThereIsNamedWithoutAStackTrace() {
    Ended nobody = bare("cluster", "status", "--server", "http://127.0.0.1:1", "--patience", "1");
    assertEquals(ExitCodes.UNREACHABLE, nobody.code());
    assertEquals(1, nobody.err().lines().count(), nobody.err());
    Ended unknown = bare("cluster", "status", "--data-dir", folder.resolve("nowhere").toString());
    assertEquals(
        System.getenv(ConnectionOptions.SERVER_VARIABLE) == null
            ? ExitCodes.USAGE
            : ExitCodes.UNREACHABLE,
        unknown.code());
  }

  @Test
  void aWrongCommandLineSaysWhereHelpIs() {
    Ended wrong = bare("run", "lst");
    assertEquals(ExitCodes.USAGE, wrong.code());
    assertEquals(
        "baton: 'baton run' knows no command 'lst'; did you mean 'list'?\nTry 'baton run --help'.\n",
        wrong.err());
    assertEquals(ExitCodes.USAGE, baton("run", "trigger", "no-slash").code());
    assertEquals(ExitCodes.USAGE, baton("run", "list", "--from", "soon").code());
    assertEquals(ExitCodes.OK, bare("--help").code());
    assertTrue(bare("run", "list", "--outptu", "json").err().contains("did you mean '--output'?"));
    assertTrue(bare("rnu", "list").err().contains("did you mean 'run'?"));
    assertTrue(bare("run", "list", "--output", "xml").err().contains("[TABLE, JSON, YAML]"));
    assertTrue(bare("run", "get", "abc").err().contains("'abc' is no whole number"));
    assertEquals(
        "baton: --limit must be 1 or more, was -5.\n", baton("run", "list", "--limit", "-5").err());
  }

  @Test
  void addressesTokensAndCertificatesThatCannotBeUsedAreNamed() throws IOException {
    Ended port = bare("run", "list", "--server", "localhost:99999");
    assertEquals(ExitCodes.USAGE, port.code());
    assertTrue(port.err().contains("names a port above 65535"), port.err());
    Ended odd = bare("run", "list", "--server", "http://%%");
    assertEquals(ExitCodes.USAGE, odd.code(), odd.err());
    Path missing = folder.resolve("missing");
    Ended token =
        bare("run", "list", "--server", "http://127.0.0.1:1", "--token-file", missing.toString());
    assertEquals(ExitCodes.USAGE, token.code());
    assertTrue(token.err().contains("there is no " + missing), token.err());
    Path noCertificate = Files.writeString(folder.resolve("ca.pem"), "nothing of the kind");
    Ended trust =
        bare(
            "run",
            "list",
            "--server",
            "https://127.0.0.1:1",
            "--token-file",
            tokenFile.toString(),
            "--tls-ca",
            noCertificate.toString());
    assertEquals(ExitCodes.USAGE, trust.code());
    assertTrue(trust.err().contains("--tls-ca takes"), trust.err());
    assertEquals(1, trust.err().lines().count(), trust.err());
    Ended plain =
        bare(
            "run",
            "list",
            "--server",
            cluster.address().toString().replace("http:", "https:"),
            "--token-file",
            tokenFile.toString(),
            "--patience",
            "1");
    assertEquals(ExitCodes.UNREACHABLE, plain.code());
    assertTrue(plain.err().contains("it does not speak TLS there"), plain.err());
  }

  @Test
  void withMachineFormsTheAnswerStandsAloneAndTheLogsGoBeside() {
    cluster.core = command -> new RunAccepted(new RunId(1), true);
    Ended waited =
        baton("run", "trigger", "demo/two-steps", "--wait", "--follow", "--output", "json");
    assertEquals(ExitCodes.RUN_FAILED, waited.code(), waited.err());
    JsonNode run = JsonMapper.builder().build().readTree(waited.out());
    assertEquals("FAILED", run.get("run").get("status").asString());
    assertTrue(waited.err().contains("second | three"), waited.err());
    assertEquals(
        """
        {"task":"second","attempt":1,"text":"two"}
        {"task":"second","attempt":1,"text":"three"}
        """,
        baton("run", "logs", "1", "--task", "second", "-o", "json").out());
    JsonNode yaml = new YAMLMapper().readTree(baton("run", "logs", "1", "-o", "yaml").out());
    assertEquals(3, yaml.size());
    assertEquals("three", yaml.get(2).get("text").asString());
  }

  @Test
  void aFaultOfTheProgramIsOneSentence() {
    CommandLine line = BatonMain.commandLine();
    StringWriter err = new StringWriter();
    line.setErr(new PrintWriter(err, true));
    int code =
        new ClientErrors().handleExecutionException(new IllegalStateException("odd"), line, null);
    assertEquals(ExitCodes.FAULT, code);
    assertTrue(err.toString().startsWith("baton: this should not happen:"), err.toString());
    assertFalse(err.toString().contains("\tat "), err.toString());
  }
}

package dev.baton.executor.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.executor.guard.GuardMode;
import dev.baton.executor.link.HostAndPort;
import dev.baton.executor.start.ExecutorCommand.Parsed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorCommandTest {
  private static final HostAndPort C1 = new HostAndPort("c1", 7420);

  @TempDir Path directory;

  @Test
  void optionsAreReadAsTheyAreWritten() throws Exception {
    Path token = Files.writeString(directory.resolve("token"), " secret \n");
    Parsed.Run run =
        run(
            Map.of(),
            "--name=e1",
            "--group=etl",
            "--label=disk=ssd,zone=a",
            "--label=gpu=no",
            "--slots=7",
            "--data-dir=" + directory,
            "--coordinators=c1:7420,[::1]:7421",
            "--zookeeper=z1:2181/team",
            "--token-file=" + token,
            "--drain=5",
            "--guard-mode=marker",
            "--forked-jvm-options=-Xmx64m,-ea");
    ExecutorOptions options = run.options();
    assertEquals("e1", options.name().value());
    assertEquals("etl", options.group());
    assertEquals(Map.of("disk", "ssd", "zone", "a", "gpu", "no"), options.labels());
    assertEquals(7, options.slots());
    assertEquals(directory, options.dataDir());
    assertEquals(directory.resolve("handlers"), options.handlersDir());
    assertEquals(List.of(C1, new HostAndPort("::1", 7421)), options.coordinators());
    assertEquals("z1:2181/team", options.zookeeper());
    assertEquals("secret", options.token());
    assertEquals(GuardMode.MARKER, options.guardMode());
    assertEquals(List.of("-Xmx64m", "-ea"), options.forkedJvmOptions());
    assertEquals(5, run.drainSeconds());
    assertFalse(options.toString().contains("secret"));
  }

  @Test
  void withoutANameTheHostsIsTaken() throws Exception {
    ExecutorOptions options = run(Map.of(), "--coordinators=c1:7420").options();
    assertEquals(HostName.get(), options.name().value());
    assertEquals("default", options.group());
    assertEquals(30, run(Map.of(), "--coordinators=c1:7420").drainSeconds());
    assertTrue(options.dataDir().endsWith(Path.of("executors", HostName.get())));
  }

  @Test
  void theCommandLineCountsBeforeTheEnvironmentAndThatBeforeTheFile() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("executor.properties"),
            "name=of-file\ngroup=of-file\nslots=3\ncoordinators=c1:7420\nlabels=a=b,c=d\n");
    Map<String, String> environment =
        Map.of("BATON_EXECUTOR_NAME", "of-environment", "BATON_EXECUTOR_GROUP", "of-environment");
    ExecutorOptions options =
        run(environment, "--config", file.toString(), "--name", "of-line").options();
    assertEquals("of-line", options.name().value());
    assertEquals("of-environment", options.group());
    assertEquals(3, options.slots());
    assertEquals(List.of(C1), options.coordinators());
    assertEquals(Map.of("a", "b", "c", "d"), options.labels());
  }

  @Test
  void settingsMayStandInYaml() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("executor.yaml"),
            "name: e1\nlabels: {disk: ssd, cores: 8}\ncoordinators:\n  - c1:7420\nslots: 3\n");
    ExecutorOptions options = run(Map.of("BATON_EXECUTOR_CONFIG", file.toString())).options();
    assertEquals("e1", options.name().value());
    assertEquals(Map.of("disk", "ssd", "cores", "8"), options.labels());
    assertEquals(List.of(C1), options.coordinators());
    assertEquals(3, options.slots());
  }

  @Test
  void wrongUsageIsExplained() throws Exception {
    Path unknown = Files.writeString(directory.resolve("a.properties"), "slotz=3\n");
    Path noYaml = Files.writeString(directory.resolve("a.yaml"), "name: [\n");
    Path empty = Files.writeString(directory.resolve("empty"), "\n");
    assertSays(ExitCode.USAGE, "no coordinator is named");
    assertSays(ExitCode.USAGE, "host:port", "--coordinators=c1");
    assertSays(ExitCode.USAGE, "not a name", "--coordinators=c1:1", "--name=a b");
    assertSays(ExitCode.USAGE, "value of label disk", "--coordinators=c1:1", "--label=disk=!");
    assertSays(ExitCode.USAGE, "--label", "--coordinators=c1:1", "--label=disk");
    assertSays(ExitCode.USAGE, "1 to 1000", "--coordinators=c1:1", "--slots=0");
    assertSays(ExitCode.USAGE, "--slots", "--coordinators=c1:1", "--slots=many");
    assertSays(ExitCode.USAGE, "--colour", "--coordinators=c1:1", "--colour=red");
    assertSays(ExitCode.USAGE, "namespace", "--coordinators=c1:1", "--guard-mode=none");
    assertSays(ExitCode.USAGE, "--drain takes", "--coordinators=c1:1", "--drain=-1");
    assertSays(ExitCode.USAGE, "go together", "--coordinators=c1:1", "--tls-key=k");
    assertSays(ExitCode.USAGE, "[slotz]", "--config=" + unknown);
    assertSays(ExitCode.USAGE, noYaml.toString(), "--config=" + noYaml);
    assertSays(ExitCode.USAGE, "absent", "--config=absent.yaml");
    assertSays(
        ExitCode.CREDENTIALS, "cannot be read", "--coordinators=c1:1", "--token-file=absent");
    assertSays(
        ExitCode.CREDENTIALS, "0 characters", "--coordinators=c1:1", "--token-file=" + empty);
    assertSays(ExitCode.CREDENTIALS, "TLS", "--coordinators=c1:1", "--tls-ca=" + empty);
  }

  @Test
  void helpAndVersionAreShown() throws Exception {
    Parsed help = ExecutorCommand.parse(List.of("--help"), Map.of(), "1.2");
    assertTrue(assertInstanceOf(Parsed.Text.class, help).text().contains("--data-dir"));
    Parsed version = ExecutorCommand.parse(List.of("--version"), Map.of(), "1.2");
    assertEquals("baton-executor 1.2\n", assertInstanceOf(Parsed.Text.class, version).text());
  }

  private static Parsed.Run run(Map<String, String> environment, String... arguments)
      throws StartException {
    return assertInstanceOf(
        Parsed.Run.class, ExecutorCommand.parse(List.of(arguments), environment, "1"));
  }

  private static void assertSays(ExitCode code, String text, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    StartException e =
        assertThrows(StartException.class, () -> ExecutorCommand.parse(all, Map.of(), "1"), text);
    assertEquals(code, e.exitCode(), e.getMessage());
    assertTrue(e.getMessage().contains(text), e.getMessage());
  }
}

package dev.baton.executor.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.Incarnation;
import dev.baton.common.job.TaskAction;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.executor.handler.HandlerRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a process task is told, and what is made of what it leaves. */
@EnabledOnOs(OS.LINUX)
class ProcessTaskTest {
  @TempDir private static Path dataDir;
  private static LocalTaskRunner runner;

  private final RecordingListener listener = new RecordingListener();

  @BeforeAll
  static void open() {
    runner =
        LocalTaskRunner.open(
            TaskSettings.of(dataDir, new Incarnation("test-1")), new HandlerRegistry());
  }

  @AfterAll
  static void close() {
    runner.close();
  }

  private AttemptOutcome run(Orders orders) throws Exception {
    runner.start(orders.order(), listener);
    return listener.outcome();
  }

  @Test
  void exitCodeZeroIsSuccess() throws Exception {
    AttemptOutcome outcome = run(Orders.shell("echo out; echo err >&2; echo out again"));
    assertEquals(Outcome.SUCCEEDED, outcome.outcome());
    assertEquals(0, outcome.exitCode());
    assertEquals("out\nerr\nout again\n", listener.log());
    assertTrue(listener.hasStarted());
  }

  @Test
  void anotherExitCodeIsFailureAndShowsTheLastLine() throws Exception {
    AttemptOutcome outcome = run(Orders.shell("echo fine; echo 'no such table' >&2; exit 3"));
    assertEquals(Outcome.FAILED, outcome.outcome());
    assertEquals(3, outcome.exitCode());
    assertEquals("exit code 3: no such table", outcome.message());
  }

  @Test
  void anEndBySignalIsNamed() throws Exception {
    AttemptOutcome outcome = run(Orders.shell("kill -SEGV $$"));
    assertEquals(139, outcome.exitCode());
    assertTrue(outcome.message().contains("SIGSEGV"), outcome.message());
  }

  @Test
  void aCommandIsRunWithoutAShell() throws Exception {
    run(Orders.of(new TaskAction.Command(List.of("echo", "$HOME", "a  b", "it's", "报告"))));
    assertEquals("$HOME a  b it's 报告\n", listener.log());
  }

  @Test
  void aScriptGoesToItsInterpreter() throws Exception {
    AttemptOutcome outcome =
        run(Orders.of(new TaskAction.Script(List.of("sh", "-e"), "echo one\nfalse\necho two")));
    assertEquals(Outcome.FAILED, outcome.outcome());
    assertTrue(listener.log().startsWith("one\n"));
    assertFalse(listener.log().contains("two"));
  }

  @Test
  void aMissingInterpreterIsNamedAndNothingIsStarted() throws Exception {
    AttemptOutcome outcome =
        run(Orders.of(new TaskAction.Script(List.of("cobol-2026"), "DISPLAY 1.")));
    assertEquals(Outcome.FAILED, outcome.outcome());
    assertNull(outcome.startedAt());
    assertFalse(listener.hasStarted());
    assertTrue(outcome.message().contains("'cobol-2026' is not on this executor"));
    assertTrue(outcome.message().contains("Install it there"));
  }

  @Test
  void theEnvironmentSaysWhatTheTaskRunsFor() throws Exception {
    Orders orders =
        Orders.shell(
                "env | grep '^BATON' | grep -v GUARD | sort; cat $BATON_INPUTS; echo;"
                    + " cat $BATON_PARAMS")
            .params(Map.of("year", "2015", "out-dir", "a 'b'\n\"c\" $d `e` \\"))
            .inputs(Map.of("load.rows", "365", "load.文件", "天气"));
    run(orders);
    String log = listener.log();
    assertTrue(log.contains("BATON_JOB=weather/yearly-report\n"), log);
    assertTrue(log.contains("BATON_RUN=" + orders.order().attempt().run() + "\n"));
    assertTrue(log.contains("BATON_TASK=extract\n"));
    assertTrue(log.contains("BATON_ATTEMPT=2\n"));
    assertTrue(log.contains("BATON_TOKEN=5.2\n"));
    assertTrue(log.contains("BATON_IDEMPOTENCY_KEY=weather/yearly-report/17/extract\n"));
    assertTrue(log.contains("BATON_FIRE_TIME=2026-03-01T04:05:06Z\n"));
    assertTrue(log.contains("BATON_FIRE_EPOCH_MS=1772337906000\n"));
    assertTrue(log.contains("BATON_PARAM_YEAR=2015\n"));
    assertTrue(log.contains("BATON_PARAM_OUT_DIR=a 'b'\n"));
    assertTrue(log.contains("BATON_INPUT_LOAD_ROWS=365\n"));
    assertTrue(log.contains("{\"load.rows\":\"365\",\"load.文件\":\"天气\"}"));
    assertTrue(log.contains("\"out-dir\":\"a 'b'\\n\\\"c\\\" $d `e` \\\\\""), log);
  }

  @Test
  void aValueTooLargeForAnEnvironmentIsInTheFileAndTheLogSaysSo() throws Exception {
    String large = "x".repeat(300_000);
    AttemptOutcome outcome =
        run(
            Orders.shell("wc -c < $BATON_PARAMS; test -z \"$BATON_PARAM_BIG\"")
                .params(Map.of("big", large)));
    assertEquals(Outcome.SUCCEEDED, outcome.outcome(), outcome.message());
    assertTrue(listener.log().contains("BATON_PARAM_BIG is not set for 'big'"));
    assertTrue(listener.log().contains("300010"));
  }

  @Test
  void outputsAreReadFromLines() throws Exception {
    AttemptOutcome outcome =
        run(Orders.shell("echo rows=365 >> $BATON_OUTPUT; echo 'note= a=b' >> $BATON_OUTPUT"));
    assertEquals(Map.of("rows", "365", "note", " a=b"), outcome.outputs());
  }

  @Test
  void outputsAreReadFromAJsonObject() throws Exception {
    AttemptOutcome outcome =
        run(Orders.shell("echo '{\"rows\": 365, \"of\": \"天气\", \"a\": [1]}' > $BATON_OUTPUT"));
    assertEquals(Map.of("rows", "365", "of", "天气", "a", "[1]"), outcome.outputs());
  }

  @Test
  void outputsBeyondTheLimitFailTheTask() throws Exception {
    AttemptOutcome outcome =
        run(Orders.shell("echo x=$(head -c 70000 /dev/zero | tr '\\0' y) > $BATON_OUTPUT"));
    assertEquals(Outcome.FAILED, outcome.outcome());
    assertEquals(0, outcome.exitCode());
    assertTrue(outcome.message().contains("larger than 65536 bytes"), outcome.message());
    assertTrue(outcome.outputs().isEmpty());
  }

  @Test
  void aPipeInPlaceOfTheOutputFileHoldsNothingUp() throws Exception {
    AttemptOutcome outcome = run(Orders.shell("rm -f $BATON_OUTPUT; mkfifo $BATON_OUTPUT"));
    assertEquals(Outcome.FAILED, outcome.outcome());
    assertTrue(outcome.message().contains("no ordinary file"), outcome.message());
  }

  @Test
  void filesLeftAreArtifactsWithinLimits() throws Exception {
    run(
        Orders.shell(
            """
            cd $BATON_ARTIFACTS
            mkdir charts; echo c > charts/rain.svg
            for i in $(seq 10 40); do echo $i > f$i; done
            head -c 9000000 /dev/zero > big
            ln -s /etc/passwd link
            """));
    assertEquals(20, listener.artifacts().size());
    assertArrayEquals(
        "c\n".getBytes(StandardCharsets.UTF_8), listener.artifacts().get("charts/rain.svg"));
    assertFalse(listener.artifacts().containsKey("link"));
    String log = listener.log();
    assertTrue(log.contains("artifact 'big' is left out: 9000000 bytes are more than"), log);
    assertTrue(log.contains("artifact 'link' is left out"));
    assertTrue(log.contains("12 more artifacts are left out"));
  }

  @Test
  void aFailedTaskKeepsItsArtifacts() throws Exception {
    run(Orders.shell("echo why > $BATON_ARTIFACTS/trace; exit 1"));
    assertTrue(listener.artifacts().containsKey("trace"));
  }

  @Test
  void binaryOutputPassesAsItIs() throws Exception {
    run(Orders.shell("printf '\\000\\377\\200abc\\n\\001'"));
    byte[] expected = {0, (byte) 0xff, (byte) 0x80, 'a', 'b', 'c', '\n', 1};
    assertArrayEquals(expected, listener.logBytes());
  }

  @Test
  void aGigabyteOfOutputIsBoundedAndTheTaskSucceeds() throws Exception {
    AttemptOutcome outcome = run(Orders.shell("head -c 1073741824 /dev/zero; echo done > a"));
    assertEquals(Outcome.SUCCEEDED, outcome.outcome());
    long cap = TaskSettings.DEFAULT_LOG_CAP_BYTES;
    assertTrue(listener.logBytes().length < cap + 1_000);
    assertTrue(listener.log().contains("[baton] log cut here at 16711680 bytes"));
    assertTrue(listener.log().contains("1057030144 bytes were left out"));
  }

  @Test
  void eachAttemptHasAFreshFolderThatIsRemoved() throws Exception {
    run(Orders.shell("ls -A; echo x > left; pwd"));
    String log = listener.log();
    assertEquals(1, log.lines().count(), log);
    assertFalse(Files.exists(Path.of(log.strip())));
    try (Stream<Path> left = Files.list(dataDir.resolve("attempts"))) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void aFolderWithoutRightsIsRemovedToo() throws Exception {
    run(Orders.shell("mkdir -p a/b; echo x > a/b/c; chmod 0 a/b a; pwd"));
    assertFalse(Files.exists(Path.of(listener.log().strip())));
  }

  @Test
  void aTaskReadsNothingFromItsExecutor() throws Exception {
    AttemptOutcome outcome = run(Orders.shell("cat; echo end"));
    assertEquals(Outcome.SUCCEEDED, outcome.outcome());
    assertEquals("end\n", listener.log());
  }

  @Test
  void aRunnerOnAFullOrMissingDiskSaysWhatToDo() throws Exception {
    Path file = Files.writeString(dataDir.resolve("not-a-folder"), "x");
    LocalTaskRunner broken =
        LocalTaskRunner.open(
            TaskSettings.of(file, new Incarnation("test-2")), new HandlerRegistry());
    broken.start(Orders.shell("true").order(), listener);
    AttemptOutcome outcome = listener.outcome();
    assertEquals(Outcome.FAILED, outcome.outcome());
    assertTrue(outcome.message().contains("data directory"), outcome.message());
    broken.close();
  }
}

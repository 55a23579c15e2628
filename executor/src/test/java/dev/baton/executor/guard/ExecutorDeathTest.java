package dev.baton.executor.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.RunId;
import dev.baton.common.time.BootClock;
import dev.baton.executor.task.ProcessesSeen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of task processes when the JVM that runs them is killed or frozen. */
@EnabledOnOs(OS.LINUX)
class ExecutorDeathTest {
  @TempDir private Path dataDir;

  private final String leasedSleep = ProcessesSeen.uniqueSleep();
  private final String freeSleep = ProcessesSeen.uniqueSleep();
  private Process executor;
  private BufferedReader said;

  private void start(GuardMode mode) throws Exception {
    assumeTrue(works(mode), () -> mode + " does not work on this machine");
    Files.write(dataDir.resolve("sleeps"), List.of(leasedSleep, freeSleep));
    executor =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RunnerProcess.class.getName(),
                dataDir.toString(),
                mode.name())
            .redirectErrorStream(true)
            .start();
    said =
        new BufferedReader(
            new InputStreamReader(executor.getInputStream(), StandardCharsets.UTF_8));
    ProcessesSeen.await(
        "two trees of two sleepers",
        30_000,
        () ->
            ProcessesSeen.with(leasedSleep).size() >= 2
                && ProcessesSeen.with(freeSleep).size() >= 2);
  }

  private boolean works(GuardMode mode) {
    try (Guards guards = Guards.open(dataDir, mode)) {
      return guards.mode() == mode;
    } catch (IOException e) {
      return false;
    }
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    if (executor != null) {
      executor.destroyForcibly().waitFor();
      ProcessesSeen.await("the end of all", 5_000, this::allGone);
      // As the next executor would: takes the killed one's lease file away.
      LeaseFile.create(dataDir).close();
    }
  }

  private boolean allGone() {
    return ProcessesSeen.with(leasedSleep).isEmpty()
        && ProcessesSeen.with(freeSleep).isEmpty()
        && guardsOf(dataDir).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(GuardMode.class)
  void aKilledExecutorLeavesNoProcessWithinASecond(GuardMode mode) throws Exception {
    start(mode);
    executor.destroyForcibly();
    long tookMs = ProcessesSeen.await("the end of all processes", 1_000, this::allGone);
    System.out.println(mode + ": all processes gone " + tookMs + " ms after kill -9");

    Leftovers.Report report = Leftovers.endAll(dataDir);
    assertEquals(
        List.of(attempt("free"), attempt("leased")),
        report.gone().stream().map(Leftovers.Tree::attempt).sorted().toList());
    assertEquals(List.of(), report.unproven());
    assertEquals(
        List.of(new Incarnation("incarnation-" + executor.pid())), report.endedIncarnations());
    assertEquals(List.of(), attemptFolders());
  }

  @ParameterizedTest
  @EnumSource(GuardMode.class)
  void aFrozenExecutorsLeasedTreeEndsAtTheDeadlineAndIsLostWhenItThaws(GuardMode mode)
      throws Exception {
    start(mode);
    signal("STOP", executor.pid());
    ProcessesSeen.await(
        "the end of the leased tree", 10_000, () -> ProcessesSeen.with(leasedSleep).isEmpty());
    long endedNanos = BootClock.system().nanos();
    long deadline = Long.parseLong(Files.readString(dataDir.resolve("deadline")));
    long lateMs = TimeUnit.NANOSECONDS.toMillis(endedNanos - deadline);
    assertTrue(lateMs >= 0 && lateMs < 500, "ended " + lateMs + " ms after the deadline");
    System.out.println(mode + ": leased tree gone " + lateMs + " ms after the deadline");
    assertTrue(ProcessesSeen.with(freeSleep).size() >= 2, "the attempt without lease goes on");

    signal("CONT", executor.pid());
    String line = said.readLine();
    while (line != null && !line.startsWith("ended")) {
      line = said.readLine();
    }
    assertEquals("ended 1/leased/1 LOST", line);
  }

  @ParameterizedTest
  @EnumSource(GuardMode.class)
  void aNewIncarnationEndsWhatAKilledGuardCouldNot(GuardMode mode) throws Exception {
    start(mode);
    signal("STOP", executor.pid());
    guardsOf(dataDir).forEach(guard -> signal("KILL", guard));
    executor.destroyForcibly().waitFor();
    assertFalse(ProcessesSeen.with(freeSleep).isEmpty(), "without guard a tree goes on");

    Leftovers.Report report = Leftovers.endAll(dataDir);
    assertEquals(2, report.gone().size());
    assertTrue(allGone());
    assertEquals(List.of(), attemptFolders());
  }

  private List<Path> attemptFolders() throws IOException {
    try (Stream<Path> folders = Files.list(dataDir.resolve("attempts"))) {
      return folders.toList();
    }
  }

  private static AttemptId attempt(String task) {
    return new AttemptId(new RunId(1), task, 1);
  }

  private static List<Long> guardsOf(Path dataDir) {
    try {
      String script = dataDir.toAbsolutePath().resolve("guard").resolve("guard.sh").toString();
      return ProcTable.matching(entry -> entry.commandLine().contains(script)).stream()
          .map(ProcTable.Entry::pid)
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void signal(String name, long pid) {
    try {
      new ProcessBuilder("kill", "-s", name, Long.toString(pid)).inheritIO().start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

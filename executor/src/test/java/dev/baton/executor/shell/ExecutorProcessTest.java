package dev.baton.executor.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.job.TaskAction;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.ExecutorMessage.Draining;
import dev.baton.common.wire.ExecutorMessage.Ended;
import dev.baton.common.wire.ExecutorMessage.Goodbye;
import dev.baton.common.wire.ExecutorMessage.Hello;
import dev.baton.common.wire.ExecutorMessage.LogChunk;
import dev.baton.executor.ExecutorMain;
import dev.baton.executor.start.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executor as the process that people start. */
class ExecutorProcessTest {
  private static final AttemptId FIRST = PlayedLeader.attempt(1);
  private static final AttemptId SECOND = PlayedLeader.attempt(2);

  @TempDir Path directory;

  private final List<Process> processes = new ArrayList<>();
  private PlayedLeader leader;

  @BeforeEach
  void lead() throws Exception {
    leader = new PlayedLeader();
  }

  @AfterEach
  void end() throws Exception {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
    leader.close();
  }

  @Test
  void aKilledExecutorLeavesNothingRunningAndTheNextLifeSaysWhatCameOfIt() throws Exception {
    Process killed = startExecutor();
    Hello before = leader.next(Hello.class);
    leader.acknowledges(false);
    leader.start(PlayedLeader.order(FIRST, new TaskAction.Shell("echo quick")));
    leader.next(Ended.class);
    leader.start(
        PlayedLeader.order(SECOND, new TaskAction.Shell("echo pid $$; sleep 600; echo never")));
    String output = "";
    while (!output.contains("pid ")) {
      LogChunk chunk = leader.next(LogChunk.class);
      output = chunk.attempt().equals(SECOND) ? new String(chunk.bytes(), UTF_8) : "";
    }
    killed.destroyForcibly().waitFor();

    startExecutor();
    Hello after = leader.next(Hello.class);
    assertEquals(List.of(before.incarnation()), after.endedIncarnations());
    assertEquals(before.home(), after.home());
    assertEquals(List.of(FIRST), after.outcomes().stream().map(o -> o.attempt()).toList());
    assertEquals(List.of(), after.running());
    String log = leader.log(SECOND);
    assertTrue(log.startsWith("pid "), log);
    assertTrue(log.contains("the executor's process ended here"), log);
  }

  @Test
  void sigtermDrainsAndASecondOneEndsEverything() throws Exception {
    Process executor = startExecutor();
    leader.start(PlayedLeader.order(FIRST, new TaskAction.Shell("echo up; sleep 600")));
    leader.next(LogChunk.class);

    Process second = startExecutor();
    assertTrue(second.waitFor(30, TimeUnit.SECONDS));
    assertEquals(ExitCode.DATA_DIRECTORY.number(), second.exitValue());
    String complaint = Files.readString(errors(second));
    assertTrue(complaint.contains("in use by another executor, process " + executor.pid()));

    signal(executor, "TERM");
    leader.next(Draining.class);
    // Two signals within half a second are one wish.
    TimeUnit.MILLISECONDS.sleep(700);
    signal(executor, "TERM");
    assertEquals(Outcome.LOST, leader.next(Ended.class).outcome().outcome());
    leader.next(Goodbye.class);
    assertTrue(executor.waitFor(30, TimeUnit.SECONDS));
    assertEquals(ExitCode.OK.number(), executor.exitValue());
    assertEquals("", Files.readString(errors(executor)));
  }

  private Process startExecutor() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            ExecutorMain.class.getName(),
            "--name=e1",
            "--data-dir=" + directory.resolve("data"),
            "--coordinators=" + leader.address());
    ProcessBuilder builder = new ProcessBuilder(command);
    Path errors = Files.createTempFile(directory, "errors", ".txt");
    builder.redirectError(errors.toFile());
    builder.redirectOutput(Files.createTempFile(directory, "output", ".txt").toFile());
    Process process = builder.start();
    processes.add(process);
    Files.move(errors, errors(process));
    return process;
  }

  private Path errors(Process process) {
    return directory.resolve("errors-" + process.pid());
  }

  private static void signal(Process process, String signal) throws Exception {
    new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid())).start().waitFor();
  }
}

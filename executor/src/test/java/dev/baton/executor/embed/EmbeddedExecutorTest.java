package dev.baton.executor.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.common.wire.ExecutorMessage.Draining;
import dev.baton.common.wire.ExecutorMessage.Ended;
import dev.baton.common.wire.ExecutorMessage.Goodbye;
import dev.baton.common.wire.ExecutorMessage.Hello;
import dev.baton.common.wire.ExecutorMessage.Started;
import dev.baton.executor.example.InvoicesProgram;
import dev.baton.executor.shell.PlayedLeader;
import dev.baton.executor.start.ExitCode;
import dev.baton.executor.start.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedExecutorTest {
  @TempDir Path temporary;

  @Test
  void aProgramRunsItsHandlersForTheCluster() throws Exception {
    Path token = Files.writeString(temporary.resolve("token"), "secret\n");
    try (PlayedLeader leader = new PlayedLeader();
        InvoicesProgram program = new InvoicesProgram(leader.address(), token, dataDir())) {
      Hello hello = leader.next(Hello.class);
      assertEquals("secret", leader.token());
      assertEquals("invoices", hello.capacity().group());
      assertEquals(Map.of("zone", "a"), hello.capacity().labels());
      assertTrue(hello.capacity().handlers().containsAll(List.of("close-month", "send-invoices")));

      AttemptId send = PlayedLeader.attempt(1);
      leader.start(withMonth(send, "send-invoices"));
      assertEquals(send, leader.next(Started.class).attempt());
      AttemptOutcome outcome = leader.next(Ended.class).outcome();
      assertEquals(Outcome.SUCCEEDED, outcome.outcome(), outcome.message());
      assertEquals(Map.of("sent", "17"), outcome.outputs());
      leader.start(withMonth(PlayedLeader.attempt(2), "close-month"));
      assertEquals(Outcome.SUCCEEDED, leader.next(Ended.class).outcome().outcome());
      assertEquals(1, program.closedMonths());

      program.close();
      assertEquals("asked by its program", leader.next(Draining.class).reason());
      leader.next(Goodbye.class);
    }
  }

  @Test
  void twoExecutorsInOneDataDirectoryAreRefused() throws Exception {
    try (PlayedLeader leader = new PlayedLeader();
        EmbeddedExecutor first = builder("one", leader).start()) {
      StartException e = assertThrows(StartException.class, () -> builder("two", leader).start());
      assertEquals(ExitCode.DATA_DIRECTORY, e.exitCode());
    }
  }

  @Test
  void withoutACoordinatorOrZooKeeperItSaysWhatIsMissing() {
    EmbeddedExecutor.Builder builder = EmbeddedExecutor.builder("one", dataDir());
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, builder::start);
    assertTrue(e.getMessage().contains("no coordinator is named"), e.getMessage());
  }

  private EmbeddedExecutor.Builder builder(String name, PlayedLeader leader) {
    return EmbeddedExecutor.builder(name, dataDir()).coordinators(leader.address());
  }

  private Path dataDir() {
    return temporary.resolve("data");
  }

  private static StartOrder withMonth(AttemptId attempt, String handler) {
    StartOrder plain =
        PlayedLeader.order(attempt, new TaskAction.Java(handler, SortedMaps.empty(), false));
    return new StartOrder(
        plain.attempt(),
        plain.job(),
        plain.token(),
        plain.idempotencyKey(),
        plain.leased(),
        plain.trigger(),
        plain.fireAt(),
        plain.action(),
        SortedMaps.copyOf(Map.of("month", "2026-11")),
        plain.inputs(),
        plain.timeout(),
        plain.killGrace());
  }
}

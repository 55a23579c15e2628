package dev.baton.executor.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage.Cancel;
import dev.baton.common.wire.CoordinatorMessage.NotLeader;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.common.wire.ExecutorMessage.Ended;
import dev.baton.common.wire.ExecutorMessage.Goodbye;
import dev.baton.common.wire.ExecutorMessage.Hello;
import dev.baton.common.wire.ExecutorMessage.LogChunk;
import dev.baton.common.wire.ExecutorMessage.Started;
import dev.baton.executor.handler.HandlerRegistry;
import dev.baton.executor.link.HostAndPort;
import dev.baton.executor.start.ExecutorOptions;
import dev.baton.executor.start.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningExecutorTest {
  private static final AttemptId FIRST = PlayedLeader.attempt(1);

  @TempDir Path directory;

  private PlayedLeader leader;
  private RunningExecutor executor;

  @BeforeEach
  void begin() throws Exception {
    leader = new PlayedLeader();
    executor = start();
  }

  @AfterEach
  void finish() throws Exception {
    stop();
    leader.close();
  }

  private RunningExecutor start() throws Exception {
    ExecutorOptions options =
        new ExecutorOptions(
            new ExecutorId("e1"),
            "default",
            SortedMaps.empty(),
            4,
            directory,
            directory.resolve("handlers"),
            List.of(HostAndPort.parse(leader.address())),
            "",
            10_000,
            "",
            null,
            null,
            List.of());
    return RunningExecutor.start(options, new HandlerRegistry());
  }

  private ExitCode stop() throws Exception {
    executor.drain("the test is over", Duration.ZERO);
    return executor.end().get(30, TimeUnit.SECONDS);
  }

  @Test
  void aTaskRunsAndItsOutcomeAndLogArrive() throws Exception {
    leader.start(shell("echo hello; echo world; exit 3"));
    assertEquals(FIRST, leader.next(Started.class).attempt());
    String log = leader.log(FIRST);
    assertTrue(log.startsWith("hello\nworld\n"), log);
  }

  @Test
  void aFailedTaskSaysItsExitCode() throws Exception {
    leader.start(shell("exit 3"));
    AttemptOutcome outcome = leader.next(Ended.class).outcome();
    assertEquals(Outcome.FAILED, outcome.outcome());
    assertEquals(3, outcome.exitCode());
  }

  @Test
  void aCanceledTaskEnds() throws Exception {
    leader.start(shell("echo up; sleep 600"));
    leader.next(LogChunk.class);
    leader.say(new Cancel(1, FIRST, 5_000, "an operator asked"));
    AttemptOutcome outcome = leader.next(Ended.class).outcome();
    assertEquals(Outcome.CANCELED, outcome.outcome());
    assertTrue(outcome.message().contains("an operator asked"), outcome.message());
  }

  @Test
  void anOutcomeThatWasNotAcknowledgedIsInTheNextHelloAndInThatOfTheNextLife() throws Exception {
    leader.next(Hello.class);
    leader.acknowledges(false);
    leader.start(shell("true"));
    AttemptOutcome outcome = leader.next(Ended.class).outcome();
    leader.breakLink();
    assertEquals(List.of(outcome), leader.next(Hello.class).outcomes());
    assertEquals(ExitCode.OK, stop());
    executor = start();
    Hello hello = leader.next(Hello.class);
    assertEquals(List.of(outcome), hello.outcomes());
    assertEquals(List.of(outcome.incarnation()), hello.endedIncarnations());
    assertEquals(PlayedLeader.CLUSTER, hello.clusterId());
    assertEquals(1, hello.highestEpoch());
  }

  @Test
  void whenTheLeaderIsGoneALeasedTaskEndsWithItsLease() throws Exception {
    leader.grants(1_500);
    leader.start(shell("sleep 600"));
    leader.next(Started.class);
    leader.grants(0);
    AttemptOutcome outcome = leader.next(Ended.class).outcome();
    assertEquals(Outcome.LOST, outcome.outcome());
    assertTrue(outcome.message().contains("lease"), outcome.message());
  }

  @Test
  void aStandbySendsItToTheLeader() throws Exception {
    leader.next(Hello.class);
    try (PlayedLeader other = new PlayedLeader()) {
      leader.say(new NotLeader(1, other.address()));
      assertEquals(executor.incarnation(), other.next(Hello.class).incarnation());
    }
  }

  @Test
  void itLooksForTheLeaderAgainWhenTheLinkBreaks() throws Exception {
    leader.next(Hello.class);
    leader.start(shell("sleep 600"));
    leader.next(Started.class);
    leader.breakLink();
    assertEquals(List.of(FIRST), leader.next(Hello.class).running());
  }

  @Test
  void aDrainLetsWhatRunsFinish() throws Exception {
    leader.start(shell("sleep 0.5; echo done"));
    leader.next(Started.class);
    executor.drain("the test asks", Duration.ofSeconds(20));
    AttemptOutcome outcome = leader.next(Ended.class).outcome();
    assertEquals(Outcome.SUCCEEDED, outcome.outcome());
    leader.next(Goodbye.class);
    assertEquals(ExitCode.OK, executor.end().get(30, TimeUnit.SECONDS));
  }

  @Test
  void aSecondAskingEndsWhatRunsAtOnce() throws Exception {
    leader.start(shell("trap '' TERM; sleep 600"));
    leader.next(Started.class);
    executor.drain("the test asks", Duration.ofMinutes(10));
    assertFalse(executor.end().isDone());
    executor.drain("the test asks again", Duration.ZERO);
    assertEquals(Outcome.LOST, leader.next(Ended.class).outcome().outcome());
    assertEquals(ExitCode.OK, executor.end().get(30, TimeUnit.SECONDS));
  }

  private static StartOrder shell(String script) {
    return PlayedLeader.order(FIRST, new TaskAction.Shell(script));
  }
}

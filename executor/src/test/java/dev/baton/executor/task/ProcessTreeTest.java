package dev.baton.executor.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.common.id.Incarnation;
import dev.baton.common.run.Outcome;
import dev.baton.common.time.BootClock;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.executor.guard.GuardMode;
import dev.baton.executor.guard.Guards;
import dev.baton.executor.handler.HandlerRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That trees end, wholly and for the right reason, in each way of guarding that works here. */
@EnabledOnOs(OS.LINUX)
class ProcessTreeTest {
  @TempDir private Path dataDir;

  private final RecordingListener listener = new RecordingListener();
  private final String sleep = ProcessesSeen.uniqueSleep();
  private LocalTaskRunner runner;

  private void open(GuardMode mode) {
    assumeTrue(works(mode), () -> mode + " does not work on this machine");
    TaskSettings settings =
        new TaskSettings(dataDir, new Incarnation("test-1"), mode, 1_000_000, List.of());
    runner = LocalTaskRunner.open(settings, new HandlerRegistry());
  }

  private boolean works(GuardMode mode) {
    try (Guards guards = Guards.open(dataDir, mode)) {
      return guards.mode() == mode;
    } catch (IOException e) {
      return false;
    }
  }

  @AfterEach
  void nothingIsLeft() {
    if (runner != null) {
      runner.close();
      assertEquals(List.of(), ProcessesSeen.with(sleep));
    }
  }

  private Orders startAndAwait(Orders orders, int sleepers) throws Exception {
    runner.start(orders.order(), listener);
    ProcessesSeen.await(
        "starting " + sleepers + " sleepers",
        10_000,
        () -> ProcessesSeen.with(sleep).size() >= sleepers);
    return orders;
  }

  @ParameterizedTest
  @EnumSource(GuardMode.class)
  void childrenThatStayBehindEndWithTheTask(GuardMode mode) throws Exception {
    open(mode);
    String script =
        "nohup sleep S >/dev/null 2>&1 & (setsid sleep S &) ; setsid sh -c 'sleep S & sleep S' &"
            + " sleep 0.2; exit 0";
    runner.start(Orders.shell(script.replace("S", sleep)).order(), listener);
    AttemptOutcome outcome = listener.outcome();
    assertEquals(Outcome.SUCCEEDED, outcome.outcome(), outcome.message());
    assertEquals(List.of(), ProcessesSeen.with(sleep));
  }

  @ParameterizedTest
  @EnumSource(GuardMode.class)
  void aTreeThatIgnoresSigtermIsForcedAfterTheGrace(GuardMode mode) throws Exception {
    open(mode);
    String script = "trap '' TERM; (setsid sleep S &); sleep S; sleep S".replace("S", sleep);
    Orders orders = startAndAwait(Orders.shell(script), 2);
    long asked = System.nanoTime();
    runner.end(orders.order().attempt(), 300, Outcome.CANCELED, "canceled by alice");
    AttemptOutcome outcome = listener.outcome();
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
    assertEquals(Outcome.CANCELED, outcome.outcome());
    assertEquals("canceled by alice", outcome.message());
    assertTrue(tookMs >= 300 && tookMs < 3_000, "took " + tookMs + " ms");
    assertEquals(List.of(), ProcessesSeen.with(sleep));
  }

  @ParameterizedTest
  @EnumSource(GuardMode.class)
  void aTreeThatEndsWhenAskedIsNotForced(GuardMode mode) throws Exception {
    open(mode);
    String script = "trap 'echo cleaned up; exit 7' TERM; sleep S & wait".replace("S", sleep);
    Orders orders = startAndAwait(Orders.shell(script), 1);
    runner.end(orders.order().attempt(), 20_000, Outcome.CANCELED, "canceled by alice");
    AttemptOutcome outcome = listener.outcome();
    assertEquals(Outcome.CANCELED, outcome.outcome());
    assertEquals(7, outcome.exitCode());
    assertTrue(listener.log().contains("cleaned up"));
  }

  @ParameterizedTest
  @EnumSource(GuardMode.class)
  void aTreeThatIsAskedAsSoonAsItStartsHearsIt(GuardMode mode) throws Exception {
    open(mode);
    for (int i = 0; i < 8; i++) {
      RecordingListener each = new RecordingListener();
      Orders orders = Orders.shell("sleep " + sleep);
      runner.start(orders.order(), each);
      each.awaitStart();
      // Longer than a test waits: only the request itself ends it in time.
      runner.end(orders.order().attempt(), 60_000, Outcome.CANCELED, "canceled by alice");
      AttemptOutcome outcome = each.outcome();
      assertEquals(143, outcome.exitCode());
    }
  }

  @ParameterizedTest
  @EnumSource(GuardMode.class)
  void aSecondRequestShortensTheGraceAndTheFirstDecidesTheOutcome(GuardMode mode) throws Exception {
    open(mode);
    String script = "trap '' TERM; sleep S; sleep S".replace("S", sleep);
    Orders orders = startAndAwait(Orders.shell(script), 1);
    runner.end(orders.order().attempt(), 60_000, Outcome.CANCELED, "canceled by alice");
    runner.end(orders.order().attempt(), 0, Outcome.LOST, "the executor stops");
    assertEquals(Outcome.CANCELED, listener.outcome().outcome());
  }

  @ParameterizedTest
  @EnumSource(GuardMode.class)
  void aTimeOutEndsTheWholeTree(GuardMode mode) throws Exception {
    open(mode);
    Orders orders =
        Orders.shell("(setsid sleep S &); sleep S".replace("S", sleep))
            .timeout(Duration.ofMillis(1_200));
    runner.start(orders.order(), listener);
    AttemptOutcome outcome = listener.outcome();
    assertEquals(Outcome.TIMED_OUT, outcome.outcome());
    assertEquals("ran longer than its time-out of 1.2s", outcome.message());
    assertEquals(orders.order().attempt(), outcome.attempt());
    assertEquals(List.of(), ProcessesSeen.with(sleep));
  }

  @ParameterizedTest
  @EnumSource(GuardMode.class)
  void aLeasedTreeEndsAtTheDeadlineAndNotEarlier(GuardMode mode) throws Exception {
    open(mode);
    BootClock clock = BootClock.system();
    runner.leaseUntil(clock.nanos() + TimeUnit.SECONDS.toNanos(3));
    Orders orders = Orders.shell("sleep " + sleep).leased();
    startAndAwait(orders, 1);
    long deadline = clock.nanos() + TimeUnit.MILLISECONDS.toNanos(3_300);
    runner.leaseUntil(deadline);
    ProcessesSeen.await("the end", 15_000, () -> ProcessesSeen.with(sleep).isEmpty());
    long lateMs = TimeUnit.NANOSECONDS.toMillis(clock.nanos() - deadline);
    AttemptOutcome outcome = listener.outcome();
    assertEquals(Outcome.LOST, outcome.outcome());
    assertTrue(outcome.message().contains("the lease ended"), outcome.message());
    assertTrue(lateMs >= 0 && lateMs < 400, "ended " + lateMs + " ms after the deadline");
  }

  @ParameterizedTest
  @EnumSource(value = GuardMode.class, names = "MARKER", mode = EnumSource.Mode.EXCLUDE)
  void aChildThatWipesItsEnvironmentEndsToo(GuardMode mode) throws Exception {
    open(mode);
    String script = "(setsid env -i sleep S >/dev/null 2>&1 &); sleep 0.2".replace("S", sleep);
    runner.start(Orders.shell(script).order(), listener);
    assertEquals(Outcome.SUCCEEDED, listener.outcome().outcome());
    assertEquals(List.of(), ProcessesSeen.with(sleep));
  }

  @ParameterizedTest
  @EnumSource(GuardMode.class)
  void aKilledGuardTakesItsTreeWithIt(GuardMode mode) throws Exception {
    open(mode);
    startAndAwait(Orders.shell("(setsid sleep S &); sleep S".replace("S", sleep)), 2);
    long guard =
        ProcessHandle.current()
            .children()
            .filter(child -> child.info().commandLine().orElse("").contains("guard.sh"))
            .findFirst()
            .orElseThrow()
            .pid();
    ProcessHandle.of(guard).orElseThrow().destroyForcibly();
    AttemptOutcome outcome = listener.outcome();
    assertEquals(Outcome.FAILED, outcome.outcome());
    assertTrue(outcome.message().contains("guard"), outcome.message());
    assertNull(outcome.exitCode());
    assertEquals(List.of(), ProcessesSeen.with(sleep));
  }

  @ParameterizedTest
  @EnumSource(GuardMode.class)
  void signalsMeantForAllDoNotUnseatTheGuard(GuardMode mode) throws Exception {
    open(mode);
    Orders orders = startAndAwait(Orders.shell("sleep " + sleep), 1);
    for (String signal : List.of("TERM", "HUP", "INT")) {
      ProcessHandle.current()
          .descendants()
          .filter(child -> child.info().commandLine().orElse("").contains("guard.sh"))
          .forEach(child -> signal(signal, child.pid()));
    }
    assertEquals(1, ProcessesSeen.with(sleep).size());
    runner.end(orders.order().attempt(), 0, Outcome.CANCELED, "canceled by alice");
    assertEquals(Outcome.CANCELED, listener.outcome().outcome());
  }

  private static void signal(String name, long pid) {
    try {
      new ProcessBuilder("kill", "-s", name, Long.toString(pid)).inheritIO().start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

package dev.baton.executor.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.Incarnation;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.run.Outcome;
import dev.baton.common.time.BootClock;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.executor.handler.HandlerRegistry;
import dev.baton.executor.handler.JarMaker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class JavaTaskTest {
  @TempDir private Path dataDir;

  private final HandlerRegistry handlers = new HandlerRegistry();
  private final RecordingListener listener = new RecordingListener();
  private LocalTaskRunner runner;

  @BeforeEach
  void open() {
    runner = LocalTaskRunner.open(TaskSettings.of(dataDir, new Incarnation("test-1")), handlers);
  }

  @AfterEach
  void close() {
    runner.close();
  }

  private static Orders java(String handler, boolean forked) {
    return Orders.of(new TaskAction.Java(handler, SortedMaps.copyOf(Map.of("arg", "a")), forked))
        .params(Map.of("year", "2015"))
        .inputs(Map.of("load.rows", "365"));
  }

  private AttemptOutcome run(Orders orders) throws Exception {
    runner.start(orders.order(), listener);
    return listener.outcome();
  }

  @Test
  void aHandlersLogOutputsAndArtifactsArrive() throws Exception {
    handlers.register(
        "report",
        task -> {
          task.log(task.param("year") + task.inputs().get("load.rows") + task.args().get("arg"));
          task.progress("half");
          task.output("rows", "366");
          Files.writeString(task.artifact("report.txt"), "done");
        });
    AttemptOutcome outcome = run(java("report", false));
    assertEquals(Outcome.SUCCEEDED, outcome.outcome());
    assertEquals(Map.of("rows", "366"), outcome.outputs());
    assertEquals("2015365a\nprogress: half\n", listener.log());
    assertTrue(listener.artifacts().containsKey("report.txt"));
  }

  @Test
  void aHandlersExceptionFailsTheTaskAndItsTraceIsInTheLog() throws Exception {
    handlers.register(
        "broken",
        task -> {
          throw new IllegalStateException("no such file");
        });
    AttemptOutcome outcome = run(java("broken", false));
    assertEquals(Outcome.FAILED, outcome.outcome());
    assertEquals("IllegalStateException: no such file", outcome.message());
    assertTrue(listener.log().contains("\tat dev.baton.executor.task.JavaTaskTest"));
  }

  @Test
  void anUnknownHandlerIsNamedWithThoseThatAreThere() throws Exception {
    handlers.register("report", task -> {});
    AttemptOutcome outcome = run(java("repotr", false));
    assertEquals(Outcome.FAILED, outcome.outcome());
    assertTrue(outcome.message().contains("no java handler 'repotr'; it has [report]"));
  }

  @Test
  void aHandlerIsInterruptedWhenItsAttemptIsCanceled() throws Exception {
    AtomicBoolean sawCancel = new AtomicBoolean();
    handlers.register(
        "long",
        task -> {
          task.log("waiting");
          try {
            new CountDownLatch(1).await();
          } finally {
            sawCancel.set(task.isCanceled());
            task.log("cleaned up");
          }
        });
    Orders orders = java("long", false);
    runner.start(orders.order(), listener);
    listener.awaitLog("waiting");
    runner.end(orders.order().attempt(), 1_000, Outcome.CANCELED, "canceled by alice");
    AttemptOutcome outcome = listener.outcome();
    assertEquals(Outcome.CANCELED, outcome.outcome());
    assertEquals("canceled by alice", outcome.message());
    assertTrue(sawCancel.get());
    assertTrue(listener.log().contains("cleaned up"));
  }

  @Test
  void aHandlerThatDoesNotReactIsTimedOutOnlyWhenItEndsAndTheLogSaysWhy() throws Exception {
    CountDownLatch letGo = new CountDownLatch(1);
    handlers.register(
        "stubborn",
        task -> {
          boolean released = false;
          while (!released) {
            try {
              released = letGo.await(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
              // It does not listen: that is the test.
              released = false;
            }
          }
        });
    runner.start(java("stubborn", false).timeout(Duration.ofMillis(50)).order(), listener);
    // The grace of the order is ten seconds; a second request shortens it.
    listener.awaitStart();
    runner.end(runner.running().get(0), 0, Outcome.CANCELED, "canceled by alice");
    listener.awaitLog("can't be forced");
    assertFalse(listener.hasEnded());
    letGo.countDown();
    assertTrue(List.of(Outcome.CANCELED, Outcome.TIMED_OUT).contains(listener.outcome().outcome()));
  }

  @Test
  void aLeasedHandlerIsLostWhenTheLeaseEnds() throws Exception {
    handlers.register("long", task -> new CountDownLatch(1).await());
    runner.leaseUntil(BootClock.system().nanos() + TimeUnit.MILLISECONDS.toNanos(400));
    AttemptOutcome outcome = run(java("long", false).leased());
    assertEquals(Outcome.LOST, outcome.outcome());
    assertTrue(BootClock.system().countsThroughSuspends() || !OS.LINUX.isCurrentOs());
  }

  @Test
  void aLeasedAttemptWithoutLeaseIsNotStarted() throws Exception {
    AtomicBoolean ran = new AtomicBoolean();
    handlers.register("quick", task -> ran.set(true));
    AttemptOutcome outcome = run(java("quick", false).leased());
    assertEquals(Outcome.LOST, outcome.outcome());
    assertEquals(null, outcome.startedAt());
    assertFalse(ran.get());
  }

  @Test
  void aLeaseThatComesAfterAGapDoesNotSaveTheAttemptsBeforeIt() throws Exception {
    handlers.register("long", task -> new CountDownLatch(1).await());
    long now = BootClock.system().nanos();
    runner.leaseUntil(now + TimeUnit.MILLISECONDS.toNanos(60));
    runner.start(java("long", false).leased().order(), listener);
    ProcessesSeen.await(
        "the lease's end",
        1_000,
        () -> BootClock.system().nanos() > now + TimeUnit.MILLISECONDS.toNanos(60));
    runner.leaseUntil(now + TimeUnit.SECONDS.toNanos(100));
    assertEquals(Outcome.LOST, listener.outcome().outcome());
  }

  @Test
  void aLargeLogOfManyThreadsIsHeldUpAndNotLost() throws Exception {
    String line = "x".repeat(1_000);
    handlers.register(
        "chatty",
        task -> {
          Runnable talk =
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  task.log(line);
                }
              };
          Thread other = new Thread(talk);
          other.start();
          talk.run();
          other.join();
        });
    assertEquals(Outcome.SUCCEEDED, run(java("chatty", false)).outcome());
    assertEquals(2_000 * 1_001, listener.logBytes().length);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aForkedHandlerRunsInAJvmOfItsOwn() throws Exception {
    jarWithForkable();
    AttemptOutcome outcome = run(java("forkable", true));
    assertEquals(Outcome.SUCCEEDED, outcome.outcome(), () -> listener.log());
    assertEquals(Map.of("rows", "365\nof 天气"), outcome.outputs());
    String log = listener.log();
    assertTrue(log.contains("2015 a to stdout 天气"), log);
    assertFalse(log.contains("pid " + ProcessHandle.current().pid() + "\n"), log);
    assertTrue(listener.artifacts().containsKey("out.txt"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aForkedHandlersExceptionIsItsMessage() throws Exception {
    jarWithForkable();
    AttemptOutcome outcome = run(java("failing", true));
    assertEquals(Outcome.FAILED, outcome.outcome());
    assertEquals("exit code 1: IllegalStateException: no such file", outcome.message());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aForkedHandlerThatDoesNotReactIsForced() throws Exception {
    jarWithForkable();
    Orders orders = java("stubborn", true);
    runner.start(orders.order(), listener);
    listener.awaitLog("waiting");
    runner.end(orders.order().attempt(), 200, Outcome.CANCELED, "canceled by alice");
    assertEquals(Outcome.CANCELED, listener.outcome().outcome());
  }

  @Test
  void anObjectOfThisProgramCannotBeForkedAndTheMessageSaysSo() throws Exception {
    handlers.register("lambda", task -> {});
    AttemptOutcome outcome = run(java("lambda", true));
    assertEquals(Outcome.FAILED, outcome.outcome());
    assertTrue(outcome.message().contains("can't run forked"), outcome.message());
  }

  private void jarWithForkable() throws Exception {
    new JarMaker()
        .source(
            "f.Jobs",
            """
            package f;
            import dev.baton.executor.api.*;
            import java.nio.file.Files;
            public class Jobs {
              @BatonHandler("forkable") public void run(TaskContext t) throws Exception {
                System.out.println(t.param("year") + " " + t.args().get("arg") + " to stdout 天气");
                t.log("pid " + ProcessHandle.current().pid());
                t.output("rows", t.inputs().get("load.rows") + "\\nof 天气");
                Files.writeString(t.artifact("out.txt"), "x");
              }
              @BatonHandler("failing") public void fail() {
                throw new IllegalStateException("no such file");
              }
              @BatonHandler("stubborn") public void wait(TaskContext t) {
                t.log("waiting");
                while (true) { try { Thread.sleep(100000); } catch (InterruptedException e) {} }
              }
            }
            """)
        .write(dataDir.resolve("handlers").resolve("f.jar"));
    handlers.loadJars(dataDir.resolve("handlers"));
    assertEquals(List.of(), handlers.problems());
  }
}

package dev.baton.coordinator.core;

import static dev.baton.coordinator.core.CoreDriver.job;
import static dev.baton.coordinator.core.CoreDriver.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.RunId;
import dev.baton.common.job.ExecutorSelector;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.RetryPolicy;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.run.Outcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.ExecutorMessage.Capacity;
import dev.baton.common.wire.WireVersion;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Gate;
import dev.baton.coordinator.core.fact.Fact;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where attempts go, and what explain says of those that go nowhere. */
class PlacementTest {
  private final CoreDriver driver = new CoreDriver();

  @BeforeEach
  void lead() {
    driver.lead();
  }

  private static SortedMap<String, String> labels(String... pairs) {
    TreeMap<String, String> labels = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      labels.put(pairs[i], pairs[i + 1]);
    }
    return SortedMaps.copyOf(labels);
  }

  private void join(long link, String name, Capacity capacity) {
    driver.give(new Input.LinkOpened(link, "127.0.0.1:" + link));
    driver.give(
        new Input.FromExecutor(
            link,
            new ExecutorMessage.Hello(
                WireVersion.CURRENT,
                "",
                new ExecutorId(name),
                new Incarnation(name + "-1"),
                "home-" + name,
                List.of(),
                0,
                capacity,
                List.of(),
                List.of())));
  }

  private static Capacity capacity(
      String group,
      SortedMap<String, String> labels,
      int slots,
      List<String> handlers,
      List<String> interpreters) {
    return new Capacity(group, labels, slots, handlers, interpreters, "1", "host", 1);
  }

  private static Capacity slots(int slots) {
    return capacity("default", SortedMaps.empty(), slots, List.of(), List.of());
  }

  private void trigger(TaskAction action, ExecutorSelector selector) {
    TaskSpec task =
        new TaskSpec(
            "a",
            List.of(),
            action,
            selector,
            null,
            Duration.ZERO,
            RetryPolicy.NONE,
            OnExecutorLoss.RERUN,
            SortedMaps.empty());
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task));
    driver.trigger("j", null);
  }

  private void trigger() {
    trigger(new TaskAction.Shell("true"), ExecutorSelector.ANY_OF_DEFAULT_GROUP);
  }

  private List<Gate> gates(long run) {
    var result = driver.command(new Command.ExplainRun(CoreDriver.ACTOR, new RunId(run)));
    return assertInstanceOf(CommandResult.Explained.class, result).gates();
  }

  private void waitsBecause(String... values) {
    assertEquals(List.of(values), gates(1).stream().map(Gate::value).toList());
  }

  private int started(long link) {
    return driver.sent(link, CoordinatorMessage.Start.class).size();
  }

  @Test
  void taskThatFailedIsTriedOnAnotherExecutorAndOnTheSameOnlyWhereThereIsNoOther() {
    driver.join(7, "e1", "e1-1");
    TaskSpec task =
        new TaskSpec(
            "a",
            List.of(),
            new TaskAction.Shell("true"),
            ExecutorSelector.ANY_OF_DEFAULT_GROUP,
            null,
            TaskSpec.DEFAULT_KILL_GRACE,
            new RetryPolicy(4, Duration.ofMillis(100), 1.0, Duration.ofSeconds(1)),
            OnExecutorLoss.RERUN,
            SortedMaps.empty());
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task));
    driver.trigger("j", null);
    driver.ended(7, new AttemptId(new RunId(1), "a", 1), "e1-1", Outcome.FAILED);
    driver.pass(Duration.ofMillis(200));
    assertEquals(2, started(7));
    driver.join(8, "e2", "e2-1");
    driver.ended(7, new AttemptId(new RunId(1), "a", 2), "e1-1", Outcome.FAILED);
    driver.pass(Duration.ofMillis(200));
    assertEquals(1, started(8));
    driver.ended(8, new AttemptId(new RunId(1), "a", 3), "e2-1", Outcome.FAILED);
    driver.pass(Duration.ofMillis(200));
    assertEquals(3, started(7));
    assertEquals(
        List.of(
            "placed on e1",
            "placed on e1 again, where attempt 1 failed: no other had room",
            "placed on e2, for attempt 2 failed on e1",
            "placed on e1, for attempt 3 failed on e2"),
        driver.facts(Fact.AttemptCreated.class).stream()
            .map(fact -> fact.attempt().cause())
            .toList());
  }

  @Test
  void attemptThatNeverStartedSinceDoesNotMakeUsForgetWhereTheTaskFailed() {
    driver.join(7, "e1", "e1-1");
    driver.put(
        job(
            "j",
            OverlapPolicy.ALLOW,
            List.of(),
            new TaskSpec(
                "a",
                List.of(),
                new TaskAction.Shell("true"),
                ExecutorSelector.ANY_OF_DEFAULT_GROUP,
                null,
                TaskSpec.DEFAULT_KILL_GRACE,
                new RetryPolicy(4, Duration.ofMillis(100), 1.0, Duration.ofSeconds(1)),
                OnExecutorLoss.RERUN,
                SortedMaps.empty())));
    driver.trigger("j", null);
    driver.ended(7, new AttemptId(new RunId(1), "a", 1), "e1-1", Outcome.FAILED);
    driver.join(8, "e2", "e2-1");
    driver.pass(Duration.ofMillis(200));
    AttemptId second = new AttemptId(new RunId(1), "a", 2);
    driver.give(new Input.FromExecutor(8, new ExecutorMessage.StartRefused(second, "no room")));
    driver.pass(Duration.ofMillis(400));
    assertEquals(1, started(7));
    assertEquals(2, started(8));
  }

  @Test
  void attemptsGoToTheExecutorWithTheSmallestPartOfItsSlotsInUse() {
    join(7, "e1", slots(2));
    join(8, "e2", slots(4));
    driver.beat(7, 1);
    driver.beat(8, 1);
    for (int i = 1; i <= 6; i++) {
      trigger();
    }
    assertEquals(2, started(7));
    assertEquals(4, started(8));
    trigger();
    assertEquals(6, started(7) + started(8));
    assertEquals(
        List.of("e1: all its 2 slots are in use", "e2: all its 4 slots are in use"),
        gates(7).stream().map(Gate::value).toList());
    driver.ended(8, new AttemptId(new RunId(2), "a", 1), "e2-1", Outcome.SUCCEEDED);
    driver.ended(7, new AttemptId(new RunId(1), "a", 1), "e1-1", Outcome.SUCCEEDED);
    assertEquals(7, started(7) + started(8));
  }

  @Test
  void withoutAnyExecutorARunWaitsForOne() {
    trigger();
    waitsBecause("no executor has ever joined", "no executor of group default is known");
    assertEquals("start an executor with --group default", gates(1).getLast().opensWhen());
  }

  @Test
  void executorWithoutALeaseGetsNothingUntilItsFirstHeartbeat() {
    join(7, "e1", slots(2));
    trigger();
    waitsBecause("e1: it has no lease yet");
    driver.beat(7, 1);
    assertEquals(1, started(7));
    assertEquals(List.of(), gates(1));
  }

  @Test
  void leaseThatIsAboutToEndTakesNoNewAttempts() {
    join(7, "e1", slots(2));
    driver.beat(7, 1);
    driver.pass(Duration.ofMillis(1_400));
    driver.sleep(Duration.ofMillis(4_101));
    trigger();
    assertEquals(0, started(7));
  }

  @Test
  void groupAndLabelsMustMatch() {
    join(7, "e1", capacity("other", SortedMaps.empty(), 1, List.of(), List.of()));
    join(8, "e2", capacity("default", labels("disk", "hdd"), 1, List.of(), List.of()));
    driver.beat(7, 1);
    driver.beat(8, 1);
    trigger(new TaskAction.Shell("true"), new ExecutorSelector("default", labels("disk", "ssd")));
    waitsBecause("e1: it is in group other", "e2: its labels {disk=hdd} do not match");
    join(9, "e3", capacity("default", labels("disk", "ssd"), 1, List.of(), List.of()));
    driver.beat(9, 1);
    assertEquals(1, started(9));
  }

  @Test
  void handlerMustBeThere() {
    join(7, "e1", slots(1));
    driver.beat(7, 1);
    trigger(
        new TaskAction.Java("report", SortedMaps.empty(), false),
        ExecutorSelector.ANY_OF_DEFAULT_GROUP);
    waitsBecause("e1: it has no handler report");
    join(8, "e2", capacity("default", SortedMaps.empty(), 1, List.of("report"), List.of()));
    driver.beat(8, 1);
    assertEquals(1, started(8));
  }

  @Test
  void suspectDrainingAndDepartedExecutorsGetNothing() {
    join(7, "e1", slots(1));
    join(8, "e2", slots(1));
    join(9, "e3", slots(1));
    join(10, "e4", slots(1));
    driver.beat(7, 1);
    driver.beat(8, 1);
    driver.beat(9, 1);
    driver.beat(10, 1);
    driver.give(new Input.FromExecutor(8, new ExecutorMessage.Draining("")));
    driver.give(new Input.FromExecutor(9, new ExecutorMessage.Goodbye("")));
    driver.give(new Input.LinkClosed(10, "reset"));
    driver.pass(Duration.ofMillis(1_500));
    trigger();
    List<String> values = gates(1).stream().map(Gate::value).toList();
    assertTrue(values.get(0).startsWith("e1: it is suspect: not heard from since"), values.get(0));
    assertEquals("e2: it is about to stop", values.get(1));
    assertEquals("e3: it has left", values.get(2));
    assertEquals("e4: it is not connected", values.get(3));
    assertEquals(4, values.size());
  }

  @Test
  void cordonedExecutorIsNamedWithItsReason() {
    join(7, "e1", slots(1));
    driver.beat(7, 1);
    driver.command(new Command.CordonExecutor(CoreDriver.ACTOR, new ExecutorId("e1")));
    trigger();
    waitsBecause("e1: it is cordoned: by tester");
  }

  @Test
  void whatComesAfterAnotherTaskWaitsForIt() {
    driver.put(
        job(
            "j",
            OverlapPolicy.QUEUE_ALL,
            List.of(),
            task("a", OnExecutorLoss.RERUN),
            task("b", OnExecutorLoss.RERUN, "a")));
    driver.trigger("j", null);
    driver.trigger("j", null);
    Gate dependency = gates(1).getLast();
    assertEquals(new Gate("b", "dependency", "a is READY", "a succeeds"), dependency);
    Gate overlap = gates(2).getFirst();
    assertEquals("overlap", overlap.gate());
    assertEquals("waits for run 1 of the same job to end", overlap.value());
    assertEquals("the runs before it end: [1]", overlap.opensWhen());
  }

  @Test
  void retryHeldAndLeaseAreGates() {
    join(7, "e1", slots(2));
    driver.beat(7, 1);
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.HOLD)));
    driver.trigger("j", null);
    assertEquals(List.of(), gates(1));
    driver.give(new Input.LinkClosed(7, "reset"));
    Gate lease = gates(1).getFirst();
    assertEquals("lease", lease.gate());
    assertTrue(lease.value().startsWith("e1 is not heard from since"), lease.value());
    assertEquals("it comes back, or its lease ends in 6000 ms", lease.opensWhen());
    driver.give(new Input.LinkOpened(8, "127.0.0.1:8"));
    driver.hello(8, "e1", "e1-1", "home-e1", List.of(), 1, List.of(), List.of());
    assertEquals("retry", gates(1).getFirst().gate());
    driver.beat(8, 1);
    driver.pass(Duration.ofMillis(200));
    driver.ended(8, new AttemptId(new RunId(1), "a", 2), "e1-1", Outcome.LOST);
    assertEquals("held", gates(1).getFirst().gate());
  }
}

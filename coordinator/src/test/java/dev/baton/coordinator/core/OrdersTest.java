package dev.baton.coordinator.core;

import static dev.baton.coordinator.core.CoreDriver.job;
import static dev.baton.coordinator.core.CoreDriver.task;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.job.ExecutorSelector;
import dev.baton.common.job.JobSpec;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.RetryPolicy;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.run.Trigger;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.ExecutorMessage.Capacity;
import dev.baton.common.wire.WireVersion;
import dev.baton.coordinator.core.Effect.Counter;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a start order carries, and what an executor's word on it leaves behind. */
class OrdersTest {
  private static final AttemptId FIRST = new AttemptId(new RunId(1), "a", 1);

  private final CoreDriver driver = new CoreDriver();

  @BeforeEach
  void lead() {
    driver.lead();
  }

  private static SortedMap<String, String> map(String... pairs) {
    TreeMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return SortedMaps.copyOf(map);
  }

  private static TaskSpec spec(
      String name,
      TaskAction action,
      RetryPolicy retry,
      SortedMap<String, String> params,
      String... after) {
    return new TaskSpec(
        name,
        List.of(after),
        action,
        ExecutorSelector.ANY_OF_DEFAULT_GROUP,
        null,
        Duration.ofSeconds(3),
        retry,
        OnExecutorLoss.HOLD,
        params);
  }

  private StartOrder newest() {
    return driver.sent(7, CoordinatorMessage.Start.class).getLast().order();
  }

  private TaskRun taskRun() {
    return driver.lastFact(Fact.TaskRunChanged.class).taskRun();
  }

  private Attempt attempt() {
    return driver.lastFact(Fact.AttemptChanged.class).attempt();
  }

  private void said(Instant startedAt, Instant endedAt, SortedMap<String, String> outputs) {
    AttemptOutcome outcome =
        new AttemptOutcome(
            FIRST,
            new Incarnation("i1"),
            Outcome.SUCCEEDED,
            0,
            "done",
            outputs,
            startedAt,
            endedAt);
    driver.give(new Input.FromExecutor(7, new ExecutorMessage.Ended(outcome)));
  }

  @Test
  void parametersOfTheRunGoBeforeThoseOfItsTaskAndThoseBeforeTheJobs() {
    driver.join(7, "e1", "i1");
    SortedMap<String, String> ofTask = map("b", "task", "c", "task");
    JobSpec spec =
        new JobSpec(
            new JobKey("test", "j"),
            "",
            map("a", "job", "b", "job", "c", "job"),
            List.of(),
            OverlapPolicy.ALLOW,
            List.of(spec("a", new TaskAction.Shell("true"), RetryPolicy.NONE, ofTask)));
    driver.put(spec);
    driver.command(
        new Command.TriggerRun(
            CoreDriver.ACTOR, spec.key(), Trigger.API, null, map("c", "run", "d", "run")));
    assertEquals(map("a", "job", "b", "task", "c", "run", "d", "run"), newest().params());
    assertEquals(1, driver.counted(Counter.ATTEMPTS_DISPATCHED));
    assertEquals(Trigger.API, newest().trigger());
  }

  @Test
  void outputsOfATaskAreInputsOfTheOneAfterItUnderItsName() {
    driver.join(7, "e1", "i1");
    driver.put(
        job(
            "j",
            OverlapPolicy.ALLOW,
            List.of(),
            task("a", OnExecutorLoss.RERUN),
            task("b", OnExecutorLoss.RERUN, "a")));
    driver.trigger("j", null);
    said(null, null, map("file", "x.csv"));
    assertEquals(Map.of("a.file", "x.csv"), newest().inputs());
  }

  @Test
  void timesOfAnAttemptAreTheExecutorsWordWhereItGivesOne() {
    driver.join(7, "e1", "i1");
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN)));
    driver.trigger("j", null);
    Instant started = driver.now().wall().plusMillis(5);
    driver.pass(Duration.ofMillis(100));
    said(started, started.plusMillis(20), SortedMaps.empty());
    assertEquals(started, attempt().startedAt());
    assertEquals(started.plusMillis(20), attempt().endedAt());
  }

  @Test
  void startThatWasKnownBeforeIsKeptAndAMissingEndIsNow() {
    driver.join(7, "e1", "i1");
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN)));
    driver.trigger("j", null);
    driver.beat(7, 1, FIRST);
    Instant started = attempt().startedAt();
    driver.pass(Duration.ofMillis(100));
    said(started.plusMillis(50), null, SortedMaps.empty());
    assertEquals(started, attempt().startedAt());
    assertEquals(driver.now().wall(), attempt().endedAt());
  }

  @Test
  void taskKeepsTheTimeOfItsFirstStartWhenItIsTriedAgain() {
    driver.join(7, "e1", "i1");
    RetryPolicy twice = new RetryPolicy(2, Duration.ofMillis(100), 1.0, Duration.ofMinutes(1));
    driver.put(
        job(
            "j",
            OverlapPolicy.ALLOW,
            List.of(),
            spec("a", new TaskAction.Shell("true"), twice, SortedMaps.empty())));
    driver.trigger("j", null);
    Instant first = taskRun().startedAt();
    driver.ended(7, FIRST, "i1", Outcome.FAILED);
    driver.pass(Duration.ofMillis(200));
    assertEquals(TaskStatus.RUNNING, taskRun().status());
    assertEquals(2, taskRun().lastAttempt());
    assertEquals(first, taskRun().startedAt());
  }

  private void join(long link, String name, List<String> interpreters) {
    driver.give(new Input.LinkOpened(link, "127.0.0.1:" + link));
    driver.give(
        new Input.FromExecutor(
            link,
            new ExecutorMessage.Hello(
                WireVersion.CURRENT,
                "",
                new ExecutorId(name),
                new Incarnation("i1"),
                "home-" + name,
                List.of(),
                0,
                new Capacity(
                    "default", SortedMaps.empty(), 4, List.of(), interpreters, "1", "host", 1),
                List.of(),
                List.of())));
    driver.beat(link, 1);
  }

  @Test
  void scriptGoesWhereItsInterpreterIsOrWhereNobodyHasSaidWhichThereAre() {
    TaskAction script = new TaskAction.Script(List.of("python3", "-u"), "print(1)");
    driver.put(
        job(
            "j",
            OverlapPolicy.ALLOW,
            List.of(),
            spec("a", script, RetryPolicy.NONE, SortedMaps.empty())));
    driver.trigger("j", null);
    join(7, "e1", List.of("perl"));
    assertEquals(List.of(), driver.sent(7, CoordinatorMessage.Start.class));
    join(8, "e2", List.of("bash", "python3"));
    assertEquals(1, driver.sent(8, CoordinatorMessage.Start.class).size());
    driver.give(new Input.FromExecutor(8, new ExecutorMessage.Goodbye("stops")));
    driver.trigger("j", null);
    join(9, "e3", List.of());
    assertEquals(1, driver.sent(9, CoordinatorMessage.Start.class).size());
  }

  @Test
  void canceledTaskThatWaitedForAPlaceIsNotPlacedLater() {
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN)));
    driver.trigger("j", null);
    driver.command(new Command.CancelRun(CoreDriver.ACTOR, new RunId(1)));
    driver.join(7, "e1", "i1");
    assertEquals(List.of(), driver.sent(7, CoordinatorMessage.Start.class));
  }

  @Test
  void canceledAttemptThatNeverStartedIsCanceledAndNotTriedElsewhere() {
    driver.join(7, "e1", "i1");
    driver.put(job("j", OverlapPolicy.ALLOW, List.of(), task("a", OnExecutorLoss.RERUN)));
    driver.trigger("j", null);
    driver.command(new Command.CancelRun(CoreDriver.ACTOR, new RunId(1)));
    driver.give(new Input.FromExecutor(7, new ExecutorMessage.StartRefused(FIRST, "no lease")));
    assertEquals(Outcome.LOST, attempt().outcome());
    assertEquals(TaskStatus.CANCELED, taskRun().status());
    assertEquals(RunStatus.CANCELED, driver.lastFact(Fact.RunChanged.class).run().status());
  }

  @Test
  void cancelThatIsSaidAgainGivesTheSameGrace() {
    driver.join(7, "e1", "i1");
    driver.put(
        job(
            "j",
            OverlapPolicy.ALLOW,
            List.of(),
            spec("a", new TaskAction.Shell("true"), RetryPolicy.NONE, SortedMaps.empty())));
    driver.trigger("j", null);
    driver.give(new Input.LinkClosed(7, "reset"));
    driver.command(new Command.CancelRun(CoreDriver.ACTOR, new RunId(1)));
    driver.give(new Input.LinkOpened(8, "127.0.0.1:8"));
    driver.hello(8, "e1", "i1", "home-e1", List.of(), 1, List.of(FIRST), List.of());
    assertEquals(AttemptStatus.RUNNING, attempt().status());
    assertEquals(
        List.of(new CoordinatorMessage.Cancel(1, FIRST, 3_000, "canceled by tester")),
        driver.sent(8, CoordinatorMessage.Cancel.class));
  }
}

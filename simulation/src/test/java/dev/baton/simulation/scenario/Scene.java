package dev.baton.simulation.scenario;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.job.DstRule;
import dev.baton.common.job.ExecutorSelector;
import dev.baton.common.job.JobSpec;
import dev.baton.common.job.MisfirePolicy;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.RetryPolicy;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.job.Timing;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.Trigger;
import dev.baton.coordinator.core.CoreSettings;
import dev.baton.coordinator.core.Effect;
import dev.baton.coordinator.core.Effect.Role;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.Command.Actor;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.ExecutorStatus;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.FailoverEvent;
import dev.baton.coordinator.core.state.Run;
import dev.baton.simulation.Shape;
import dev.baton.simulation.SimCluster;
import dev.baton.simulation.check.Checkers;
import dev.baton.simulation.net.SimLink;
import dev.baton.simulation.node.SimCoordinator;
import dev.baton.simulation.node.SimExecutor;
import dev.baton.simulation.plant.PlantedBug;
import dev.baton.simulation.store.StoreRows;
import dev.baton.simulation.trace.Trace;
import dev.baton.simulation.world.World;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A cluster of two coordinators and two executors with right clocks, watched by all checkers, and
 * the words to tell a scenario in.
 */
final class Scene {
  static final Duration LEASE = Duration.ofMillis(CoreSettings.DEFAULT.leaseMs());
  static final Duration DRIFT = Duration.ofMillis(CoreSettings.DEFAULT.driftMarginMs());

  private static final Actor ACTOR = new Actor("tester", "scenario", "");
  private static final int KEPT_LINES = 60;

  final SimCluster cluster;
  private final Trace trace = new Trace(KEPT_LINES, null);
  private int lastRespelling;

  Scene(long seed, CoreSettings settings, PlantedBug bug) {
    Shape shape = new Shape(2, 2, settings, Shape.ELECTION_SESSION_MS, bug, true);
    cluster = new SimCluster(seed, shape, trace);
    Checkers.of(cluster).forEach(cluster::watchedBy);
  }

  List<String> lastLines() {
    return trace.lastLines();
  }

  // ---- given

  /** Everything is started and quiet: somebody leads, and every executor is UP. */
  Scene started() {
    cluster.start();
    until("a leader", 10, () -> cluster.leader() != null);
    cluster.executors().forEach(this::untilUp);
    return this;
  }

  /** A job of one task that runs that long and succeeds. */
  JobKey job(OnExecutorLoss onLoss, Duration runs) {
    return put(List.of(), OverlapPolicy.ALLOW, task("a", onLoss, runs));
  }

  /** A job of one task that fails at once, and is tried again at once, a hundred times. */
  JobKey failsAndIsTriedAgainAtOnce(RetryPolicy.OverBudget overBudget) {
    return failing(
        new RetryPolicy(RetryPolicy.MAX_ATTEMPTS, Duration.ZERO, 1.0, Duration.ZERO, overBudget));
  }

  /** A job of one task that fails at once, and is tried again after ten seconds. */
  JobKey failsAndIsTriedAgainLater() {
    Duration later = Duration.ofSeconds(10);
    return failing(new RetryPolicy(3, later, 1.0, later));
  }

  private JobKey failing(RetryPolicy retry) {
    TaskSpec task = task("a", OnExecutorLoss.RERUN, Duration.ofMillis(1));
    return put(
        List.of(),
        OverlapPolicy.ALLOW,
        new TaskSpec(
            task.name(),
            List.of(),
            new TaskAction.Shell("1 ms, fails"),
            task.executors(),
            null,
            Duration.ZERO,
            retry,
            task.onExecutorLoss(),
            SortedMaps.empty()));
  }

  /** A job of two tasks, one after the other. */
  JobKey twoTasks(OnExecutorLoss onLoss, Duration first, Duration second) {
    return put(
        List.of(), OverlapPolicy.ALLOW, task("a", onLoss, first), task("b", onLoss, second, "a"));
  }

  /** A job that fires each second and whose runs wait for an executor that there is not. */
  JobKey everySecondForNobody() {
    TaskSpec task = task("a", OnExecutorLoss.RERUN, Duration.ofMillis(20));
    return put(
        List.of(schedule("* * * * * ?")),
        OverlapPolicy.ALLOW,
        new TaskSpec(
            task.name(),
            List.of(),
            task.action(),
            new ExecutorSelector("nobody", SortedMaps.empty()),
            null,
            Duration.ZERO,
            RetryPolicy.NONE,
            task.onExecutorLoss(),
            SortedMaps.empty()));
  }

  /** What the leader answers to one more run of the job. */
  CommandResult oneMore(JobKey job) {
    return ask(new Command.TriggerRun(ACTOR, job, Trigger.MANUAL, null, SortedMaps.empty()));
  }

  /** A job of one quick task that fires each second. */
  JobKey everySecond() {
    return put(
        List.of(schedule("* * * * * ?")),
        OverlapPolicy.ALLOW,
        task("a", OnExecutorLoss.RERUN, Duration.ofMillis(20)));
  }

  /** The same job again; its schedule fires at the same times and is spelled otherwise. */
  void putAgain(JobKey job) {
    String spelled = lastRespelling++ % 2 == 0 ? "*/1 * * * * ?" : "* * * * * ?";
    put(
        List.of(schedule(spelled)),
        OverlapPolicy.ALLOW,
        task("a", OnExecutorLoss.RERUN, Duration.ofMillis(20)));
    until(
        "the job as it was put again",
        10,
        () ->
            rows().job(job).spec().schedules().getFirst().timing()
                    instanceof Timing.Cron(String expression, ZoneId _, DstRule _)
                && expression.equals(spelled));
  }

  /** The job is deleted, as soon as no run of it is active. */
  void delete(JobKey job) {
    for (int tries = 0; rows().job(job) != null && tries < 100; tries++) {
      ask(new Command.DeleteJob(ACTOR, job));
      pass(Duration.ofMillis(5));
    }
    until("the deletion", 1, () -> rows().job(job) == null);
  }

  /** A job of that name again: it fires each second, and skips while a run of it is active. */
  void anewWithLongRuns() {
    put(
        List.of(schedule("* * * * * ?")),
        OverlapPolicy.SKIP,
        task("a", OnExecutorLoss.RERUN, Duration.ofSeconds(4)));
  }

  private static ScheduleSpec schedule(String cron) {
    return new ScheduleSpec(
        "s",
        new Timing.Cron(cron, ZoneId.of("UTC"), DstRule.DEFAULT),
        MisfirePolicy.FIRE_ALL,
        Duration.ofSeconds(60),
        Duration.ofHours(1));
  }

  private JobKey put(List<ScheduleSpec> schedules, OverlapPolicy overlap, TaskSpec... tasks) {
    JobKey key = new JobKey("scene", "job");
    cluster
        .operators()
        .define(new JobSpec(key, "", SortedMaps.empty(), schedules, overlap, List.of(tasks)));
    until("the job", 10, () -> rows().job(key) != null);
    return key;
  }

  private static TaskSpec task(String name, OnExecutorLoss onLoss, Duration runs, String... after) {
    return new TaskSpec(
        name,
        List.of(after),
        new TaskAction.Shell(runs.toMillis() + " ms"),
        ExecutorSelector.ANY_OF_DEFAULT_GROUP,
        null,
        Duration.ZERO,
        RetryPolicy.NONE,
        onLoss,
        SortedMaps.empty());
  }

  // ---- who

  StoreRows rows() {
    return cluster.store().rows();
  }

  SimCoordinator leader() {
    return cluster.leader();
  }

  /** The coordinator that is not the leader. */
  SimCoordinator standby() {
    return other(leader());
  }

  SimCoordinator other(SimCoordinator coordinator) {
    return cluster.coordinators().stream().filter(c -> c != coordinator).findFirst().orElseThrow();
  }

  /** The executor that the newest attempt of the task was given to. */
  SimExecutor executorOf(String task) {
    return cluster.executors().stream()
        .filter(executor -> executor.id().equals(newest(task).executor()))
        .findFirst()
        .orElseThrow();
  }

  /** The newest attempt of the task in the newest run; null if there is none. */
  Attempt newest(String task) {
    Attempt found = null;
    if (run() == null) {
      return null;
    }
    for (Attempt attempt : rows().attempts(run().id())) {
      if (attempt.id().task().equals(task)) {
        found = attempt;
      }
    }
    return found;
  }

  Attempt attempt(String task, int number) {
    return rows().attempt(new AttemptId(run().id(), task, number));
  }

  /** The newest run; null if there is none. */
  Run run() {
    long newest = rows().lastRunId();
    return newest == 0 ? null : rows().run(new RunId(newest));
  }

  /** The link between the two; there must be one. */
  SimLink link(SimExecutor executor, SimCoordinator coordinator) {
    return cluster.net().openLinks().stream()
        .filter(link -> link.dialer().life() == executor.life())
        .filter(link -> link.acceptor().life() == coordinator.life())
        .findFirst()
        .orElseThrow();
  }

  // ---- when

  /** Somebody triggers the job, and asks until it is accepted. */
  void trigger(JobKey job) {
    cluster.operators().trigger(rows().job(job).spec());
  }

  /** The job is triggered, and its first task's process runs. */
  void running(JobKey job) {
    long before = rows().lastRunId();
    trigger(job);
    until(
        "a process of the task",
        10,
        () ->
            rows().lastRunId() > before
                && newest("a") != null
                && newest("a").status() == AttemptStatus.RUNNING);
  }

  /** From every coordinator and from ZooKeeper. */
  void cutOff(SimExecutor executor) {
    cluster.coordinators().forEach(c -> cluster.net().cut(executor.host(), c.host()));
    cluster.net().cut(executor.host(), cluster.zookeeper().host());
  }

  void heal(SimExecutor executor) {
    cluster.coordinators().forEach(c -> cluster.net().heal(executor.host(), c.host()));
    cluster.net().heal(executor.host(), cluster.zookeeper().host());
  }

  /** Dies; the standby sees the refused redial and removes its election node. */
  void killAndRemoveNode(SimCoordinator coordinator) {
    var life = coordinator.life();
    coordinator.kill();
    cluster.zookeeper().removeNodeOf(life);
  }

  /** Just before the coordinator commits a batch with such a fact. */
  void beforeCommitWith(SimCoordinator who, Predicate<Fact> fact, Runnable happening) {
    who.before(
        effect ->
            effect instanceof Effect.Commit commit
                && commit.batch().facts().stream().anyMatch(fact),
        happening);
  }

  /** Just before the coordinator says something of that kind to an executor. */
  void beforeSaying(SimCoordinator who, Class<?> message, Runnable happening) {
    who.before(
        effect -> effect instanceof Effect.Send send && message.isInstance(send.message()),
        happening);
  }

  void pass(Duration time) {
    cluster.runFor(time.toNanos());
  }

  void until(String what, long atMostSeconds, BooleanSupplier holds) {
    if (!cluster.runUntil(holds, atMostSeconds * World.SECOND)) {
      throw new AssertionError("not within " + atMostSeconds + " s: " + what);
    }
  }

  // ---- then

  void untilUp(SimExecutor executor) {
    untilStatus(executor, ExecutorStatus.UP, 20);
  }

  void untilStatus(SimExecutor executor, ExecutorStatus status, long atMostSeconds) {
    long end = cluster.world().now() + atMostSeconds * World.SECOND;
    ExecutorStatus last = null;
    while (cluster.world().now() < end) {
      last = status(executor);
      if (last == status) {
        return;
      }
      pass(Duration.ofMillis(20));
    }
    throw new AssertionError(executor.id() + " is " + last + ", not " + status);
  }

  /** As the leader sees it; null if nobody leads or it is not known. */
  ExecutorStatus status(SimExecutor executor) {
    if (ask(new Command.ListExecutors(ACTOR)) instanceof CommandResult.Executors executors) {
      return executors.executors().stream()
          .filter(view -> view.id().equals(executor.id()))
          .map(CommandResult.ExecutorView::status)
          .findFirst()
          .orElse(null);
    }
    return null;
  }

  /** What explain says of the newest run's first gate; null if it has none. */
  CommandResult.Gate gate() {
    return ask(new Command.ExplainRun(ACTOR, run().id())) instanceof CommandResult.Explained named
            && !named.gates().isEmpty()
        ? named.gates().getFirst()
        : null;
  }

  /** An operator approves that action of an incident. */
  void approve(long incident, String action) {
    cluster.operators().want(new Command.ApproveIncident(ACTOR, incident, action));
  }

  private CommandResult ask(Command command) {
    SimCoordinator leader = leader();
    if (leader == null) {
      return null;
    }
    CommandResult[] answer = new CommandResult[1];
    leader.ask(command, result -> answer[0] = result);
    cluster.runUntil(() -> answer[0] != null, 100 * World.MS);
    return answer[0];
  }

  void untilSucceeded(long atMostSeconds) {
    until("the run's success", atMostSeconds, () -> run().status() == RunStatus.SUCCEEDED);
  }

  /** Another coordinator than that one leads. */
  void untilAnotherLeads(SimCoordinator than) {
    until(
        "another leader",
        20,
        () -> leader() != null && leader() != than && leader().role() == Role.LEADER);
  }

  void untilEnded(Attempt attempt, Outcome outcome, long atMostSeconds) {
    until(
        attempt.id() + " " + outcome,
        atMostSeconds,
        () -> rows().attempt(attempt.id()).outcome() == outcome);
  }

  boolean happened(FailoverEvent.Kind kind) {
    return rows().failoverEvents().stream().anyMatch(event -> event.kind() == kind);
  }

  static boolean makesRun(Fact fact) {
    return fact instanceof Fact.RunCreated;
  }

  static boolean makesAttempt(Fact fact) {
    return fact instanceof Fact.AttemptCreated;
  }

  static boolean endsAttempt(Fact fact) {
    return fact instanceof Fact.AttemptChanged changed
        && changed.attempt().status() == AttemptStatus.ENDED;
  }
}

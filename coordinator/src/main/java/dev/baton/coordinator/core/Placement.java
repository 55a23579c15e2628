package dev.baton.coordinator.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.job.ExecutorSelector;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.TaskAction;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.time.Now;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.CoordinatorMessage.StartOrder;
import dev.baton.coordinator.core.Effect.Counter;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.incident.WaitingLine;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.TaskRun;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Chooses where READY task runs go, oldest run first, to the executor with the smallest part of its
 * slots in use.
 */
final class Placement {
  /** A lease with less left than this gets no new attempts: the start might come too late. */
  static final long MIN_LEASE_LEFT_MS = 500;

  /** Reasons named of a line that waits. */
  static final int MAX_REFUSALS = 5;

  /** What a task asks of an executor; task runs with equal needs share a queue. */
  record Need(ExecutorSelector selector, String handler, String interpreter) {
    static Need of(TaskSpec task) {
      return switch (task.action()) {
        case TaskAction.Java java -> new Need(task.executors(), java.handler(), "");
        case TaskAction.Script script ->
            new Need(task.executors(), "", script.interpreter().getFirst());
        case TaskAction.Shell shell -> new Need(task.executors(), "", "");
        case TaskAction.Command command -> new Need(task.executors(), "", "");
        case TaskAction.Http http -> new Need(task.executors(), "", "");
      };
    }

    /** For people, and the same for the same need. */
    String subject() {
      StringBuilder text = new StringBuilder(selector.group());
      if (!selector.labels().isEmpty()) {
        text.append(' ').append(selector.labels());
      }
      if (!handler.isEmpty()) {
        text.append(" handler ").append(handler);
      }
      if (!interpreter.isEmpty()) {
        text.append(" interpreter ").append(interpreter);
      }
      return text.toString();
    }
  }

  private final Desk desk;
  private final Executors executors;
  private final Retries retries;
  private final Map<Need, TreeSet<TaskRunId>> ready = new LinkedHashMap<>();

  Placement(Desk desk, Executors executors, Retries retries) {
    this.desk = desk;
    this.executors = executors;
    this.retries = retries;
  }

  void enqueue(TaskRunId id, TaskSpec task) {
    ready.computeIfAbsent(Need.of(task), need -> new TreeSet<>()).add(id);
  }

  boolean isInLine(TaskRunId id, TaskSpec task) {
    TreeSet<TaskRunId> queue = ready.get(Need.of(task));
    return queue != null && queue.contains(id);
  }

  void remove(TaskRunId id, TaskSpec task) {
    TreeSet<TaskRunId> queue = ready.get(Need.of(task));
    if (queue != null) {
      queue.remove(id);
    }
  }

  /** Places as much as there is room for. */
  void run() {
    Iterator<Map.Entry<Need, TreeSet<TaskRunId>>> queues = ready.entrySet().iterator();
    while (queues.hasNext()) {
      Map.Entry<Need, TreeSet<TaskRunId>> queue = queues.next();
      place(queue.getKey(), queue.getValue());
      if (queue.getValue().isEmpty()) {
        queues.remove();
      }
    }
  }

  private void place(Need need, NavigableSet<TaskRunId> queue) {
    List<ExecutorSession> fitting = null;
    while (!queue.isEmpty() && !desk.pipeline.isBackedUp()) {
      if (fitting == null) {
        fitting = fitting(need);
      }
      Attempt failed = lastFailed(queue.first());
      ExecutorSession chosen = leastBusy(fitting, failed == null ? null : failed.executor());
      if (chosen == null) {
        return;
      }
      dispatch(queue.pollFirst(), chosen, failed);
      desk.pipeline.boundary();
    }
  }

  /** Those whose machines are short of something only where there is no other: never the last. */
  private List<ExecutorSession> fitting(Need need) {
    List<ExecutorSession> fitting = new ArrayList<>();
    List<ExecutorSession> pressed = new ArrayList<>();
    for (ExecutorSession session : executors.sessions()) {
      if (whyNot(session, need) == null) {
        (session.pressure.shortage() == null ? fitting : pressed).add(session);
      }
    }
    return fitting.isEmpty() ? pressed : fitting;
  }

  /**
   * The newest attempt of that task run that failed on its own account; null = none. It is tried on
   * another executor next: only so can a task that fails everywhere be told from an executor that
   * is ill. Attempts that were lost since, or never started, say nothing of that.
   */
  Attempt lastFailed(TaskRunId id) {
    RunInProgress run = desk.state.run(id.run());
    TaskRun task = run.task(id.task());
    int number = task.failures() == 0 ? 0 : task.lastAttempt();
    for (; number > 0; number--) {
      Attempt attempt = run.attempt(new AttemptId(id.run(), id.task(), number));
      boolean failed =
          attempt != null
              && (attempt.outcome() == Outcome.FAILED || attempt.outcome() == Outcome.TIMED_OUT);
      if (failed) {
        return attempt;
      }
    }
    return null;
  }

  private static String whyThere(ExecutorSession to, Attempt failed) {
    if (failed == null) {
      return "placed on " + to.id;
    }
    return failed.executor().equals(to.id)
        ? "placed on "
            + to.id
            + " again, where attempt "
            + failed.id().number()
            + " failed: no other had room"
        : "placed on "
            + to.id
            + ", for attempt "
            + failed.id().number()
            + " failed on "
            + failed.executor();
  }

  /**
   * @param avoided gets it only where no other has room; null = none
   */
  private ExecutorSession leastBusy(List<ExecutorSession> fitting, ExecutorId avoided) {
    ExecutorSession best = null;
    double bestUse = 2.0;
    for (ExecutorSession session : fitting) {
      double use = (double) desk.state.liveCount(session.id) / session.slots();
      if (use >= 1.0) {
        continue;
      }
      if (session.id.equals(avoided)) {
        use += 1.0;
      }
      if (use < bestUse) {
        bestUse = use;
        best = session;
      }
    }
    return best;
  }

  /** Why this executor can take no attempt of that need now, slots apart; null if it can. */
  String whyNot(ExecutorSession session, Need need) {
    if (session.capacity == null || !session.isLinked()) {
      return session.left ? "it has left" : "it is not connected";
    }
    if (!need.selector().group().equals(session.capacity.group())) {
      return "it is in group " + session.capacity.group();
    }
    if (!need.selector().accepts(session.capacity.group(), session.capacity.labels())) {
      return "its labels " + session.capacity.labels() + " do not match";
    }
    if (!need.handler().isEmpty() && !session.capacity.handlers().contains(need.handler())) {
      return "it has no handler " + need.handler();
    }
    if (!need.interpreter().isEmpty()
        && !session.capacity.interpreters().isEmpty()
        && !session.capacity.interpreters().contains(need.interpreter())) {
      return "it has no interpreter " + need.interpreter();
    }
    ExecutorRow row = desk.state.executor(session.id);
    if (row != null && row.cordonReason() != null) {
      return "it is cordoned: " + row.cordonReason();
    }
    if (session.drainingItself) {
      return "it is about to stop";
    }
    if (session.suspect) {
      return "it is suspect: not heard from since " + session.lastHeardAt;
    }
    if (session.pressure.forbidsWork()) {
      return "its disk is full: " + session.pressure.shortage().text();
    }
    if (!session.granted || leaseLeftMs(session) < MIN_LEASE_LEFT_MS) {
      return "it has no lease yet";
    }
    return null;
  }

  /** What waits, by need; costs as much as there are needs, whatever the number of tasks. */
  List<WaitingLine> waitingLines(int limit) {
    List<WaitingLine> lines = new ArrayList<>();
    for (Map.Entry<Need, TreeSet<TaskRunId>> queue : ready.entrySet()) {
      if (lines.size() >= limit) {
        break;
      }
      if (!queue.getValue().isEmpty()) {
        lines.add(line(queue.getKey(), queue.getValue()));
      }
    }
    return lines;
  }

  private WaitingLine line(Need need, NavigableSet<TaskRunId> queue) {
    int takers = 0;
    int free = 0;
    List<String> refusals = new ArrayList<>();
    for (ExecutorSession session : executors.sessions()) {
      String whyNot = whyNot(session, need);
      if (whyNot == null) {
        takers++;
        free += Math.max(0, session.slots() - desk.state.liveCount(session.id));
      } else if (refusals.size() < MAX_REFUSALS
          && session.capacity != null
          && session.capacity.group().equals(need.selector().group())) {
        refusals.add(session.id + ": " + whyNot);
      }
    }
    return new WaitingLine(
        need.subject(),
        need.selector().group(),
        queue.first(),
        queue.last(),
        queue.size(),
        takers,
        free,
        refusals);
  }

  /** Whether all its slots are in use. */
  boolean isFull(ExecutorSession session) {
    return session.capacity != null && desk.state.liveCount(session.id) >= session.slots();
  }

  long leaseLeftMs(ExecutorSession session) {
    long left = (session.leaseEndsNanos - desk.now().nanos()) / Now.NANOS_PER_MS;
    return Math.max(0, left - desk.settings.driftMarginMs());
  }

  private void dispatch(TaskRunId id, ExecutorSession to, Attempt failed) {
    RunInProgress run = desk.state.run(id.run());
    TaskRun task = run.task(id.task());
    TaskSpec spec = run.spec().task(id.task());
    AttemptId attemptId = new AttemptId(id.run(), id.task(), task.lastAttempt() + 1);
    boolean leased = spec.onExecutorLoss() != OnExecutorLoss.RERUN;
    Attempt attempt =
        new Attempt(
            attemptId,
            to.id,
            to.incarnation,
            new FencingToken(desk.epoch, attemptId.number()),
            leased,
            AttemptStatus.DISPATCHED,
            null,
            null,
            whyThere(to, failed),
            null,
            false,
            desk.instant(),
            null,
            null);
    desk.record(new Fact.AttemptCreated(attempt));
    desk.record(
        new Fact.TaskRunChanged(
            new TaskRun(
                id,
                TaskStatus.RUNNING,
                attemptId.number(),
                task.failures(),
                task.losses(),
                null,
                "attempt " + attemptId.number() + " on " + to.id,
                task.outputs(),
                task.accepted(),
                task.startedAt() == null ? desk.instant() : task.startedAt(),
                null)));
    desk.sendAfterCommit(
        to.link, new CoordinatorMessage.Start(desk.epoch, order(run, spec, attempt)));
    desk.count(Counter.ATTEMPTS_DISPATCHED);
    if (attemptId.number() == 1) {
      retries.firstAttempt(run.run().job());
    }
  }

  private static StartOrder order(RunInProgress run, TaskSpec spec, Attempt attempt) {
    TreeMap<String, String> params = new TreeMap<>(run.spec().params());
    params.putAll(spec.params());
    params.putAll(run.run().params());
    return new StartOrder(
        attempt.id(),
        run.run().job(),
        attempt.token(),
        run.run().job() + "/" + run.run().id() + "/" + spec.name(),
        attempt.leased(),
        run.run().trigger(),
        run.run().fireAt(),
        spec.action(),
        params,
        inputs(run, spec),
        spec.timeout(),
        spec.killGrace());
  }

  private static SortedMap<String, String> inputs(RunInProgress run, TaskSpec spec) {
    TreeMap<String, String> inputs = new TreeMap<>();
    for (String upstream : spec.after()) {
      run.task(upstream).outputs().forEach((key, value) -> inputs.put(upstream + "." + key, value));
    }
    return inputs;
  }
}

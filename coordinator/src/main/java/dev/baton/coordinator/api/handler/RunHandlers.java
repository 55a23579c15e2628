package dev.baton.coordinator.api.handler;

import dev.baton.common.api.ApiLimits;
import dev.baton.common.api.BulkRunsRequest;
import dev.baton.common.api.BulkRunsView;
import dev.baton.common.api.DecideRequest;
import dev.baton.common.api.ExplainView;
import dev.baton.common.api.ExplainView.GateView;
import dev.baton.common.api.Page;
import dev.baton.common.api.ReasonRequest;
import dev.baton.common.api.RunAcceptedView;
import dev.baton.common.api.TaskPlanView;
import dev.baton.common.api.TriggerRequest;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.job.JobSpec;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.Trigger;
import dev.baton.coordinator.api.http.Answer;
import dev.baton.coordinator.api.http.ProblemCode;
import dev.baton.coordinator.api.http.ProblemFailure;
import dev.baton.coordinator.api.http.QueryText;
import dev.baton.coordinator.api.http.Request;
import dev.baton.coordinator.api.view.RunViews;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.Command.Actor;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Explained;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import dev.baton.coordinator.core.command.CommandResult.RunAccepted;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.store.ReadStore;
import dev.baton.coordinator.store.ReadStore.RunFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Runs: start, look, cancel, explain, decide. */
final class RunHandlers {
  private static final ReasonRequest NO_REASON = new ReasonRequest(null);

  private final ReadStore store;
  private final Commands commands;

  RunHandlers(ReadStore store, Commands commands) {
    this.store = store;
    this.commands = commands;
  }

  Answer list(Request request) {
    QueryText query = request.query();
    int limit = RecordHandlers.limit(query);
    long before = Cursor.readNumber(query, "runs");
    RunFilter filter =
        new RunFilter(
            Texts.jobFilter(query),
            query.words("status", RunStatus.class),
            query.instant("from"),
            query.instant("to"));
    List<Run> runs = store.runs(filter, before == 0 ? null : new RunId(before), limit);
    String next = runs.size() < limit ? null : Cursor.after("runs", runs.getLast().id());
    return Answer.ok(new Page<>(runs.stream().map(RunViews::run).toList(), next));
  }

  Answer get(Request request) {
    Run run = stored(Texts.run(request));
    JobSpec spec = store.jobVersion(run.job(), run.jobVersion()).map(Job::spec).orElse(null);
    return Answer.ok(
        RunViews.detail(run, store.taskRuns(run.id()), store.attempts(run.id()), spec));
  }

  Answer trigger(Request request) throws InterruptedException {
    TriggerRequest asked =
        request.json(TriggerRequest.class, new TriggerRequest(null, null, null, null));
    JobKey job = Texts.job(request);
    String key = Texts.requestKey("requestKey", asked.requestKey());
    Command command =
        new Command.TriggerRun(
            Commands.actor(request, asked.reason()),
            job,
            triggerOf(asked.trigger()),
            key,
            Texts.params(asked.params()));
    RunAccepted known = known(store, job, key);
    return accepted(known != null ? known : (RunAccepted) commands.ask(command));
  }

  /** Hands all of them to the core before it waits for the first, so that they share commits. */
  Answer triggerMany(Request request) throws InterruptedException {
    BulkRunsRequest asked = request.json(BulkRunsRequest.class);
    List<String> keys = asked.requestKeys() == null ? List.of() : asked.requestKeys();
    if (keys.isEmpty() || keys.size() > ApiLimits.MAX_BULK_RUNS) {
      throw ProblemFailure.ofField(
          ProblemCode.INVALID,
          "requestKeys",
          "'requestKeys' must hold 1 to " + ApiLimits.MAX_BULK_RUNS + " keys. Nothing was done.");
    }
    Actor actor = Commands.actor(request, asked.reason());
    JobKey job = Texts.job(request);
    Trigger trigger = triggerOf(asked.trigger());
    SortedMap<String, String> params = Texts.params(asked.params());
    for (int i = 0; i < keys.size(); i++) {
      if (Texts.requestKey("requestKeys[" + i + "]", keys.get(i)) == null) {
        throw ProblemFailure.ofField(
            ProblemCode.INVALID, "requestKeys[" + i + "]", "A request key is null.");
      }
    }
    List<CompletionStage<CommandResult>> given = new ArrayList<>();
    for (String key : keys) {
      RunAccepted known = known(store, job, key);
      given.add(
          known != null
              ? CompletableFuture.completedStage(known)
              : commands.give(new Command.TriggerRun(actor, job, trigger, key, params)));
    }
    List<BulkRunsView.Item> items = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      items.add(item(keys.get(i), request, given.get(i)));
    }
    return Answer.ok(new BulkRunsView(items));
  }

  private BulkRunsView.Item item(String key, Request request, CompletionStage<CommandResult> given)
      throws InterruptedException {
    try {
      CommandResult result = commands.await(given);
      if (result instanceof RunAccepted accepted) {
        return new BulkRunsView.Item(key, accepted.run().value(), accepted.created(), null);
      }
      throw Commands.failureOf((Rejected) result);
    } catch (ProblemFailure e) {
      return new BulkRunsView.Item(key, null, false, e.toProblem(request.path()));
    }
  }

  Answer cancel(Request request) throws InterruptedException {
    String reason = request.json(ReasonRequest.class, NO_REASON).reason();
    return ClusterHandlers.done(
        commands.ask(new Command.CancelRun(Commands.actor(request, reason), Texts.run(request))));
  }

  Answer explain(Request request) throws InterruptedException {
    RunId run = Texts.run(request);
    CommandResult result =
        commands.outcome(new Command.ExplainRun(Commands.actor(request, null), run));
    if (result instanceof Explained explained) {
      return Answer.ok(
          new ExplainView(
              explained.run().value(),
              explained.gates().stream()
                  .map(gate ->
                      new GateView(gate.task(), gate.gate(), gate.value(), gate.opensWhen()))
                  .toList()));
    }
    Rejected rejected = (Rejected) result;
    if (rejected.code() == CommandResult.Code.NOT_FOUND && stored(run).status().isEnd()) {
      // The core forgets runs that have ended: nothing of them waits.
      return Answer.ok(new ExplainView(run.value(), List.of()));
    }
    throw Commands.failureOf(rejected);
  }

  Answer decide(Request request) throws InterruptedException {
    DecideRequest asked = request.json(DecideRequest.class);
    if (asked.decision() == null) {
      throw ProblemFailure.ofField(
          ProblemCode.INVALID,
          "decision",
          "'decision' must be RERUN, END_AND_RERUN, SUCCEED or FAIL. Nothing was done.");
    }
    RunId run = Texts.run(request);
    String task = request.value("task");
    CommandResult result =
        commands.ask(
            new Command.DecideTask(
                Commands.actor(request, asked.reason()),
                run,
                task,
                asked.decision(),
                Boolean.TRUE.equals(asked.preview())));
    return result instanceof CommandResult.Planned planned
        ? Answer.ok(
            new TaskPlanView(
                run.value(),
                task,
                asked.decision(),
                planned.steps().stream()
                    .map(step -> new TaskPlanView.Step(step.task(), step.what()))
                    .toList(),
                planned.risk()))
        : ClusterHandlers.done(result);
  }

  /**
   * The run that an earlier request with this key led to; null if the store has none. The core
   * remembers the keys of runs of its own leadership only; this knows those of all time. Asked on
   * the leader alone, so a run that an earlier leader accepted is in the store by now.
   */
  static RunAccepted known(ReadStore store, JobKey job, String requestKey) {
    return requestKey == null
        ? null
        : store
            .runByRequestKey(job, requestKey)
            .map(run -> new RunAccepted(run.id(), false))
            .orElse(null);
  }

  static Answer accepted(RunAccepted accepted) {
    return Answer.json(
            accepted.created() ? 201 : 200,
            new RunAcceptedView(accepted.run().value(), accepted.created()))
        .with("Location", "/api/v1/runs/" + accepted.run());
  }

  private static Trigger triggerOf(Trigger asked) {
    if (asked != null && asked != Trigger.MANUAL && asked != Trigger.API) {
      throw ProblemFailure.ofField(
          ProblemCode.INVALID, "trigger", "'trigger' must be MANUAL or API. Nothing was done.");
    }
    return asked == null ? Trigger.API : asked;
  }

  private Run stored(RunId id) {
    return store.run(id).orElseThrow(() -> Texts.notFound("run " + id));
  }
}

package dev.baton.coordinator.core;

import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.coordinator.core.audit.AuditReport;
import dev.baton.coordinator.core.command.Command;
import dev.baton.coordinator.core.command.Command.Actor;
import dev.baton.coordinator.core.command.CommandResult;
import dev.baton.coordinator.core.command.CommandResult.Checked;
import dev.baton.coordinator.core.command.CommandResult.Code;
import dev.baton.coordinator.core.command.CommandResult.Done;
import dev.baton.coordinator.core.command.CommandResult.JobStored;
import dev.baton.coordinator.core.command.CommandResult.Rejected;
import dev.baton.coordinator.core.command.CommandResult.RunAccepted;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.ExecutorRow;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.LeadershipRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Carries out what people and programs ask for; answers when it is durable. */
final class Commands {
  /** Jobs that may be defined. */
  static final int MAX_JOBS = 100_000;

  private final Desk desk;
  private final Runs runs;
  private final Fires fires;
  private final Overlap overlap;
  private final RunLimits limits;
  private final Cancels cancels;
  private final Explain explain;
  private final Reruns reruns;
  private final TaskDecisions decisions;
  private final Supplier<AuditReport> audit;
  private boolean steppingDown;

  Commands(
      Desk desk,
      Runs runs,
      Fires fires,
      Overlap overlap,
      RunLimits limits,
      Cancels cancels,
      Explain explain,
      Supplier<AuditReport> audit) {
    this.desk = desk;
    this.runs = runs;
    this.fires = fires;
    this.overlap = overlap;
    this.limits = limits;
    this.cancels = cancels;
    this.explain = explain;
    this.audit = audit;
    this.reruns = new Reruns(desk, runs);
    this.decisions = new TaskDecisions(desk, runs, cancels);
  }

  void carryOut(long request, Command command) {
    CommandResult result =
        steppingDown
            ? rejected(Code.NOT_LEADER, "This coordinator is handing over. Ask again.")
            : carryOut(command);
    desk.pipeline.hold(new Effect.Answer(request, result), desk.out());
    desk.pipeline.boundary();
  }

  private CommandResult carryOut(Command command) {
    return switch (command) {
      case Command.PutJob put -> putJob(put);
      case Command.DeleteJob delete -> deleteJob(delete);
      case Command.PauseJob pause -> pauseJob(pause);
      case Command.ResumeJob resume -> resumeJob(resume);
      case Command.TriggerRun trigger -> triggerRun(trigger);
      case Command.CancelRun cancel -> cancelRun(cancel);
      case Command.RerunRun rerun -> rerunRun(rerun);
      case Command.DecideTask decide -> decisions.decide(decide);
      case Command.CordonExecutor cordon -> cordon(cordon);
      case Command.UncordonExecutor uncordon -> uncordon(uncordon);
      case Command.DrainExecutor drain -> drain(drain);
      case Command.StepDown stepDown -> stepDown(stepDown);
      case Command.CloseIncident close -> closeIncident(close);
      case Command.ApproveIncident approve -> approveIncident(approve);
      case Command.ExplainRun ask -> explain.run(ask.run());
      case Command.ListExecutors ask -> explain.executors();
      case Command.CheckCluster ask -> new Checked(audit.get());
    };
  }

  private static Rejected rejected(Code code, String message) {
    return new Rejected(code, message);
  }

  private static Rejected noJob(JobKey key) {
    return rejected(Code.NOT_FOUND, "There is no job " + key + ".");
  }

  static Rejected noRun(RunId id) {
    return rejected(Code.NOT_FOUND, "Run " + id + " is not active: it has ended or never was.");
  }

  private CommandResult putJob(Command.PutJob put) {
    JobKey key = put.spec().key();
    Job before = desk.state.job(key);
    if (before != null && before.source().equals(put.source())) {
      return new JobStored(key, before.version(), false);
    }
    if (before == null && desk.state.jobCount() >= MAX_JOBS) {
      return rejected(Code.LIMIT, "There are " + MAX_JOBS + " jobs already; delete some first.");
    }
    int version = before == null ? 1 : before.version() + 1;
    Job job =
        new Job(
            key,
            version,
            put.spec(),
            put.source(),
            before == null ? null : before.pausedReason(),
            desk.instant(),
            put.actor().name());
    desk.record(new Fact.JobChanged(job));
    fires.jobChanged(before, job);
    desk.audit(put.actor(), before == null ? "create job" : "change job", key.toString());
    return new JobStored(key, version, true);
  }

  private CommandResult deleteJob(Command.DeleteJob delete) {
    JobKey key = delete.job();
    if (desk.state.job(key) == null) {
      return noJob(key);
    }
    if (!desk.state.runningOf(key).isEmpty() || !desk.state.queuedOf(key).isEmpty()) {
      return rejected(
          Code.CONFLICT,
          "Job " + key + " has active runs; cancel them or wait for their end, then delete it.");
    }
    desk.record(new Fact.JobDeleted(key, desk.instant(), delete.actor().name()));
    desk.audit(delete.actor(), "delete job", key.toString());
    return new Done("Job " + key + " was deleted.");
  }

  private CommandResult pauseJob(Command.PauseJob pause) {
    Job job = desk.state.job(pause.job());
    if (job == null) {
      return noJob(pause.job());
    }
    if (job.isPaused()) {
      return new Done("Job " + job.key() + " was paused already.");
    }
    String reason =
        pause.actor().reason().isEmpty() ? "by " + pause.actor().name() : pause.actor().reason();
    desk.record(new Fact.JobChanged(withPause(job, reason)));
    desk.audit(pause.actor(), "pause job", job.key().toString());
    return new Done("Job " + job.key() + " is paused.");
  }

  private CommandResult resumeJob(Command.ResumeJob resume) {
    Job job = desk.state.job(resume.job());
    if (job == null) {
      return noJob(resume.job());
    }
    if (!job.isPaused()) {
      return new Done("Job " + job.key() + " was not paused.");
    }
    fires.jobResumed(job);
    desk.record(new Fact.JobChanged(withPause(job, null)));
    desk.audit(resume.actor(), "resume job", job.key().toString());
    return new Done("Job " + job.key() + " goes on.");
  }

  private static Job withPause(Job job, String reason) {
    return new Job(
        job.key(),
        job.version(),
        job.spec(),
        job.source(),
        reason,
        job.changedAt(),
        job.changedBy());
  }

  private CommandResult triggerRun(Command.TriggerRun trigger) {
    Job job = desk.state.job(trigger.job());
    if (job == null) {
      return noJob(trigger.job());
    }
    CommandResult known = knownRequest(trigger.job(), trigger.requestKey());
    if (known != null) {
      return known;
    }
    String reached = limits.reached(job.key());
    if (reached != null) {
      return shed(job.key(), reached);
    }
    Overlap.Decision decision = overlap.onTrigger(job);
    String full = decision.queued() ? limits.queueReached(job.key()) : null;
    if (full != null) {
      return shed(job.key(), full);
    }
    RunId id =
        runs.create(
            new Runs.NewRun(
                job,
                trigger.trigger(),
                null,
                null,
                trigger.requestKey(),
                null,
                trigger.params(),
                trigger.actor().name(),
                decision.queued(),
                decision.queued() ? decision.cause() : "asked for by " + trigger.actor().name()),
            Map.of());
    return new RunAccepted(id, true);
  }

  private CommandResult knownRequest(JobKey job, String requestKey) {
    if (requestKey == null || !desk.rules.requestKeyNamesOneRun()) {
      return null;
    }
    RunId known = desk.state.runByRequestKey(job, requestKey);
    return known == null ? null : new RunAccepted(known, false);
  }

  private static Rejected shed(JobKey job, String reached) {
    return rejected(
        Code.LIMIT,
        "A run of job "
            + job
            + " was not accepted: "
            + reached
            + ". Those that were accepted go on. Ask again when some have ended, or cancel some.");
  }

  private CommandResult cancelRun(Command.CancelRun cancel) {
    if (desk.state.run(cancel.run()) == null) {
      return noRun(cancel.run());
    }
    String reason = "canceled by " + cancel.actor().name() + because(cancel.actor());
    cancels.cancel(cancel.run(), reason);
    desk.audit(cancel.actor(), "cancel run", cancel.run().toString());
    return new Done("Run " + cancel.run() + " is being canceled.");
  }

  static String because(Actor actor) {
    return actor.reason().isEmpty() ? "" : ": " + actor.reason();
  }

  private CommandResult rerunRun(Command.RerunRun rerun) {
    CommandResult known = knownRequest(rerun.original().job(), rerun.requestKey());
    if (known != null) {
      return known;
    }
    Job job = desk.state.job(rerun.original().job());
    if (job == null) {
      return noJob(rerun.original().job());
    }
    String reached = limits.reached(job.key());
    if (reached != null) {
      return shed(job.key(), reached);
    }
    if (desk.state.run(rerun.original().id()) != null) {
      return rejected(
          Code.CONFLICT,
          "Run " + rerun.original().id() + " has not ended; cancel it or wait, then rerun it.");
    }
    CommandResult result = reruns.rerun(job, rerun);
    if (result instanceof RunAccepted accepted) {
      desk.audit(
          rerun.actor(),
          "rerun " + rerun.mode() + (rerun.task() == null ? "" : " " + rerun.task()),
          rerun.original().id() + " as " + accepted.run());
    }
    return result;
  }

  private CommandResult cordon(Command.CordonExecutor cordon) {
    String reason =
        cordon.actor().reason().isEmpty() ? "by " + cordon.actor().name() : cordon.actor().reason();
    return changeExecutor(
        cordon.actor(), cordon.executor(), reason, false, "cordon executor", " is cordoned.");
  }

  private CommandResult uncordon(Command.UncordonExecutor uncordon) {
    cancels.stopDrain(uncordon.executor());
    return changeExecutor(
        uncordon.actor(), uncordon.executor(), null, false, "uncordon executor", " takes work.");
  }

  private CommandResult drain(Command.DrainExecutor drain) {
    CommandResult result =
        changeExecutor(
            drain.actor(),
            drain.executor(),
            "drained by " + drain.actor().name() + because(drain.actor()),
            true,
            "drain executor",
            " takes no new work; what still runs after "
                + drain.cancelAfterMs() / 1000
                + " s is moved.");
    if (result instanceof Done) {
      cancels.drainWithin(drain.executor(), drain.cancelAfterMs());
    }
    return result;
  }

  private CommandResult changeExecutor(
      Actor actor, ExecutorId id, String reason, boolean draining, String action, String done) {
    ExecutorRow row = desk.state.executor(id);
    if (row == null) {
      return rejected(Code.NOT_FOUND, "No executor named " + id + " has ever joined.");
    }
    desk.record(
        new Fact.ExecutorChanged(
            new ExecutorRow(
                row.id(),
                row.incarnation(),
                row.home(),
                reason,
                draining,
                row.firstSeenAt(),
                row.lastJoinedAt(),
                row.capacity())));
    desk.audit(actor, action, id.value());
    return new Done("Executor " + id + done);
  }

  /** A new leader goes on with drains; the time they may take begins anew. */
  void resumeDrains() {
    List<ExecutorId> draining = new ArrayList<>();
    for (ExecutorRow row : desk.state.executors()) {
      if (row.draining()) {
        draining.add(row.id());
      }
    }
    draining.forEach(id -> cancels.drainWithin(id, Cancels.DEFAULT_DRAIN_MS));
  }

  private CommandResult stepDown(Command.StepDown command) {
    desk.audit(command.actor(), "step down", desk.coordinator);
    desk.record(
        new Fact.LeadershipChanged(
            new LeadershipRow(
                desk.epoch,
                desk.coordinator,
                desk.leadsSince,
                desk.instant(),
                "stepped down for " + command.actor().name() + because(command.actor()))));
    steppingDown = true;
    return new Done(desk.coordinator + " hands over.");
  }

  private CommandResult closeIncident(Command.CloseIncident close) {
    if (!desk.incidents.isOpen(close.incident())) {
      return noIncident(close.incident());
    }
    desk.incidents.close(close.incident(), close.actor().name(), close.actor().reason());
    desk.audit(close.actor(), "close incident", "incident " + close.incident());
    return new Done("Incident " + close.incident() + " is closed.");
  }

  private CommandResult approveIncident(Command.ApproveIncident approve) {
    if (!desk.incidents.isOpen(approve.incident())) {
      return noIncident(approve.incident());
    }
    String done =
        desk.incidents.approve(approve.incident(), approve.action(), approve.actor().name());
    if (done == null) {
      return rejected(
          Code.CONFLICT,
          "Incident "
              + approve.incident()
              + " has no action "
              + approve.action()
              + " that waits for approval. Look at its plan.");
    }
    desk.audit(approve.actor(), "approve " + approve.action(), "incident " + approve.incident());
    return new Done("Incident " + approve.incident() + ": " + done + ".");
  }

  private static Rejected noIncident(long id) {
    return rejected(Code.NOT_FOUND, "Incident " + id + " is not open: it was closed or never was.");
  }

  /** Whether nothing new is decided because the leadership is being handed over. */
  boolean isSteppingDown() {
    return steppingDown;
  }
}

package dev.baton.coordinator.api.event;

import dev.baton.common.api.EventType;
import dev.baton.common.api.EventType.CursorView;
import dev.baton.common.api.EventType.Gone;
import dev.baton.common.api.EventType.LateOutcomeView;
import dev.baton.coordinator.api.view.ClusterViews;
import dev.baton.coordinator.api.view.IncidentViews;
import dev.baton.coordinator.api.view.JobViews;
import dev.baton.coordinator.api.view.RunViews;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Instant;

/** Facts in the words of the API. */
final class Events {
  private Events() {}

  static Event of(long number, Fact fact) {
    return switch (fact) {
      case Fact.JobChanged changed ->
          new Event(
              number,
              changed.job().changedAt(),
              EventType.JOB_CHANGED,
              changed.job().key().toString(),
              JobViews.summary(changed.job()));
      case Fact.JobDeleted deleted ->
          new Event(
              number,
              deleted.at(),
              EventType.JOB_DELETED,
              deleted.job().toString(),
              new Gone(deleted.job().toString(), null, deleted.by()));
      case Fact.CursorMoved moved ->
          new Event(
              number,
              null,
              EventType.CURSOR_MOVED,
              moved.cursor().job().toString(),
              new CursorView(
                  moved.cursor().job().toString(),
                  moved.cursor().schedule(),
                  moved.cursor().jobVersion(),
                  moved.cursor().nextFireAt()));
      case Fact.CursorRemoved removed ->
          new Event(
              number,
              null,
              EventType.CURSOR_REMOVED,
              removed.job().toString(),
              new Gone(removed.job().toString(), removed.schedule(), null));
      case Fact.RunCreated created -> run(number, EventType.RUN_CREATED, created.run());
      case Fact.RunChanged changed -> run(number, EventType.RUN_CHANGED, changed.run());
      case Fact.TaskRunChanged changed -> taskRun(number, changed.taskRun());
      case Fact.AttemptCreated created ->
          attempt(number, EventType.ATTEMPT_CREATED, created.attempt());
      case Fact.AttemptChanged changed ->
          attempt(number, EventType.ATTEMPT_CHANGED, changed.attempt());
      case Fact.LateOutcomeKept kept ->
          new Event(
              number,
              kept.at(),
              EventType.LATE_OUTCOME_KEPT,
              kept.attempt().toString(),
              new LateOutcomeView(
                  kept.attempt().run().value(),
                  kept.attempt().task(),
                  kept.attempt().number(),
                  kept.outcome(),
                  kept.message()));
      case Fact.FireSkipped skipped ->
          new Event(
              number,
              skipped.at(),
              EventType.FIRE_SKIPPED,
              skipped.job().toString(),
              ClusterViews.skip(skipped));
      case Fact.ExecutorChanged changed ->
          new Event(
              number,
              null,
              EventType.EXECUTOR_CHANGED,
              changed.executor().id().value(),
              ClusterViews.executor(changed.executor()));
      case Fact.FailoverEventRecorded recorded ->
          new Event(
              number,
              recorded.event().at(),
              EventType.FAILOVER_EVENT,
              recorded.event().subject(),
              ClusterViews.failoverEvent(null, recorded.event()));
      case Fact.AuditRecorded recorded ->
          new Event(
              number,
              recorded.entry().at(),
              EventType.AUDIT_RECORDED,
              recorded.entry().subject(),
              ClusterViews.audit(null, recorded.entry()));
      case Fact.IncidentChanged changed ->
          new Event(
              number,
              changed.incident().times().changedAt(),
              EventType.INCIDENT_CHANGED,
              String.valueOf(changed.incident().id()),
              IncidentViews.incident(changed.incident()));
      case Fact.IncidentTouched touched ->
          new Event(
              number,
              touched.touch().at(),
              EventType.INCIDENT_TOUCHED,
              String.valueOf(touched.touch().incident()),
              IncidentViews.touch(touched.touch()));
      case Fact.LeadershipChanged changed ->
          new Event(
              number,
              changed.leadership().endedAt() == null
                  ? changed.leadership().beganAt()
                  : changed.leadership().endedAt(),
              EventType.LEADERSHIP_CHANGED,
              changed.leadership().coordinator(),
              IncidentViews.leadership(changed.leadership()));
    };
  }

  private static Event run(long number, EventType type, Run run) {
    return new Event(
        number,
        latest(run.createdAt(), run.startedAt(), run.endedAt()),
        type,
        run.id().toString(),
        RunViews.run(run));
  }

  private static Event taskRun(long number, TaskRun task) {
    return new Event(
        number,
        latest(null, task.startedAt(), task.endedAt()),
        EventType.TASK_RUN_CHANGED,
        task.id().toString(),
        RunViews.taskRun(task, null, null));
  }

  private static Event attempt(long number, EventType type, Attempt attempt) {
    return new Event(
        number,
        latest(attempt.dispatchedAt(), attempt.startedAt(), attempt.endedAt()),
        type,
        attempt.id().toString(),
        RunViews.attempt(attempt));
  }

  private static Instant latest(Instant first, Instant second, Instant third) {
    return third != null ? third : second != null ? second : first;
  }
}

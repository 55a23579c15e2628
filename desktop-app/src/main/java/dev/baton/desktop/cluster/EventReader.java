package dev.baton.desktop.cluster;

import dev.baton.common.api.ApiJson;
import dev.baton.common.api.AttemptView;
import dev.baton.common.api.EventType.CursorView;
import dev.baton.common.api.EventType.Gone;
import dev.baton.common.api.EventView;
import dev.baton.common.api.FailoverEventView;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.IncidentView.TouchView;
import dev.baton.common.api.JobSummary;
import dev.baton.common.api.RunView;
import dev.baton.common.api.SkipView;
import dev.baton.common.api.TaskRunView;
import dev.baton.desktop.background.EventPump;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns events into changes, off the FX thread, and puts them on the pump. */
final class EventReader {
  private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);

  /** Changes of the same subject and topic replace each other. */
  private record Key(String topic, String subject) {}

  private final JsonMapper json = ApiJson.lenient();
  private final EventPump pump;
  private final Changes changes;

  EventReader(EventPump pump, Changes changes) {
    this.pump = pump;
    this.changes = changes;
  }

  void read(EventView event) {
    if (event.type() == null) {
      return; // A newer server's word; nothing here shows it.
    }
    try {
      switch (event.type()) {
        case JOB_CHANGED ->
            latest("job", event, new Change.JobChanged(as(event, JobSummary.class)));
        case JOB_DELETED ->
            latest("job", event, new Change.JobDeleted(as(event, Gone.class).job()));
        case CURSOR_MOVED -> {
          CursorView cursor = as(event, CursorView.class);
          pump.offer(
              new Key("cursor", cursor.job() + "#" + cursor.schedule()),
              () -> changes.publish(new Change.CursorMoved(cursor)));
        }
        case CURSOR_REMOVED, AUDIT_RECORDED, LATE_OUTCOME_KEPT, LEADERSHIP_CHANGED -> {
          // Shown only where the job, or the audit, is read anew.
        }
        case INCIDENT_CHANGED ->
            latest("incident", event, new Change.IncidentChanged(as(event, IncidentView.class)));
        case INCIDENT_TOUCHED -> each(new Change.IncidentTouched(as(event, TouchView.class)));
        case RUN_CREATED, RUN_CHANGED ->
            latest("run", event, new Change.RunChanged(as(event, RunView.class)));
        case TASK_RUN_CHANGED ->
            latest("taskRun", event, new Change.TaskRunChanged(as(event, TaskRunView.class)));
        case ATTEMPT_CREATED, ATTEMPT_CHANGED ->
            latest("attempt", event, new Change.AttemptChanged(as(event, AttemptView.class)));
        case FIRE_SKIPPED -> each(new Change.FireSkipped(as(event, SkipView.class)));
        case EXECUTOR_CHANGED ->
            latest("executor", event, new Change.ExecutorChanged(event.subject()));
        case FAILOVER_EVENT -> each(new Change.FailoverHappened(numbered(event)));
      }
    } catch (JacksonException unreadable) {
      LOG.warn(
          "Event {} ({}) cannot be read and is left out; a newer server may have sent it",
          event.number(),
          event.type(),
          unreadable);
    }
  }

  /** Inside an event it bears no number; it is the event's own. */
  private FailoverEventView numbered(EventView event) {
    FailoverEventView said = as(event, FailoverEventView.class);
    return new FailoverEventView(
        event.number(), said.kind(), said.subject(), said.epoch(), said.detail(), said.at());
  }

  private void latest(String topic, EventView event, Change change) {
    pump.offer(new Key(topic, event.subject()), () -> changes.publish(change));
  }

  private void each(Change change) {
    pump.offer(() -> changes.publish(change));
  }

  private <T> T as(EventView event, Class<T> type) {
    JsonNode data = event.data();
    return json.treeToValue(data, type);
  }
}

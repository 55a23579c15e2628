package dev.baton.coordinator.store.codec;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Instant;
import java.util.SortedMap;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the rows that make up nearly all events as plain lists of values, in the order in which
 * {@link RowReader} reads them: five times faster than by field names. A new field goes to the end
 * of its list and nowhere else.
 */
final class RowWriter {
  private final JsonGenerator out;

  RowWriter(JsonGenerator out) {
    this.out = out;
  }

  void write(ScheduleCursor row) {
    text(row.job().namespace());
    text(row.job().name());
    text(row.schedule());
    out.writeNumber(row.jobVersion());
    instant(row.nextFireAt());
  }

  void write(Run row) {
    runId(row.id());
    text(row.job().namespace());
    text(row.job().name());
    out.writeNumber(row.jobVersion());
    word(row.trigger());
    text(row.schedule());
    instant(row.fireAt());
    text(row.requestKey());
    runId(row.rerunOf());
    map(row.params());
    word(row.status());
    text(row.cause());
    text(row.requestedBy());
    instant(row.createdAt());
    instant(row.startedAt());
    instant(row.endedAt());
  }

  void write(TaskRun row) {
    runId(row.id().run());
    text(row.id().task());
    word(row.status());
    out.writeNumber(row.lastAttempt());
    out.writeNumber(row.failures());
    out.writeNumber(row.losses());
    instant(row.notBefore());
    text(row.cause());
    map(row.outputs());
    AttemptId accepted = row.accepted();
    text(accepted == null ? null : accepted.toString());
    instant(row.startedAt());
    instant(row.endedAt());
  }

  void write(Attempt row) {
    runId(row.id().run());
    text(row.id().task());
    out.writeNumber(row.id().number());
    text(row.executor().value());
    text(row.incarnation().value());
    out.writeNumber(row.token().epoch());
    out.writeNumber(row.token().attempt());
    out.writeBoolean(row.leased());
    word(row.status());
    word(row.outcome());
    if (row.exitCode() == null) {
      out.writeNull();
    } else {
      out.writeNumber(row.exitCode());
    }
    text(row.cause());
    word(row.lateOutcome());
    out.writeBoolean(row.cancelRequested());
    instant(row.dispatchedAt());
    instant(row.startedAt());
    instant(row.endedAt());
    out.writeBoolean(row.silent());
  }

  private void text(String text) {
    if (text == null) {
      out.writeNull();
    } else {
      out.writeString(text);
    }
  }

  private void word(Enum<?> word) {
    text(word == null ? null : word.name());
  }

  private void runId(RunId id) {
    if (id == null) {
      out.writeNull();
    } else {
      out.writeNumber(id.value());
    }
  }

  /** Microseconds where that is exact, else text. */
  private void instant(Instant instant) {
    if (instant == null) {
      out.writeNull();
    } else if (Micros.isExact(instant)) {
      out.writeNumber(Micros.of(instant));
    } else {
      out.writeString(instant.toString());
    }
  }

  private void map(SortedMap<String, String> map) {
    if (map == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    map.forEach((key, value) -> {
      out.writeName(key);
      text(value);
    });
    out.writeEndObject();
  }
}

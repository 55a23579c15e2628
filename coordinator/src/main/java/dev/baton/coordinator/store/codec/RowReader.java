package dev.baton.coordinator.store.codec;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.run.Trigger;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.TaskRun;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads what {@link RowWriter} wrote, now or years ago: a list that ends early (an older writer)
 * gives nulls and zeros, what follows the known fields (a newer one) is passed over.
 */
final class RowReader {
  private final JsonParser in;
  private boolean ended;

  /** The parser stands inside the list, before the row's first value. */
  RowReader(JsonParser in) {
    this.in = in;
  }

  ScheduleCursor cursor() {
    return new ScheduleCursor(jobKey(), text(), (int) number(), instant());
  }

  Run run() {
    return new Run(
        runId(),
        jobKey(),
        (int) number(),
        word(Trigger.class),
        text(),
        instant(),
        text(),
        runId(),
        map(),
        word(RunStatus.class),
        text(),
        text(),
        instant(),
        instant(),
        instant());
  }

  TaskRun taskRun() {
    return new TaskRun(
        new TaskRunId(runId(), text()),
        word(TaskStatus.class),
        (int) number(),
        (int) number(),
        (int) number(),
        instant(),
        text(),
        map(),
        TextCodec.toAttemptId(text()),
        instant(),
        instant());
  }

  Attempt attempt() {
    return new Attempt(
        new AttemptId(runId(), text(), (int) number()),
        new ExecutorId(text()),
        new Incarnation(text()),
        new FencingToken(number(), (int) number()),
        flag(),
        word(AttemptStatus.class),
        word(Outcome.class),
        integer(),
        text(),
        word(Outcome.class),
        flag(),
        instant(),
        instant(),
        instant(),
        flag());
  }

  /**
   * Passes over fields that this version does not know; the parser then stands on the list's end.
   */
  void skipRest() {
    while (next() != null) {
      in.skipChildren();
    }
  }

  /** Null at the end of the list. */
  private JsonToken next() {
    if (ended) {
      return null;
    }
    JsonToken token = in.nextToken();
    ended = token == JsonToken.END_ARRAY;
    return ended ? null : token;
  }

  private static boolean isNothing(JsonToken token) {
    return token == null || token == JsonToken.VALUE_NULL;
  }

  private String text() {
    return isNothing(next()) ? null : in.getString();
  }

  private long number() {
    return isNothing(next()) ? 0 : in.getLongValue();
  }

  private Integer integer() {
    return isNothing(next()) ? null : Integer.valueOf(in.getIntValue());
  }

  private boolean flag() {
    return next() == JsonToken.VALUE_TRUE;
  }

  private JobKey jobKey() {
    return new JobKey(text(), text());
  }

  private RunId runId() {
    return isNothing(next()) ? null : new RunId(in.getLongValue());
  }

  private <E extends Enum<E>> E word(Class<E> type) {
    String word = text();
    return word == null ? null : Enum.valueOf(type, word);
  }

  private Instant instant() {
    JsonToken token = next();
    if (isNothing(token)) {
      return null;
    }
    return token == JsonToken.VALUE_NUMBER_INT
        ? Micros.toInstant(in.getLongValue())
        : Instant.parse(in.getString());
  }

  private SortedMap<String, String> map() {
    if (isNothing(next())) {
      return SortedMaps.empty();
    }
    TreeMap<String, String> map = new TreeMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      map.put(key, in.nextToken() == JsonToken.VALUE_NULL ? null : in.getString());
    }
    return SortedMaps.copyOf(map);
  }
}

package dev.baton.coordinator.store.codec;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import java.time.Instant;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** Writes names and instants as single words and numbers instead of objects. */
final class ValueModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  ValueModule() {
    super("baton-store-values");
    text(JobKey.class, JobKey::toString, JobKey::parse);
    text(ExecutorId.class, ExecutorId::value, ExecutorId::new);
    text(Incarnation.class, Incarnation::value, Incarnation::new);
    text(AttemptId.class, AttemptId::toString, ValueModule::attemptId);
    text(TaskRunId.class, TaskRunId::toString, ValueModule::taskRunId);
    text(FencingToken.class, FencingToken::toString, ValueModule::fencingToken);
    addSerializer(RunId.class, new RunIdWriter());
    addDeserializer(RunId.class, new RunIdReader());
    addSerializer(Instant.class, new InstantWriter());
    addDeserializer(Instant.class, new InstantReader());
  }

  private <T> void text(Class<T> type, Function<T, String> write, Function<String, T> read) {
    addSerializer(type, new TextWriter<>(write));
    addDeserializer(type, new TextReader<>(read));
  }

  /** Reads {@code run/task/number}; names hold no slash. */
  static AttemptId attemptId(String text) {
    int last = text.lastIndexOf('/');
    TaskRunId task = taskRunId(text.substring(0, last));
    return new AttemptId(task.run(), task.task(), Integer.parseInt(text.substring(last + 1)));
  }

  private static TaskRunId taskRunId(String text) {
    int slash = text.indexOf('/');
    return new TaskRunId(
        new RunId(Long.parseLong(text.substring(0, slash))), text.substring(slash + 1));
  }

  private static FencingToken fencingToken(String text) {
    int dot = text.indexOf('.');
    return new FencingToken(
        Long.parseLong(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
  }

  private static final class TextWriter<T> extends ValueSerializer<T> {
    private final Function<T, String> write;

    TextWriter(Function<T, String> write) {
      this.write = write;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializationContext context) {
      out.writeString(write.apply(value));
    }
  }

  private static final class TextReader<T> extends ValueDeserializer<T> {
    private final Function<String, T> read;

    TextReader(Function<String, T> read) {
      this.read = read;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) {
      return read.apply(in.getString());
    }
  }

  private static final class RunIdWriter extends ValueSerializer<RunId> {
    @Override
    public void serialize(RunId value, JsonGenerator out, SerializationContext context) {
      out.writeNumber(value.value());
    }
  }

  private static final class RunIdReader extends ValueDeserializer<RunId> {
    @Override
    public RunId deserialize(JsonParser in, DeserializationContext context) {
      return new RunId(in.getLongValue());
    }
  }

  /** Microseconds since 1970 where that is exact, else ISO text. */
  private static final class InstantWriter extends ValueSerializer<Instant> {
    @Override
    public void serialize(Instant value, JsonGenerator out, SerializationContext context) {
      if (Micros.isExact(value)) {
        out.writeNumber(Micros.of(value));
      } else {
        out.writeString(value.toString());
      }
    }
  }

  private static final class InstantReader extends ValueDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) {
      return in.currentToken() == JsonToken.VALUE_NUMBER_INT
          ? Micros.toInstant(in.getLongValue())
          : Instant.parse(in.getString());
    }
  }
}

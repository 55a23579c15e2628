package dev.baton.common.wire.codec;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.ExecutorId;
import dev.baton.common.id.FencingToken;
import dev.baton.common.id.Incarnation;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.Names;
import dev.baton.common.id.RunId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Small values in their short form: names as texts, pairs as arrays. Refuses values that would be
 * trouble further in, where they could no longer be refused: times that a database cannot hold; and
 * replaces NUL in texts, which PostgreSQL does not store.
 */
final class WireValues extends SimpleModule {
  private static final long serialVersionUID = 1L;

  /** Years 1970 to 9999. */
  private static final long MAX_EPOCH_SECOND = 253_402_300_799L;

  WireValues() {
    super("baton-wire");
    text(ExecutorId.class, ExecutorId::value, ExecutorId::new);
    text(Incarnation.class, Incarnation::value, Incarnation::new);
    text(JobKey.class, JobKey::toString, JobKey::parse);
    value(RunId.class, (id, out) -> out.writeNumber(id.value()), in -> new RunId(number(in)));
    value(AttemptId.class, WireValues::writeAttempt, WireValues::readAttempt);
    pair(
        FencingToken.class,
        FencingToken::epoch,
        FencingToken::attempt,
        (epoch, attempt) -> new FencingToken(epoch, Math.toIntExact(attempt)));
    pair(Instant.class, Instant::getEpochSecond, Instant::getNano, WireValues::instant);
    pair(Duration.class, Duration::getSeconds, Duration::getNano, WireValues::duration);
    addDeserializer(String.class, new TextWithoutNul());
    addKeyDeserializer(
        String.class,
        new KeyDeserializer() {
          @Override
          public Object deserializeKey(String key, DeserializationContext context) {
            return withoutNul(key);
          }
        });
  }

  private static void writeAttempt(AttemptId id, JsonGenerator out) {
    out.writeStartArray(id, 3);
    out.writeNumber(id.run().value());
    out.writeString(id.task());
    out.writeNumber(id.number());
    out.writeEndArray();
  }

  private static AttemptId readAttempt(JsonParser in) {
    start(in);
    RunId run = new RunId(nextNumber(in));
    in.nextToken();
    String task = Names.check("task name", string(in));
    int number = Math.toIntExact(nextNumber(in));
    end(in);
    return new AttemptId(run, task, number);
  }

  private static Instant instant(long seconds, long nanos) {
    if (seconds < 0 || seconds > MAX_EPOCH_SECOND || nanos < 0 || nanos > 999_999_999) {
      throw new IllegalArgumentException("a time outside the years 1970 to 9999");
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }

  private static Duration duration(long seconds, long nanos) {
    if (seconds < 0 || seconds > MAX_EPOCH_SECOND || nanos < 0 || nanos > 999_999_999) {
      throw new IllegalArgumentException("a duration below 0 or above 8000 years");
    }
    return Duration.ofSeconds(seconds, nanos);
  }

  private <T> void text(Class<T> type, Write<T, String> write, Read<String, T> read) {
    value(type, (value, out) -> out.writeString(write.of(value)), in -> read.of(string(in)));
  }

  private <T> void pair(
      Class<T> type, Write<T, Long> first, Write<T, Integer> second, ReadPair<T> read) {
    value(
        type,
        (value, out) -> {
          out.writeStartArray(value, 2);
          out.writeNumber(first.of(value));
          out.writeNumber(second.of(value));
          out.writeEndArray();
        },
        in -> {
          start(in);
          long a = nextNumber(in);
          long b = nextNumber(in);
          end(in);
          return read.of(a, b);
        });
  }

  private static void start(JsonParser in) {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException("an array was expected");
    }
  }

  private static void end(JsonParser in) {
    if (in.nextToken() != JsonToken.END_ARRAY) {
      throw new IllegalArgumentException("an array is too long");
    }
  }

  private static long nextNumber(JsonParser in) {
    in.nextToken();
    return number(in);
  }

  private static long number(JsonParser in) {
    if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new IllegalArgumentException("a whole number was expected");
    }
    return in.getLongValue();
  }

  private static String string(JsonParser in) {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw new IllegalArgumentException("a text was expected");
    }
    return in.getString();
  }

  private static String withoutNul(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  private <T> void value(Class<T> type, Writer<T> writer, Reader<T> reader) {
    addSerializer(
        type,
        new ValueSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator out, SerializationContext context) {
            writer.write(value, out);
          }
        });
    addDeserializer(
        type,
        new ValueDeserializer<T>() {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) {
            try {
              return reader.read(in);
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
              return context.reportInputMismatch(type, "%s", e.getMessage());
            }
          }
        });
  }

  private static final class TextWithoutNul extends StringDeserializer {
    @Override
    public String deserialize(JsonParser in, DeserializationContext context) {
      String text = super.deserialize(in, context);
      return text == null ? null : withoutNul(text);
    }
  }

  private interface Writer<T> {
    void write(T value, JsonGenerator out) throws JacksonException;
  }

  private interface Reader<T> {
    T read(JsonParser in) throws JacksonException;
  }

  private interface Write<T, V> {
    V of(T value);
  }

  private interface Read<V, T> {
    T of(V value);
  }

  private interface ReadPair<T> {
    T of(long first, long second);
  }
}

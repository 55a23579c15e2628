package dev.baton.coordinator.store.codec;

import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.Attempt;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.TaskRun;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/**
 * The facts of one batch as bytes: a list in CBOR, deflated where that pays. The few kinds that
 * come by the thousand are lists of values behind a number that names the kind; all others are
 * objects with field names.
 */
public final class FactCodec {
  // Never given to another kind.
  private static final int CURSOR_MOVED = 1;
  private static final int RUN_CREATED = 2;
  private static final int RUN_CHANGED = 3;
  private static final int TASK_RUN_CHANGED = 4;
  private static final int ATTEMPT_CREATED = 5;
  private static final int ATTEMPT_CHANGED = 6;

  /** A first guess at the size of one fact, in bytes. */
  private static final int BYTES_PER_FACT = 100;

  private static final ObjectWriter WRITER = Mappers.CBOR.writerFor(Fact.class);
  private static final ObjectReader READER = Mappers.CBOR.readerFor(Fact.class);

  private FactCodec() {}

  public static byte[] encode(List<Fact> facts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + facts.size() * BYTES_PER_FACT);
    try (JsonGenerator out = Mappers.CBOR.createGenerator(bytes)) {
      RowWriter rows = new RowWriter(out);
      out.writeStartArray();
      for (Fact fact : facts) {
        write(fact, out, rows);
      }
      out.writeEndArray();
    }
    return Packing.pack(bytes.toByteArray());
  }

  private static void write(Fact fact, JsonGenerator out, RowWriter rows) {
    switch (fact) {
      case Fact.CursorMoved(ScheduleCursor row) -> list(out, CURSOR_MOVED, () -> rows.write(row));
      case Fact.RunCreated(Run row) -> list(out, RUN_CREATED, () -> rows.write(row));
      case Fact.RunChanged(Run row) -> list(out, RUN_CHANGED, () -> rows.write(row));
      case Fact.TaskRunChanged(TaskRun row) -> list(out, TASK_RUN_CHANGED, () -> rows.write(row));
      case Fact.AttemptCreated(Attempt row) -> list(out, ATTEMPT_CREATED, () -> rows.write(row));
      case Fact.AttemptChanged(Attempt row) -> list(out, ATTEMPT_CHANGED, () -> rows.write(row));
      case Fact.JobChanged rare -> WRITER.writeValue(out, rare);
      case Fact.JobDeleted rare -> WRITER.writeValue(out, rare);
      case Fact.CursorRemoved rare -> WRITER.writeValue(out, rare);
      case Fact.LateOutcomeKept rare -> WRITER.writeValue(out, rare);
      case Fact.FireSkipped rare -> WRITER.writeValue(out, rare);
      case Fact.ExecutorChanged rare -> WRITER.writeValue(out, rare);
      case Fact.FailoverEventRecorded rare -> WRITER.writeValue(out, rare);
      case Fact.AuditRecorded rare -> WRITER.writeValue(out, rare);
      case Fact.IncidentChanged rare -> WRITER.writeValue(out, rare);
      case Fact.IncidentTouched rare -> WRITER.writeValue(out, rare);
      case Fact.LeadershipChanged rare -> WRITER.writeValue(out, rare);
    }
  }

  private static void list(JsonGenerator out, int kind, Runnable values) {
    out.writeStartArray();
    out.writeNumber(kind);
    values.run();
    out.writeEndArray();
  }

  /**
   * @throws UnreadableException if the bytes are damaged, or hold a kind of fact that this version
   *     does not know
   */
  public static List<Fact> decode(byte[] bytes) {
    List<Fact> facts = new ArrayList<>();
    try (JsonParser in = Mappers.CBOR.createParser(Packing.unpack(bytes))) {
      in.nextToken();
      JsonToken token = in.nextToken();
      while (token != JsonToken.END_ARRAY) {
        facts.add(token == JsonToken.START_ARRAY ? row(in) : READER.readValue(in));
        token = in.nextToken();
      }
      return List.copyOf(facts);
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw unreadable(e);
    }
  }

  private static Fact row(JsonParser in) {
    in.nextToken();
    int kind = in.getIntValue();
    RowReader row = new RowReader(in);
    Fact fact =
        switch (kind) {
          case CURSOR_MOVED -> new Fact.CursorMoved(row.cursor());
          case RUN_CREATED -> new Fact.RunCreated(row.run());
          case RUN_CHANGED -> new Fact.RunChanged(row.run());
          case TASK_RUN_CHANGED -> new Fact.TaskRunChanged(row.taskRun());
          case ATTEMPT_CREATED -> new Fact.AttemptCreated(row.attempt());
          case ATTEMPT_CHANGED -> new Fact.AttemptChanged(row.attempt());
          default -> throw unreadable(null);
        };
    row.skipRest();
    return fact;
  }

  private static UnreadableException unreadable(Exception cause) {
    return new UnreadableException(
        "Stored events cannot be read: they are damaged or were written by a newer version of"
            + " Baton.",
        cause);
  }
}

package dev.baton.coordinator.store.codec;

import static dev.baton.coordinator.store.Samples.JOB;
import static dev.baton.coordinator.store.Samples.T0;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import dev.baton.common.id.TaskRunId;
import dev.baton.common.job.DstRule;
import dev.baton.common.job.JobSpec;
import dev.baton.common.job.MisfirePolicy;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.job.SortedMaps;
import dev.baton.common.job.TaskAction;
import dev.baton.common.job.Timing;
import dev.baton.common.run.AttemptStatus;
import dev.baton.common.run.Outcome;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.common.run.Trigger;
import dev.baton.coordinator.core.fact.Fact;
import dev.baton.coordinator.core.state.AuditEntry;
import dev.baton.coordinator.core.state.FailoverEvent;
import dev.baton.coordinator.core.state.IncidentTouch;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.LeadershipRow;
import dev.baton.coordinator.core.state.Run;
import dev.baton.coordinator.core.state.ScheduleCursor;
import dev.baton.coordinator.core.state.TaskRun;
import dev.baton.coordinator.store.IncidentSamples;
import dev.baton.coordinator.store.Samples;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;

class FactCodecTest {
  private static final Instant FINE = Instant.parse("2026-03-01T12:00:00.123456789Z");
  private static final Instant FAR = Instant.parse("+999999-01-01T00:00:00Z");

  private static JobSpec everyKind() {
    JobSpec plain = Samples.spec(JOB);
    List<Timing> timings =
        List.of(
            new Timing.Cron("0 0/5 * * * ?", ZoneId.of("Asia/Shanghai"), DstRule.DEFAULT),
            new Timing.FixedRate(Duration.ofMillis(1_500), T0),
            new Timing.FixedDelay(Duration.ofDays(400), FINE),
            new Timing.Once(FAR));
    List<TaskAction> actions =
        List.of(
            new TaskAction.Shell("echo '\u00e4 \u6e05 \ud83d\ude00'"),
            new TaskAction.Command(List.of("ls", "-l", "")),
            new TaskAction.Script(List.of("python3"), "print(1)\n"),
            new TaskAction.Http(
                "POST", "http://h/x", SortedMaps.copyOf(Map.of("a", "b")), null, 200, 299),
            new TaskAction.Java("Report", SortedMaps.copyOf(Map.of("k", "v")), true));
    return new JobSpec(
        JOB,
        "",
        SortedMaps.empty(),
        IntStream.range(0, timings.size())
            .mapToObj(i ->
                new ScheduleSpec(
                    "s" + i,
                    timings.get(i),
                    MisfirePolicy.FIRE_ALL,
                    Duration.ofSeconds(60),
                    Duration.ZERO))
            .toList(),
        plain.overlap(),
        IntStream.range(0, actions.size())
            .mapToObj(i -> Samples.task("t" + i, actions.get(i)))
            .toList());
  }

  private static List<Fact> factsOfTheFirstVersion() {
    Run full =
        new Run(
            new RunId(Long.MAX_VALUE / 2_000),
            JOB,
            3,
            Trigger.SCHEDULE,
            "hourly",
            FAR,
            "key",
            new RunId(1),
            SortedMaps.copyOf(Map.of("a", "\u0000\"", "b", "")),
            RunStatus.CANCELED,
            "because",
            "ann",
            FINE,
            T0,
            Instant.parse("1969-12-31T23:59:59.999999Z"));
    TaskRun task =
        new TaskRun(
            new TaskRunId(new RunId(1), "extract"),
            TaskStatus.HELD,
            3,
            1,
            2,
            T0,
            "lost",
            SortedMaps.copyOf(Map.of("rows", "17")),
            new AttemptId(new RunId(1), "extract", 3),
            T0,
            FINE);
    return List.of(
        new Fact.JobChanged(new Job(JOB, 2, everyKind(), "job: x", "holiday", T0, "ann")),
        new Fact.JobDeleted(JOB, T0, "ann"),
        new Fact.CursorMoved(new ScheduleCursor(JOB, "hourly", 2, null)),
        new Fact.CursorMoved(new ScheduleCursor(JOB, "hourly", 2, T0)),
        new Fact.CursorRemoved(JOB, "hourly"),
        new Fact.RunCreated(Samples.run(1)),
        new Fact.RunChanged(full),
        new Fact.TaskRunChanged(task),
        new Fact.TaskRunChanged(Samples.taskRun(1, "extract", TaskStatus.WAITING)),
        new Fact.AttemptCreated(Samples.attempt(1, "extract", 1, AttemptStatus.DISPATCHED)),
        new Fact.AttemptChanged(Samples.attempt(1, "extract", 1, AttemptStatus.ENDED)),
        new Fact.LateOutcomeKept(new AttemptId(new RunId(1), "x", 2), Outcome.FAILED, "m", T0),
        new Fact.FireSkipped(JOB, "hourly", T0, FINE, 3, "MISFIRE", T0),
        new Fact.ExecutorChanged(Samples.executor("executor-1")),
        new Fact.FailoverEventRecorded(
            new FailoverEvent(FailoverEvent.Kind.LEADER_RAISED, "c", 7, "d", T0)),
        new Fact.AuditRecorded(new AuditEntry("a", "b", "c", "d", null, T0)));
  }

  private static List<Fact> laterFacts() {
    return List.of(
        new Fact.IncidentChanged(IncidentSamples.incident(7, true)),
        new Fact.IncidentChanged(IncidentSamples.incident(8, false)),
        new Fact.IncidentTouched(
            new IncidentTouch(7, new AttemptId(new RunId(1), "extract", 2), T0)),
        new Fact.LeadershipChanged(new LeadershipRow(3, "c", T0, null, null)));
  }

  @Test
  void everyFactComesBackAsItWas() {
    List<Fact> facts = new ArrayList<>(factsOfTheFirstVersion());
    facts.addAll(laterFacts());
    assertEquals(
        Fact.class.getPermittedSubclasses().length,
        facts.stream().map(Object::getClass).distinct().count(),
        "a kind of fact is missing in this test");
    assertEquals(facts, FactCodec.decode(FactCodec.encode(facts)));
    assertEquals(List.of(), FactCodec.decode(FactCodec.encode(List.of())));
  }

  @Test
  void aJobDefinitionComesBackAsItWas() {
    assertEquals(everyKind(), TextCodec.toSpec(TextCodec.ofSpec(everyKind())));
  }

  /** Events stored once must be read for ever: these bytes are never made anew. */
  @Test
  void eventsOfTheFirstVersionAreStillRead() {
    assertEquals(
        factsOfTheFirstVersion(),
        FactCodec.decode(Base64.getMimeDecoder().decode(FirstVersion.FACTS)));
    assertEquals(everyKind(), TextCodec.toSpec(FirstVersion.SPEC));
  }

  @Test
  void fieldsThatANewerVersionAddedArePassedOver() {
    byte[] bytes =
        cbor(out -> {
          out.writeStartArray();
          out.writeNumber(1);
          out.writeString("weather");
          out.writeString("report");
          out.writeString("hourly");
          out.writeNumber(4);
          out.writeNumber(Micros.of(T0));
          out.writeString("a field to come");
          out.writeStartArray();
          out.writeNumber(1);
          out.writeEndArray();
          out.writeEndArray();
          out.writeStartObject();
          out.writeStringProperty("fact", "cursorRemoved");
          out.writeStringProperty("job", "weather/report");
          out.writeStringProperty("schedule", "hourly");
          out.writeStringProperty("toCome", "x");
          out.writeEndObject();
        });
    JobKey job = new JobKey("weather", "report");
    assertEquals(
        List.of(
            new Fact.CursorMoved(new ScheduleCursor(job, "hourly", 4, T0)),
            new Fact.CursorRemoved(job, "hourly")),
        FactCodec.decode(bytes));
  }

  @Test
  void fieldsThatAnOlderVersionDidNotKnowAreNull() {
    byte[] bytes =
        cbor(out -> {
          out.writeStartArray();
          out.writeNumber(1);
          out.writeString("weather");
          out.writeString("report");
          out.writeString("hourly");
          out.writeEndArray();
        });
    Fact.CursorMoved fact = (Fact.CursorMoved) FactCodec.decode(bytes).getFirst();
    assertEquals(0, fact.cursor().jobVersion());
    assertNull(fact.cursor().nextFireAt());
  }

  @Test
  void aKindOfFactFromTheFutureIsRefusedWithASentence() {
    byte[] bytes =
        cbor(out -> {
          out.writeStartArray();
          out.writeNumber(99);
          out.writeEndArray();
        });
    UnreadableException refusal =
        assertThrows(UnreadableException.class, () -> FactCodec.decode(bytes));
    assertTrue(refusal.getMessage().contains("newer version"), refusal.getMessage());
  }

  @Test
  void damagedBytesAreRefused() {
    byte[] good = FactCodec.encode(factsOfTheFirstVersion());
    for (int length = 1; length < good.length; length += 7) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThrows(UnreadableException.class, () -> FactCodec.decode(cut));
    }
  }

  private interface Content {
    void write(JsonGenerator out);
  }

  private static byte[] cbor(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = Mappers.CBOR.createGenerator(bytes)) {
      out.writeStartArray();
      content.write(out);
      out.writeEndArray();
    }
    return Packing.pack(bytes.toByteArray());
  }
}

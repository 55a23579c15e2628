package dev.baton.common.wire.codec;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import dev.baton.common.job.TaskAction;
import dev.baton.common.wire.AttemptOutcome;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORMapper;
import tools.jackson.dataformat.cbor.CBORWriteFeature;

/**
 * Says how Jackson writes our messages: the words of the sealed types, which fields may be missing,
 * and the limits. Words are part of the protocol and never change.
 */
final class WireMapper {
  /** Messages are flat; a hello's outcomes with their outputs are the deepest. */
  private static final int MAX_NESTING = 16;

  static final Map<Class<?>, String> WORDS =
      Map.ofEntries(
          Map.entry(ExecutorMessage.Hello.class, "hello"),
          Map.entry(ExecutorMessage.Heartbeat.class, "heartbeat"),
          Map.entry(ExecutorMessage.Started.class, "started"),
          Map.entry(ExecutorMessage.Ended.class, "ended"),
          Map.entry(ExecutorMessage.StartRefused.class, "start-refused"),
          Map.entry(ExecutorMessage.LogChunk.class, "log"),
          Map.entry(ExecutorMessage.ArtifactChunk.class, "artifact"),
          Map.entry(ExecutorMessage.Draining.class, "draining"),
          Map.entry(ExecutorMessage.Goodbye.class, "goodbye"),
          Map.entry(CoordinatorMessage.HelloRequest.class, "hello-request"),
          Map.entry(CoordinatorMessage.Welcome.class, "welcome"),
          Map.entry(CoordinatorMessage.Refused.class, "refused"),
          Map.entry(CoordinatorMessage.HeartbeatAck.class, "heartbeat-ack"),
          Map.entry(CoordinatorMessage.Start.class, "start"),
          Map.entry(CoordinatorMessage.Cancel.class, "cancel"),
          Map.entry(CoordinatorMessage.OutcomesAccepted.class, "outcomes-accepted"),
          Map.entry(CoordinatorMessage.LogAccepted.class, "log-accepted"),
          Map.entry(CoordinatorMessage.ArtifactAccepted.class, "artifact-accepted"),
          Map.entry(CoordinatorMessage.NotLeader.class, "not-leader"),
          Map.entry(TaskAction.Shell.class, "shell"),
          Map.entry(TaskAction.Command.class, "command"),
          Map.entry(TaskAction.Script.class, "script"),
          Map.entry(TaskAction.Http.class, "http"),
          Map.entry(TaskAction.Java.class, "java"));

  private WireMapper() {}

  static CBORMapper create() {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxDocumentLength(Frames.MAX_MESSAGE_BYTES)
            .maxStringLength(Frames.MAX_MESSAGE_BYTES)
            .maxNestingDepth(MAX_NESTING)
            .build();
    CBORMapper.Builder builder =
        CBORMapper.builder(
                CBORFactory.builder()
                    .streamReadConstraints(limits)
                    .enable(CBORWriteFeature.LENIENT_UTF_ENCODING)
                    .build())
            .addModule(new WireValues())
            .addMixIn(ExecutorMessage.class, Worded.class)
            .addMixIn(CoordinatorMessage.class, Worded.class)
            .addMixIn(TaskAction.class, Worded.class)
            .addMixIn(AttemptOutcome.class, OutcomeFields.class)
            .addMixIn(ExecutorMessage.Load.class, LoadFields.class)
            .addMixIn(ExecutorMessage.Hello.class, HelloFields.class)
            .addMixIn(CoordinatorMessage.StartOrder.class, OrderFields.class)
            .addMixIn(TaskAction.Http.class, HttpFields.class)
            .changeDefaultNullHandling(any -> JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    WORDS.forEach((type, word) -> builder.registerSubtypes(new NamedType(type, word)));
    return builder.build();
  }

  /** Written as an array: the word, then the fields. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
  private interface Worded {}

  // The fields below may be null; all others must be there.

  @SuppressWarnings("unused")
  private abstract static class OutcomeFields {
    @JsonSetter(nulls = Nulls.SET)
    private Integer exitCode;

    @JsonSetter(nulls = Nulls.SET)
    private Instant startedAt;

    @JsonSetter(nulls = Nulls.AS_EMPTY)
    private boolean silent;
  }

  @SuppressWarnings("unused")
  private abstract static class LoadFields {
    @JsonSetter(nulls = Nulls.SET)
    private Long diskTotalBytes;

    @JsonSetter(nulls = Nulls.SET)
    private Double cpuWaiting;

    @JsonSetter(nulls = Nulls.SET)
    private Boolean diskFails;
  }

  @SuppressWarnings("unused")
  private abstract static class HelloFields {
    @JsonSetter(nulls = Nulls.SET)
    private String predecessor;
  }

  @SuppressWarnings("unused")
  private abstract static class OrderFields {
    @JsonSetter(nulls = Nulls.SET)
    private Instant fireAt;

    @JsonSetter(nulls = Nulls.SET)
    private Duration timeout;
  }

  @SuppressWarnings("unused")
  private abstract static class HttpFields {
    @JsonSetter(nulls = Nulls.SET)
    private String body;
  }
}

package dev.baton.common.wire.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import dev.baton.common.job.TaskAction;
import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.codec.WireFormatException.Problem;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.dataformat.cbor.CBORMapper;

class WireCodecTest {
  private static final int ROUNDS = 300;
  private static final CBORMapper PLAIN = new CBORMapper();

  static Stream<Class<?>> executorWords() {
    return Arrays.stream(ExecutorMessage.class.getPermittedSubclasses());
  }

  static Stream<Class<?>> coordinatorWords() {
    return Arrays.stream(CoordinatorMessage.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("executorWords")
  void whatAnExecutorSaysArrivesAsItWasSaid(Class<? extends ExecutorMessage> type)
      throws Exception {
    for (long seed = 0; seed < ROUNDS; seed++) {
      ExecutorMessage said = new RandomMessages(seed).of(type);
      byte[] bytes = WireCodec.encode(said);
      ExecutorMessage heard = WireCodec.decodeExecutorMessage(bytes);
      assertEquals(type, heard.getClass());
      if (said instanceof ExecutorMessage.LogChunk a
          && heard instanceof ExecutorMessage.LogChunk b) {
        assertArrayEquals(a.bytes(), b.bytes());
      }
      assertArrayEquals(bytes, WireCodec.encode(heard), "seed " + seed);
      if (!holdsBytes(said)) {
        assertEquals(said, heard, "seed " + seed);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("coordinatorWords")
  void whatACoordinatorSaysArrivesAsItWasSaid(Class<? extends CoordinatorMessage> type)
      throws Exception {
    for (long seed = 0; seed < ROUNDS; seed++) {
      CoordinatorMessage said = new RandomMessages(seed).of(type);
      assertEquals(
          said, WireCodec.decodeCoordinatorMessage(WireCodec.encode(said)), "seed " + seed);
    }
  }

  @Test
  void everySealedTypeHasAWordOfItsOwn() {
    List<Class<?>> all =
        Stream.of(ExecutorMessage.class, CoordinatorMessage.class, TaskAction.class)
            .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
            .toList();
    assertEquals(all.size(), WireMapper.WORDS.size());
    assertTrue(WireMapper.WORDS.keySet().containsAll(all));
    for (Class<?> sealed :
        List.of(ExecutorMessage.class, CoordinatorMessage.class, TaskAction.class)) {
      List<String> words =
          Arrays.stream(sealed.getPermittedSubclasses()).map(WireMapper.WORDS::get).toList();
      assertEquals(words.size(), words.stream().distinct().count(), words.toString());
    }
  }

  @Test
  void theBytesOfAMessageAreFixed() throws Exception {
    byte[] bytes =
        WireCodec.encode(
            new ExecutorMessage.Started(
                new AttemptId(new RunId(17), "extract", 2), Instant.ofEpochSecond(1_000_000, 5)));
    assertEquals(
        "9f6773746172746564" // array, text "started"
            + "bf67617474656d70748311676578747261637402" // map, "attempt": [17, "extract", 2]
            + "69737461727465644174821a000f424005ffff", // "startedAt": [1000000, 5]
        HexFormat.of().formatHex(bytes));
  }

  @Test
  void fieldsThatANewerEndHasAddedAreSkipped() throws Exception {
    byte[] bytes =
        PLAIN.writeValueAsBytes(
            List.of(
                "heartbeat-ack",
                Map.of("epoch", 3, "number", 7, "grantMs", 6000, "mood", Map.of("a", List.of(1)))));
    assertEquals(
        new CoordinatorMessage.HeartbeatAck(3, 7, 6000), WireCodec.decodeCoordinatorMessage(bytes));
  }

  @Test
  void aWordOfANewerVersionIsToldApartFromNonsense() {
    byte[] unknown = PLAIN.writeValueAsBytes(List.of("sing", Map.of("song", "la")));
    assertEquals(Problem.UNKNOWN_WORD, problemOf(unknown));
    assertEquals(Problem.MALFORMED, problemOf(new byte[0]));
    assertEquals(Problem.MALFORMED, problemOf(PLAIN.writeValueAsBytes("goodbye")));
    assertEquals(Problem.MALFORMED, problemOf(PLAIN.writeValueAsBytes(null)));
    assertEquals(
        Problem.MALFORMED, problemOf(PLAIN.writeValueAsBytes(List.of("goodbye", Map.of()))));
  }

  @Test
  void missingAndNullFieldsAreRefused() {
    Map<String, Object> noRunning = Map.of("number", 1, "epoch", 1, "load", load());
    assertEquals(
        Problem.MALFORMED, problemOf(PLAIN.writeValueAsBytes(List.of("heartbeat", noRunning))));
    Map<String, Object> nullRunning =
        Map.of("number", 1, "epoch", 1, "load", load(), "running", Arrays.asList((Object) null));
    assertEquals(
        Problem.MALFORMED, problemOf(PLAIN.writeValueAsBytes(List.of("heartbeat", nullRunning))));
    Map<String, Object> noNumber = Map.of("epoch", 1, "load", load(), "running", List.of());
    assertEquals(
        Problem.MALFORMED, problemOf(PLAIN.writeValueAsBytes(List.of("heartbeat", noNumber))));
  }

  @Test
  void valuesThatAStoreCouldNotKeepAreRefusedOrReplaced() throws Exception {
    byte[] farFuture =
        PLAIN.writeValueAsBytes(
            List.of(
                "started",
                Map.of("attempt", List.of(1, "a", 1), "startedAt", List.of(Long.MAX_VALUE, 0))));
    assertEquals(Problem.MALFORMED, problemOf(farFuture));
    assertEquals(
        new ExecutorMessage.Goodbye("a\uFFFDb"),
        WireCodec.decodeExecutorMessage(WireCodec.encode(new ExecutorMessage.Goodbye("a\0b"))));
    // A lone surrogate has no UTF-8 form; it must not keep the message from being said.
    assertFalse(WireCodec.encode(new ExecutorMessage.Goodbye("\ud800")).length == 0);
  }

  @Test
  void deepNestingIsRefusedBeforeItHurts() {
    byte[] bytes = new byte[100_000];
    Arrays.fill(bytes, (byte) 0x81);
    assertEquals(Problem.MALFORMED, problemOf(bytes));
  }

  @Test
  void aLengthThatPromisesTwoGigabytesAllocatesNothingLikeIt() {
    byte[] bytes =
        HexFormat.of().parseHex("82636c6f67bf656279746573" + "5a7fffffff" + "00".repeat(16));
    assertEquals(Problem.MALFORMED, problemOf(bytes));
    byte[] text = HexFormat.of().parseHex("8267676f6f64627965bf66726561736f6e7a7ffffff0" + "61");
    assertEquals(Problem.MALFORMED, problemOf(text));
  }

  @Test
  void damagedBytesNeverCauseAnythingButTheTypedException() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = WireCodec.encode(new RandomMessages(round).of(ExecutorMessage.class));
      byte[] damaged = damage(bytes, random);
      try {
        WireCodec.decodeExecutorMessage(damaged);
      } catch (WireFormatException expected) {
        assertFalse(expected.getMessage().isEmpty());
      } catch (RuntimeException | Error e) {
        throw new AssertionError("round " + round, e);
      }
    }
  }

  @Test
  void aGreetingKeepsItsTokenToItself() throws Exception {
    Greeting greeting = new Greeting(1, Greeting.Role.EXECUTOR, "secret");
    assertEquals(greeting, WireCodec.decodeGreeting(WireCodec.encode(greeting)));
    assertFalse(greeting.toString().contains("secret"));
    byte[] long1 =
        PLAIN.writeValueAsBytes(
            Map.of("wireVersion", 1, "role", "EXECUTOR", "token", "x".repeat(1_025)));
    assertThrows(WireFormatException.class, () -> WireCodec.decodeGreeting(long1));
  }

  @Test
  void aMessageAboveTheLimitIsNotWritten() {
    ExecutorMessage big =
        new ExecutorMessage.LogChunk(
            new AttemptId(new RunId(1), "a", 1), 0, 0, new byte[Frames.MAX_MESSAGE_BYTES], false);
    WireFormatException e = assertThrows(WireFormatException.class, () -> WireCodec.encode(big));
    assertEquals(Problem.TOO_LARGE, e.problem());
  }

  private static byte[] damage(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    switch (random.nextInt(3)) {
      case 0 -> damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
      case 1 -> {
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
      }
      case 2 -> {
        damaged = Arrays.copyOf(damaged, damaged.length + 1 + random.nextInt(5));
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      default -> throw new IllegalStateException();
    }
    return damaged;
  }

  private static Map<String, Object> load() {
    return Map.of(
        "cpu", 0.5, "memoryUsedBytes", 1, "memoryTotalBytes", 2, "diskFreeBytes", 3, "running", 0);
  }

  private static boolean holdsBytes(ExecutorMessage message) {
    return message instanceof ExecutorMessage.LogChunk
        || message instanceof ExecutorMessage.ArtifactChunk;
  }

  private static Problem problemOf(byte[] bytes) {
    return assertThrows(WireFormatException.class, () -> WireCodec.decodeExecutorMessage(bytes))
        .problem();
  }
}

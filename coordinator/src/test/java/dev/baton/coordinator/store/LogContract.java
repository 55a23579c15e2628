package dev.baton.coordinator.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import dev.baton.coordinator.store.LogStore.Artifact;
import dev.baton.coordinator.store.LogStore.ArtifactPiece;
import dev.baton.coordinator.store.LogStore.LogPiece;
import dev.baton.coordinator.store.LogStore.LogSlice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every store must keep of logs and artifacts. */
abstract class LogContract extends StoreContract {
  private static final RunId RUN = new RunId(1);
  private static final AttemptId ATTEMPT = new AttemptId(RUN, "extract", 1);
  private static final AttemptId SECOND = new AttemptId(RUN, "extract", 2);

  LogContract(StoreUnderTest underTest) {
    super(underTest);
  }

  private LogStore logs() {
    return store.logs();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static LogPiece piece(int number, long offset, String text, boolean last) {
    return new LogPiece(ATTEMPT, number, offset, bytes(text), last);
  }

  private String read(long offset, int limit) {
    return new String(logs().readLog(ATTEMPT, offset, limit).bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aLogIsReadFromAnyOffset() {
    logs().putLog(List.of(piece(0, 0, "hello ", false), piece(1, 6, "world", true)));
    assertEquals("hello world", read(0, 100));
    assertEquals("lo wo", read(3, 5));
    assertEquals("world", read(6, 100));
    assertEquals("", read(11, 100));
    assertTrue(logs().readLog(ATTEMPT, 11, 100).complete());
    assertTrue(logs().readLog(ATTEMPT, 6, 5).complete());
    assertFalse(logs().readLog(ATTEMPT, 6, 4).complete());
  }

  @Test
  void aLogThatGoesOnIsNotComplete() {
    logs().putLog(List.of(piece(0, 0, "hello", false)));
    assertFalse(logs().readLog(ATTEMPT, 0, 100).complete());
    logs().putLog(List.of(piece(1, 5, "", true)));
    assertTrue(logs().readLog(ATTEMPT, 0, 100).complete());
    assertTrue(logs().readLog(ATTEMPT, 5, 100).complete());
  }

  @Test
  void nothingIsReadOfAnUnknownAttempt() {
    LogSlice slice = logs().readLog(SECOND, 0, 100);
    assertEquals(0, slice.bytes().length);
    assertFalse(slice.complete());
  }

  @Test
  void theSamePieceTwiceChangesNothing() {
    logs().putLog(List.of(piece(0, 0, "first", false)));
    logs().putLog(List.of(piece(0, 0, "other", false), piece(1, 5, "!", true)));
    assertEquals("first!", read(0, 100));
  }

  @Test
  void readingStopsWhereAPieceIsMissing() {
    logs().putLog(List.of(piece(0, 0, "one ", false), piece(2, 8, "three", true)));
    assertEquals("one ", read(0, 100));
    assertEquals("", read(4, 100));
    assertFalse(logs().readLog(ATTEMPT, 0, 100).complete());
    logs().putLog(List.of(piece(1, 4, "two ", false)));
    assertEquals("one two three", read(0, 100));
  }

  @Test
  void aLongBinaryLogComesBackByteForByte() {
    Random random = new Random(3);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    List<LogPiece> pieces = new ArrayList<>();
    for (int number = 0; number < 200; number++) {
      byte[] bytes = new byte[random.nextInt(20_000)];
      if (number % 2 == 0) {
        random.nextBytes(bytes);
      }
      pieces.add(new LogPiece(ATTEMPT, number, whole.size(), bytes, number == 199));
      whole.writeBytes(bytes);
    }
    logs().putLog(pieces);
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (true) {
      LogSlice slice = logs().readLog(ATTEMPT, read.size(), 1 + random.nextInt(700_000));
      read.writeBytes(slice.bytes());
      if (slice.complete()) {
        break;
      }
    }
    assertArrayEquals(whole.toByteArray(), read.toByteArray());
  }

  @Test
  void aLogThatIsTooLongEndsWithAMark() {
    long cap = LogStore.MAX_LOG_BYTES;
    logs()
        .putLog(
            List.of(
                piece(7, cap - 6, "before and after", false), piece(8, cap + 10, "lost", true)));
    LogSlice slice = logs().readLog(ATTEMPT, cap - 6, 1_000);
    String text = new String(slice.bytes(), StandardCharsets.UTF_8);
    assertTrue(text.startsWith("before\n[The log is cut here"), text);
    assertTrue(slice.complete());
    assertFalse(text.contains("lost"));
  }

  @Test
  void aLogThatFillsItsRoomExactlyHasNoMark() {
    long cap = LogStore.MAX_LOG_BYTES;
    logs().putLog(List.of(piece(0, cap - 6, "before", false)));
    assertEquals("before", read(cap - 6, 1_000));
    logs().putLog(List.of(piece(1, cap, "x", true)));
    assertTrue(read(cap, 1_000).startsWith("\n[The log is cut here"));
  }

  @Test
  void anArtifactIsReadOnceItIsComplete() {
    logs().putArtifact(List.of(artifact(ATTEMPT, 0, "rep", false)));
    assertNull(logs().readArtifact(RUN, "extract", "report.txt"));
    assertEquals(List.of(new Artifact(ATTEMPT, "report.txt", 3, false)), logs().artifacts(RUN));
    logs().putArtifact(List.of(artifact(ATTEMPT, 2, "t", true)));
    assertNull(logs().readArtifact(RUN, "extract", "report.txt"));
    logs().putArtifact(List.of(artifact(ATTEMPT, 1, "or", false)));
    assertEquals(List.of(new Artifact(ATTEMPT, "report.txt", 6, true)), logs().artifacts(RUN));
    assertEquals("report", new String(artifact(), StandardCharsets.UTF_8));
    assertNull(logs().readArtifact(RUN, "extract", "other.txt"));
    assertNull(logs().readArtifact(RUN, "other", "report.txt"));
  }

  @Test
  void theNewestWholeArtifactCounts() {
    logs().putArtifact(List.of(artifact(ATTEMPT, 0, "first", true)));
    logs().putArtifact(List.of(artifact(SECOND, 0, "sec", false)));
    assertEquals("first", new String(artifact(), StandardCharsets.UTF_8));
    logs().putArtifact(List.of(artifact(SECOND, 1, "ond", true)));
    assertEquals("second", new String(artifact(), StandardCharsets.UTF_8));
  }

  @Test
  void anArtifactThatIsTooLargeIsNeverComplete() {
    byte[] megabyte = new byte[1024 * 1024];
    for (int number = 0; number < 9; number++) {
      logs()
          .putArtifact(
              List.of(new ArtifactPiece(ATTEMPT, "big.bin", number, megabyte, number == 8)));
    }
    Artifact artifact = logs().artifacts(RUN).getFirst();
    assertFalse(artifact.complete());
    assertEquals(LogStore.MAX_ARTIFACT_BYTES, artifact.sizeBytes());
    assertNull(logs().readArtifact(RUN, "extract", "big.bin"));
  }

  private byte[] artifact() {
    return logs().readArtifact(RUN, "extract", "report.txt");
  }

  private static ArtifactPiece artifact(AttemptId attempt, int number, String text, boolean last) {
    return new ArtifactPiece(attempt, "report.txt", number, bytes(text), last);
  }
}

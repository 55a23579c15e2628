package dev.baton.executor.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.ExecutorMessage.ArtifactChunk;
import dev.baton.common.wire.ExecutorMessage.LogChunk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final AttemptId A = new AttemptId(new RunId(1), "extract", 1);
  private static final AttemptId B = new AttemptId(new RunId(2), "加载".repeat(60), 1);
  private static final SpoolLimits SMALL = new SpoolLimits(64 * 1024, 2_000, 100, 10, 250);

  @TempDir Path temporary;

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void outputBecomesAChunkWhenItIsLongEnough() throws Exception {
    Spool spool = open();
    spool.output(A, bytes("0123456"));
    assertEquals(Optional.empty(), spool.next());
    spool.output(A, bytes("789abc"));
    assertEquals("0123456789", text(spool.next().orElseThrow()));
    assertEquals(Optional.empty(), spool.next());
  }

  @Test
  void outputBecomesAChunkWhenItHasWaitedLongEnough() throws Exception {
    Spool spool = open();
    spool.output(A, bytes("one"));
    nanos.addAndGet(249_000_000);
    spool.cutDue();
    assertTrue(spool.hasUncut());
    assertEquals(Optional.empty(), spool.next());
    nanos.addAndGet(1_000_000);
    spool.cutDue();
    assertFalse(spool.hasUncut());
    assertEquals("one", text(spool.next().orElseThrow()));
  }

  @Test
  void chunksAreNumberedWithoutGapAndTheLastOneSaysSo() throws Exception {
    Spool spool = open();
    spool.output(A, bytes("0123456789abcdefghijklm"));
    spool.end(A);
    List<LogChunk> chunks = logChunks(spool);
    assertEquals(List.of(0, 1, 2), chunks.stream().map(LogChunk::number).toList());
    assertEquals(List.of(0L, 10L, 20L), chunks.stream().map(LogChunk::offset).toList());
    assertEquals(List.of(false, false, true), chunks.stream().map(LogChunk::last).toList());
    assertEquals("klm", text(chunks.get(2)));
  }

  @Test
  void anAttemptWithoutOutputLeavesNothing() throws Exception {
    Spool spool = open();
    assertFalse(spool.end(A));
    assertEquals(List.of(), logChunks(spool));
    assertEquals(0, spool.pending());
  }

  @Test
  void anAttemptOfWhichSomethingWasSaidHasALog() throws Exception {
    Spool spool = open();
    spool.artifact(A, "gone.txt", temporary.resolve("gone.txt"));
    assertTrue(spool.end(A));
    assertTrue(logChunks(spool).getLast().last());
  }

  @Test
  void whatIsAcknowledgedLeavesTheDisk() throws Exception {
    Spool spool = open();
    spool.output(A, bytes("0123456789abc"));
    spool.end(A);
    assertEquals(2, logChunks(spool).size());
    assertEquals(13, spool.inFlightBytes());
    spool.logAccepted(A, 0);
    assertEquals(3, spool.inFlightBytes());
    assertEquals(1, spool.pending());
    spool.logAccepted(A, 1);
    assertEquals(0, spool.pending());
    assertEquals(List.of(), filesOnDisk());
    spool.logAccepted(A, 1);
  }

  @Test
  void aNewLinkGetsEverythingThatIsNotAcknowledgedAgain() throws Exception {
    Spool spool = open();
    spool.output(A, bytes("0123456789abcdefghijklm"));
    spool.end(A);
    logChunks(spool);
    spool.logAccepted(A, 0);
    spool.rewind();
    assertEquals(0, spool.inFlightBytes());
    assertEquals(List.of(1, 2), logChunks(spool).stream().map(LogChunk::number).toList());
  }

  @Test
  void attemptsTakeTurns() throws Exception {
    Spool spool = open();
    spool.output(A, bytes("0123456789".repeat(3)));
    spool.output(B, bytes("0123456789".repeat(2)));
    List<AttemptId> order = logChunks(spool).stream().map(LogChunk::attempt).toList();
    assertEquals(List.of(A, B, A, B, A), order);
  }

  @Test
  void aNewProcessLifeShipsTheSameChunksAndSaysWhereTheLogBrokeOff() throws Exception {
    Spool killed = open();
    killed.output(B, bytes("0123456789abcdefghijXY"));
    List<LogChunk> before = logChunks(killed);

    List<LogChunk> after = logChunks(open());
    assertEquals(before.get(0).number(), after.get(0).number());
    assertArrayEquals(before.get(0).bytes(), after.get(0).bytes());
    assertArrayEquals(before.get(1).bytes(), after.get(1).bytes());
    String rest = join(after.subList(2, after.size()));
    assertTrue(rest.contains("the executor's process ended here"), rest);
    assertTrue(after.getLast().last());
    assertEquals(B, after.getFirst().attempt());
    // What was not yet cut is lost; that is the most that a kill may cost.
    assertFalse(rest.contains("XY"));
  }

  @Test
  void aLogTornByACrashIsShippedUpToTheTear() throws Exception {
    Spool killed = open();
    killed.output(A, bytes("0123456789abcdefghij"));
    Path file = filesOnDisk().getFirst();
    Files.write(file, new byte[] {0, 0, 0, 50, 1, 2, 3}, StandardOpenOption.APPEND);
    String all = join(logChunks(open()));
    assertTrue(all.startsWith("0123456789abcdefghij\n[baton] "), all);
  }

  @Test
  void aFileThatIsNoLogIsLeftAlone() throws Exception {
    Files.createDirectories(directory());
    Path stranger = directory().resolve("7-1-abc.log");
    Files.writeString(stranger, "nothing of ours");
    assertEquals(Optional.empty(), open().next());
    assertTrue(Files.exists(stranger));
  }

  @Test
  void aLogThatIsTooLongEndsWithAMark() throws Exception {
    Spool spool = open();
    spool.output(A, bytes("x".repeat(5_000)));
    spool.output(A, bytes("Z".repeat(5_000)));
    spool.end(A);
    String all = join(logChunks(spool));
    assertTrue(all.length() <= SMALL.logBytes(), "length " + all.length());
    assertTrue(all.startsWith("x".repeat(1_400)));
    assertTrue(all.endsWith("it has reached its limit of 2000 bytes\n"), all);
    assertFalse(all.contains("Z"));
  }

  @Test
  void aFullSpoolDropsOutputBehindAMarkAndTakesItAgainLater() throws Exception {
    Spool spool = open(new SpoolLimits(6_000, 16_000, 100, 1_000, 250));
    spool.output(A, bytes("a".repeat(6_000)));
    spool.output(B, bytes("lost"));
    assertEquals(6, logChunks(spool).size());
    spool.end(A);
    assertEquals(1, logChunks(spool).size());
    spool.logAccepted(A, 6);
    spool.output(B, bytes("kept"));
    spool.end(B);
    String all = join(logChunks(spool));
    assertTrue(all.contains("4 bytes of output are missing here"), all);
    assertTrue(all.endsWith("kept"), all);
  }

  @Test
  void artifactsAreShippedInChunksAndSurviveARestart() throws Exception {
    Spool spool = open();
    Path file = Files.writeString(temporary.resolve("made.csv"), "0123456789abcde");
    spool.artifact(A, "out/made.csv", file);
    assertFalse(Files.exists(file));
    for (Spool each : List.of(spool, open())) {
      List<ArtifactChunk> chunks = all(each).stream().map(ArtifactChunk.class::cast).toList();
      assertEquals(List.of(0, 1), chunks.stream().map(ArtifactChunk::number).toList());
      assertEquals("out/made.csv", chunks.getFirst().name());
      assertEquals("abcde", new String(chunks.get(1).bytes(), UTF_8));
      assertFalse(chunks.get(0).last());
      assertTrue(chunks.get(1).last());
    }
    spool.artifactAccepted(A, "out/made.csv", 1);
    assertEquals(List.of(), filesOnDisk());
  }

  @Test
  void anEmptyArtifactIsOneEmptyChunk() throws Exception {
    Spool spool = open();
    spool.artifact(A, "empty", Files.createFile(temporary.resolve("empty")));
    ArtifactChunk only = (ArtifactChunk) spool.next().orElseThrow();
    assertEquals(0, only.bytes().length);
    assertTrue(only.last());
  }

  @Test
  void anArtifactThatIsTooLongIsNotKeptAndTheLogSaysSo() throws Exception {
    Spool spool = open();
    spool.artifact(A, "big", Files.writeString(temporary.resolve("big"), "x".repeat(101)));
    spool.end(A);
    String all = join(logChunks(spool));
    assertTrue(all.contains("artifact big was not kept: it has 101 bytes"), all);
  }

  private Spool open() throws IOException {
    return open(SMALL);
  }

  private Spool open(SpoolLimits limits) throws IOException {
    return Spool.open(directory(), limits, nanos::get);
  }

  private Path directory() {
    return temporary.resolve("spool");
  }

  private List<Path> filesOnDisk() {
    try (Stream<Path> files = Files.list(directory())) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ExecutorMessage> all(Spool spool) {
    List<ExecutorMessage> chunks = new ArrayList<>();
    for (Optional<ExecutorMessage> next = spool.next(); next.isPresent(); next = spool.next()) {
      chunks.add(next.get());
    }
    return chunks;
  }

  private static List<LogChunk> logChunks(Spool spool) {
    return all(spool).stream().map(LogChunk.class::cast).toList();
  }

  private static String join(List<LogChunk> chunks) {
    StringBuilder text = new StringBuilder();
    chunks.forEach(chunk -> text.append(text(chunk)));
    return text.toString();
  }

  private static String text(ExecutorMessage chunk) {
    return new String(((LogChunk) chunk).bytes(), UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}

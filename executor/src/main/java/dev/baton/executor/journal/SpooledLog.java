package dev.baton.executor.journal;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.ExecutorMessage.LogChunk;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An attempt's log: one record for each chunk, so that after a restart the chunks are numbered and
 * cut as they were sent before. The first record names the attempt.
 */
final class SpooledLog extends SpooledFile {
  static final String SUFFIX = ".log";
  private static final String MAGIC = "BATONSL1";
  private static final byte MORE = 0;
  private static final byte LAST = 1;

  private final Path path;

  /** Null once the log is complete: then nobody writes, and reading opens the file for a moment. */
  private RecordFile file;

  private final List<Long> positions = new ArrayList<>();

  /** Of each chunk, the offset of its first byte in the log. */
  private final List<Long> offsets = new ArrayList<>();

  private long logBytes;
  private long diskBytes;
  private boolean complete;

  private SpooledLog(AttemptId attempt, Path path) {
    super(attempt);
    this.path = path;
  }

  static SpooledLog create(AttemptId attempt, Path path) throws IOException {
    SpooledLog log = new SpooledLog(attempt, path);
    log.file = RecordFile.create(path, MAGIC);
    try {
      log.file.append(List.of(name(attempt)));
    } catch (IOException e) {
      log.file.close();
      throw e;
    }
    log.diskBytes = log.file.sizeBytes();
    return log;
  }

  /**
   * Opens the log of an earlier process life.
   *
   * @throws IOException also if the file does not even name its attempt
   */
  static SpooledLog open(Path path) throws IOException {
    AttemptId attempt = readName(path);
    SpooledLog log = new SpooledLog(attempt, path);
    log.file =
        RecordFile.open(
            path,
            MAGIC,
            (position, bytes) -> {
              if (position > RecordFile.MAGIC_BYTES) {
                log.added(position, bytes.length - 1, bytes[0] == LAST);
              }
            });
    log.diskBytes = log.file.sizeBytes();
    if (log.complete) {
      log.file.close();
      log.file = null;
    }
    return log;
  }

  /** Bytes of log in all chunks. */
  long logBytes() {
    return logBytes;
  }

  /**
   * Adds a chunk; with the last one the file is closed.
   *
   * @throws IOException and then nothing was added
   */
  void add(byte[] bytes, int length, boolean last) throws IOException {
    byte[] record = new byte[1 + length];
    record[0] = last ? LAST : MORE;
    System.arraycopy(bytes, 0, record, 1, length);
    long position;
    try {
      position = file.append(List.of(record)).getFirst();
    } catch (IOException e) {
      file.cutToEnd();
      throw e;
    }
    diskBytes = file.sizeBytes();
    added(position, length, last);
    if (last) {
      file.close();
      file = null;
    }
  }

  private void added(long position, int length, boolean last) {
    positions.add(position);
    offsets.add(logBytes);
    logBytes += length;
    complete |= last;
  }

  @Override
  int chunks() {
    return positions.size();
  }

  @Override
  boolean complete() {
    return complete;
  }

  @Override
  int chunkBytes(int number) {
    long end = number + 1 < chunks() ? offsets.get(number + 1) : logBytes;
    return (int) (end - offsets.get(number));
  }

  @Override
  ExecutorMessage read(int number) throws IOException {
    long position = positions.get(number);
    byte[] record = file == null ? RecordFile.read(path, position) : file.read(position);
    byte[] bytes;
    if (record == null) {
      // Damaged on disk. Offsets and numbers must stay, so the gap is shown in its full length.
      bytes = new byte[chunkBytes(number)];
      Arrays.fill(bytes, (byte) '?');
    } else {
      bytes = Arrays.copyOfRange(record, 1, record.length);
    }
    boolean last = complete && number == chunks() - 1;
    return new LogChunk(attempt, number, offsets.get(number), bytes, last);
  }

  @Override
  long diskBytes() {
    return Math.max(diskBytes, SpoolLimits.FILE_BYTES);
  }

  @Override
  void delete() throws IOException {
    if (file != null) {
      file.close();
    }
    Files.deleteIfExists(path);
  }

  /** Leaves the file as it is for the next process life. */
  void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  // ---- the first record

  static byte[] name(AttemptId attempt) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(attempt.run().value());
    out.writeUTF(attempt.task());
    out.writeInt(attempt.number());
    return bytes.toByteArray();
  }

  private static AttemptId readName(Path path) throws IOException {
    byte[] record = RecordFile.read(path, RecordFile.MAGIC_BYTES);
    if (record == null) {
      throw new IOException("it does not say which attempt it is of");
    }
    return readName(new DataInputStream(new ByteArrayInputStream(record)));
  }

  static AttemptId readName(DataInputStream in) throws IOException {
    try {
      return new AttemptId(new RunId(in.readLong()), in.readUTF(), in.readInt());
    } catch (IllegalArgumentException e) {
      throw new IOException("it names no attempt", e);
    }
  }
}

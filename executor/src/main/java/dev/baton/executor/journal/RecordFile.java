package dev.baton.executor.journal;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file of records: eight letters that name the format, then for each record its length (4 bytes),
 * its CRC-32C (4 bytes) and its bytes; none is empty, so zeros end the file. What a crash left half
 * written at the end is cut off when the file is opened. For one thread at a time.
 */
final class RecordFile implements Closeable {
  static final int MAGIC_BYTES = 8;
  private static final int HEADER_BYTES = 8;

  private static final int LOOK_BYTES = 64 * 1024;

  /** Longest record; a longer length field is taken for damage. */
  static final int MAX_RECORD_BYTES = 32 * 1024 * 1024;

  private final FileChannel channel;
  private long end;
  private final long cutBytes;
  private int aheadBytes;

  /** Up to here the file has bytes, be they zeros. */
  private long allocated;

  private RecordFile(FileChannel channel, long end, long cutBytes) {
    this.channel = channel;
    this.end = end;
    this.cutBytes = cutBytes;
    this.allocated = end;
  }

  /**
   * From now on the file grows by zeros, so many at a time: to force a file that has not grown
   * takes a fifth of the time, and does not hold up whoever else forces files on that disk.
   */
  void growAhead(int bytes) {
    aheadBytes = bytes;
  }

  /** What is called for each record found. */
  interface Visitor {
    void record(long position, byte[] bytes) throws IOException;
  }

  /**
   * Starts an empty file.
   *
   * @param magic eight ASCII letters
   */
  static RecordFile create(Path path, String magic) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      writeFully(channel, ByteBuffer.wrap(magic.getBytes(StandardCharsets.US_ASCII)), 0);
      return new RecordFile(channel, MAGIC_BYTES, 0);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Opens an existing file, shows every whole record, and cuts off the rest.
   *
   * @throws IOException also if the file is of another format
   */
  static RecordFile open(Path path, String magic, Visitor visitor) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (!magic.equals(readMagic(channel))) {
        throw new IOException(
            path + " is damaged or was written by another version; move it away to go on");
      }
      long position = MAGIC_BYTES;
      long size = channel.size();
      for (byte[] bytes = readRecord(channel, position, size);
          bytes != null;
          bytes = readRecord(channel, position, size)) {
        visitor.record(position, bytes);
        position += HEADER_BYTES + bytes.length;
      }
      boolean torn = position < size && !isZero(channel, position, size);
      if (position < size) {
        channel.truncate(position);
      }
      return new RecordFile(channel, position, torn ? size - position : 0);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static String readMagic(FileChannel channel) throws IOException {
    ByteBuffer magic = ByteBuffer.allocate(MAGIC_BYTES);
    while (magic.hasRemaining() && channel.read(magic, magic.position()) > 0) {}
    return new String(magic.array(), 0, magic.position(), StandardCharsets.US_ASCII);
  }

  /** Null if no whole record stands there. */
  private static byte[] readRecord(FileChannel channel, long position, long size)
      throws IOException {
    if (position + HEADER_BYTES > size) {
      return null;
    }
    ByteBuffer header = readFully(channel, position, HEADER_BYTES);
    int length = header.getInt();
    int crc = header.getInt();
    if (length <= 0 || length > MAX_RECORD_BYTES || position + HEADER_BYTES + length > size) {
      return null;
    }
    byte[] bytes = readFully(channel, position + HEADER_BYTES, length).array();
    return crc(bytes) == crc ? bytes : null;
  }

  /** Bytes of a torn record that were cut off when the file was opened. */
  long cutBytes() {
    return cutBytes;
  }

  long sizeBytes() {
    return end;
  }

  /**
   * Appends records in one write; not yet forced to disk.
   *
   * @return where each of them stands
   * @throws IOException and then the file may end with part of a record; later records would be
   *     lost behind it, so write to a new file
   */
  List<Long> append(List<byte[]> records) throws IOException {
    int size = 0;
    for (byte[] bytes : records) {
      if (bytes.length > MAX_RECORD_BYTES) {
        throw new IOException("a record of " + bytes.length + " bytes is too long");
      }
      size = Math.addExact(size, HEADER_BYTES + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.allocate(size);
    List<Long> positions = new ArrayList<>(records.size());
    for (byte[] bytes : records) {
      positions.add(end + buffer.position());
      buffer.putInt(bytes.length).putInt(crc(bytes)).put(bytes);
    }
    growFor(size);
    writeFully(channel, buffer.flip(), end);
    end += size;
    allocated = Math.max(allocated, end);
    return positions;
  }

  private void growFor(int size) throws IOException {
    if (aheadBytes > 0 && end + size > allocated) {
      int grows = Math.max(aheadBytes, size);
      writeFully(channel, ByteBuffer.allocate(grows), allocated);
      allocated += grows;
    }
  }

  /** Takes back what a failed append may have left behind the last whole record. */
  void cutToEnd() throws IOException {
    channel.truncate(end);
    allocated = end;
  }

  /** Forces what was appended to disk. */
  void force() throws IOException {
    channel.force(false);
  }

  /**
   * @return the record that stands there; null if it is damaged
   */
  byte[] read(long position) throws IOException {
    return readRecord(channel, position, end);
  }

  /** As {@link #read} on a file that nobody has open. */
  static byte[] read(Path path, long position) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return readRecord(channel, position, channel.size());
    }
  }

  /** Also takes back what the file has grown ahead. */
  @Override
  public void close() throws IOException {
    try (channel) {
      if (allocated > end) {
        channel.truncate(end);
      }
    }
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static boolean isZero(FileChannel channel, long from, long to) throws IOException {
    for (long at = from; at < to; at += LOOK_BYTES) {
      ByteBuffer bytes = readFully(channel, at, (int) Math.min(LOOK_BYTES, to - at));
      while (bytes.hasRemaining()) {
        if (bytes.get() != 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static ByteBuffer readFully(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  private static void writeFully(FileChannel channel, ByteBuffer buffer, long position)
      throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      at += channel.write(buffer, at);
    }
  }
}

package dev.baton.executor.guard;

import dev.baton.common.time.BootClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/**
 * The lease's deadline, where the guards look at it: one file for all attempts of an incarnation,
 * so that a heartbeat costs one write however many run. It lies in memory ({@code /dev/shm}) where
 * that is to be had, because a disk that hangs must not end a lease; it is overwritten in place, so
 * a full file system can't either. A frozen executor writes nothing, which is the point.
 */
final class LeaseFile implements AutoCloseable {
  private static final String PREFIX = "baton-lease-";
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final long NANOS_PER_HUNDREDTH = 10_000_000L;

  private final Path path;
  private final FileChannel channel;

  private LeaseFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * @param dataDir where it is made if there is no shared memory
   */
  static LeaseFile create(Path dataDir) throws IOException {
    Path folder =
        Files.isDirectory(SHARED_MEMORY) && Files.isWritable(SHARED_MEMORY)
            ? SHARED_MEMORY
            : dataDir;
    FileAttribute<?> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path path = Files.createTempFile(folder, PREFIX, "", ownerOnly);
    LeaseFile file = new LeaseFile(path, FileChannel.open(path, StandardOpenOption.WRITE));
    file.write(0);
    replaceEarlier(dataDir, path);
    return file;
  }

  /** An incarnation that was killed could not remove its own. */
  private static void replaceEarlier(Path dataDir, Path path) throws IOException {
    Path note = dataDir.resolve("guard").resolve("lease-file");
    if (Files.exists(note)) {
      Path earlier = Path.of(Files.readString(note).strip());
      if (earlier.getFileName().toString().startsWith(PREFIX)) {
        Files.deleteIfExists(earlier);
      }
    }
    Files.createDirectories(note.getParent());
    Files.writeString(note, path.toString());
  }

  Path path() {
    return path;
  }

  /** The deadline as guards count: hundredths of a second, rounded up, never too early. */
  static long hundredths(long bootNanos) {
    return Math.ceilDiv(bootNanos, NANOS_PER_HUNDREDTH);
  }

  /**
   * @param untilNanos of {@link BootClock}
   */
  void write(long untilNanos) throws IOException {
    long deadline = hundredths(untilNanos);
    // Twice, so that a guard sees half a write for what it is. Always as long, so that it fits.
    String line = String.format(Locale.ROOT, "%-20d %-20d\n", deadline, deadline);
    channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }
}

package dev.baton.coordinator.store.home;

import dev.baton.common.file.FileFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file whose lock one process holds, and in it one owner. The operating system frees it when the
 * process ends, however it ends. The file holds the owner's process id, for people.
 */
public final class ExclusiveFile implements AutoCloseable {
  /**
   * What this process holds. POSIX drops a lock as soon as the process closes any channel on the
   * file, so a second opener within the process must not even open it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private static final int MAX_PID_BYTES = 20;

  private final Path path;
  private final FileChannel channel;

  private ExclusiveFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * @param what is locked, for the message: "the data directory /var/lib/baton"
   * @throws HomeException if somebody else holds it
   */
  public static ExclusiveFile lock(Path file, String what) {
    Path path;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      path = file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
    } catch (IOException e) {
      throw new HomeException(
          "Cannot create "
              + what
              + ": "
              + FileFault.reason(e)
              + ". Choose another with --data-dir, or let this user write there.",
          e);
    }
    if (!HELD.add(path)) {
      throw inUse(what, "this very process");
    }
    boolean held = false;
    try {
      ExclusiveFile locked = tryLock(path, what);
      held = true;
      return locked;
    } catch (IOException e) {
      throw new HomeException(
          "Cannot write into "
              + what
              + ": "
              + FileFault.reason(e)
              + ". Make room there or let this user write there, or choose another with --data-dir.",
          e);
    } finally {
      if (!held) {
        HELD.remove(path);
      }
    }
  }

  private static ExclusiveFile tryLock(Path path, String what) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(what, owner(channel));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid().getBytes(StandardCharsets.US_ASCII)), 0);
      return new ExclusiveFile(path, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_PID_BYTES);
    channel.read(bytes, 0);
    String pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
    return pid.isEmpty() ? "another process" : "the process " + pid;
  }

  private static HomeException inUse(String what, String owner) {
    return new HomeException(
        "Cannot use "
            + what
            + ": "
            + owner
            + " uses it. Stop that process, or choose another directory.",
        null);
  }

  private static String pid() {
    return Long.toString(ProcessHandle.current().pid());
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock goes with the channel, and the channel is gone either way.
      throw new HomeException("Cannot free the lock " + path + ": " + FileFault.reason(e) + ".", e);
    } finally {
      HELD.remove(path);
    }
  }
}

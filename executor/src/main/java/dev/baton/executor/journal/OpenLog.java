package dev.baton.executor.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writing end of an attempt's log: gathers output until it is worth a chunk, and puts a mark
 * where output had to be dropped. The spool's lock guards it.
 */
final class OpenLog {
  private static final Logger LOG = LoggerFactory.getLogger(OpenLog.class);

  /** Makes the file, and says whether there is room; both may change from call to call. */
  interface Place {
    SpooledLog create() throws IOException;

    boolean hasRoom();

    void grown(long bytes);
  }

  private final Place place;
  private final SpoolLimits limits;

  /** Null until there was something to write and a disk to take it. */
  private SpooledLog file;

  /** Grows up to a chunk. */
  private byte[] waiting = new byte[1_024];

  private int length;
  private long waitingSinceNanos;
  private long droppedBytes;
  private boolean atLimit;
  private boolean warned;
  private boolean ending;

  /**
   * @param file null for a log that has none yet
   */
  OpenLog(Place place, SpoolLimits limits, SpooledLog file) {
    this.place = place;
    this.limits = limits;
    this.file = file;
  }

  boolean hasUncut() {
    return length > 0 || ending;
  }

  boolean isEnding() {
    return ending;
  }

  long waitedNanos(long nowNanos) {
    return length == 0 ? 0 : nowNanos - waitingSinceNanos;
  }

  void append(byte[] bytes, long nowNanos) {
    if (!place.hasRoom()) {
      droppedBytes += bytes.length;
      return;
    }
    long logBytes = (file == null ? 0 : file.logBytes()) + length;
    int room = (int) Math.min(bytes.length, limits.logBytes() - SpoolLimits.MARK_BYTES - logBytes);
    if (!atLimit && room > 0) {
      markDropped(nowNanos);
      put(bytes, room, nowNanos);
    }
    if (room < bytes.length && !atLimit) {
      atLimit = true;
      mark(
          "the log is cut off here: it has reached its limit of " + limits.logBytes() + " bytes",
          nowNanos);
    }
  }

  /** Says something in the log that the attempt has not said itself. */
  void mark(String text, long nowNanos) {
    byte[] bytes = ("\n[baton] " + text + "\n").getBytes(StandardCharsets.UTF_8);
    long logBytes = (file == null ? 0 : file.logBytes()) + length;
    if (logBytes + bytes.length <= limits.logBytes()) {
      put(bytes, bytes.length, nowNanos);
    }
  }

  private void markDropped(long nowNanos) {
    if (droppedBytes > 0) {
      long dropped = droppedBytes;
      droppedBytes = 0;
      mark(dropped + " bytes of output are missing here, the executor had no room", nowNanos);
    }
  }

  private void put(byte[] bytes, int count, long nowNanos) {
    int done = 0;
    while (done < count) {
      if (length == 0) {
        waitingSinceNanos = nowNanos;
      }
      int part = Math.min(count - done, limits.chunkBytes() - length);
      if (length + part > waiting.length) {
        int doubled = Math.max(2 * waiting.length, length + part);
        waiting = Arrays.copyOf(waiting, Math.min(doubled, limits.chunkBytes()));
      }
      System.arraycopy(bytes, done, waiting, length, part);
      length += part;
      done += part;
      if (length == limits.chunkBytes()) {
        cut();
      }
    }
  }

  /** Makes a chunk of what waits, if anything does. */
  void cut() {
    if (length > 0 && !write(false)) {
      droppedBytes += length;
      length = 0;
    }
  }

  /** Writes the last chunk; false if the disk does not take it now. */
  boolean finish(long nowNanos) {
    ending = true;
    markDropped(nowNanos);
    return write(true);
  }

  private boolean write(boolean last) {
    try {
      long before = file == null ? 0 : file.diskBytes();
      if (file == null) {
        file = place.create();
      }
      file.add(waiting, length, last);
      length = 0;
      place.grown(file.diskBytes() - before);
      return true;
    } catch (IOException e) {
      if (!warned) {
        warned = true;
        LOG.warn("The output of an attempt cannot be kept: {}", e.toString());
      }
      return false;
    }
  }
}

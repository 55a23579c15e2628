package dev.baton.executor.task;

import dev.baton.common.id.AttemptId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one attempt on its way to the listener: capped, with a mark where it was cut. Used by
 * the attempt's thread alone.
 */
final class AttemptLog {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptLog.class);

  /** How much of the end is kept, to show its last line. */
  private static final int TAIL_BYTES = 2_048;

  private static final int LONGEST_LAST_LINE = 300;

  private final AttemptId attempt;
  private final TaskListener listener;
  private final long capBytes;
  private final byte[] tail = new byte[TAIL_BYTES];
  private int tailLength;
  private long writtenBytes;
  private boolean inLine;

  AttemptLog(AttemptId attempt, TaskListener listener, long capBytes) {
    this.attempt = attempt;
    this.listener = listener;
    this.capBytes = capBytes;
  }

  /** The task's own bytes. May block, as the listener may. */
  void write(byte[] buffer, int length) {
    if (length == 0) {
      return;
    }
    remember(buffer, length);
    int fits = (int) Math.max(0, Math.min(length, capBytes - writtenBytes));
    boolean cutsHere = fits < length && writtenBytes <= capBytes;
    writtenBytes += length;
    if (fits > 0) {
      inLine = buffer[fits - 1] != '\n';
      deliver(Arrays.copyOf(buffer, fits));
    }
    if (cutsHere) {
      note(
          "log cut here at "
              + capBytes
              + " bytes; the task goes on, what it writes further is counted but not kept");
    }
  }

  /** A line of ours; does not count towards the cap. */
  void note(String text) {
    String line = (inLine ? "\n" : "") + "[baton] " + text + "\n";
    inLine = false;
    deliver(line.getBytes(StandardCharsets.UTF_8));
  }

  /** Says how much was left out, if anything. */
  void close() {
    if (writtenBytes > capBytes) {
      note(
          (writtenBytes - capBytes)
              + " bytes were left out of this log; the task wrote "
              + writtenBytes
              + " in all");
    }
  }

  /** The last line with something in it that the task wrote, made fit to show; may be empty. */
  String lastLine() {
    String text = new String(tail, 0, tailLength, StandardCharsets.UTF_8).stripTrailing();
    String line = text.substring(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
    String shown = line.replaceAll("\\p{Cntrl}", "").strip();
    return shown.length() <= LONGEST_LAST_LINE
        ? shown
        : shown.substring(0, LONGEST_LAST_LINE) + "…";
  }

  private void remember(byte[] buffer, int length) {
    int fromNew = Math.min(length, TAIL_BYTES);
    int fromOld = Math.min(tailLength, TAIL_BYTES - fromNew);
    System.arraycopy(tail, tailLength - fromOld, tail, 0, fromOld);
    System.arraycopy(buffer, length - fromNew, tail, fromOld, fromNew);
    tailLength = fromOld + fromNew;
  }

  private void deliver(byte[] bytes) {
    try {
      listener.output(attempt, bytes);
    } catch (RuntimeException e) {
      LOG.error("{} log bytes of attempt {} were not taken and are lost", bytes.length, attempt, e);
    }
  }
}

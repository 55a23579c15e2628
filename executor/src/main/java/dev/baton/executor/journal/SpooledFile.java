package dev.baton.executor.journal;

import dev.baton.common.id.AttemptId;
import dev.baton.common.wire.ExecutorMessage;
import java.io.IOException;

/**
 * A log or an artifact on its way to a coordinator: a row of chunks, numbered from 0, of which a
 * beginning is acknowledged and a longer one has been sent. The spool's lock guards it.
 */
abstract sealed class SpooledFile permits SpooledLog, SpooledArtifact {
  final AttemptId attempt;

  /** The first chunk that no coordinator has acknowledged. */
  private int firstUnacknowledged;

  private int nextToSend;

  SpooledFile(AttemptId attempt) {
    this.attempt = attempt;
  }

  /** Chunks that can be sent by now. */
  abstract int chunks();

  /** Whether no chunk will be added. */
  abstract boolean complete();

  abstract int chunkBytes(int number);

  /** A chunk as it is said to a coordinator. */
  abstract ExecutorMessage read(int number) throws IOException;

  /** Bytes that it takes on disk. */
  abstract long diskBytes();

  /** Removes it from the disk. */
  abstract void delete() throws IOException;

  final boolean hasUnsent() {
    return nextToSend < chunks();
  }

  final int takeUnsent() {
    return nextToSend++;
  }

  /** A new link: all that is not acknowledged is sent again. */
  final void rewind() {
    nextToSend = firstUnacknowledged;
  }

  /** Returns how many bytes were acknowledged by this that had been sent and were not before. */
  final long acknowledge(int number) {
    long bytes = 0;
    int until = Math.min(number, chunks() - 1);
    while (firstUnacknowledged <= until) {
      if (firstUnacknowledged < nextToSend) {
        bytes += chunkBytes(firstUnacknowledged);
      }
      firstUnacknowledged++;
    }
    nextToSend = Math.max(nextToSend, firstUnacknowledged);
    return bytes;
  }

  final int unacknowledged() {
    return chunks() - firstUnacknowledged;
  }

  final boolean done() {
    return complete() && unacknowledged() == 0;
  }
}

package dev.baton.executor.core;

import dev.baton.common.time.Now;

/** A wish to stop: when what runs is ended, when the process goes in any case. */
final class Drain {
  final String reason;

  /** What runs is ended at this time. */
  long runUntilNanos;

  /** Told to go at once: what runs gets no grace. */
  boolean hurried;

  /** Ending what runs has been asked for. */
  private boolean ending;

  /** What still runs is left to its guards at this time; meaningful while {@code ending}. */
  long leaveNanos;

  /** Nothing runs; waiting for acknowledgements. */
  private boolean quiet;

  /** Goodbye is said at this time at the latest; meaningful while {@code quiet}. */
  long goodbyeNanos;

  Drain(String reason, long runUntilNanos) {
    this.reason = reason;
    this.runUntilNanos = runUntilNanos;
  }

  /** Asked again: the earlier moment counts. */
  void shorten(Now now, long atMostMs) {
    long until = now.nanosPlusMs(atMostMs);
    if (until - runUntilNanos < 0) {
      runUntilNanos = until;
    }
  }

  /** What runs is being ended; the earliest moment ever given counts. */
  void ends(long leaveAtNanos) {
    if (!ending || leaveAtNanos - leaveNanos < 0) {
      leaveNanos = leaveAtNanos;
    }
    ending = true;
  }

  /** Nothing runs any more; the earliest moment ever given counts. */
  void goesQuiet(long goodbyeAtNanos) {
    if (!quiet || goodbyeAtNanos - goodbyeNanos < 0) {
      goodbyeNanos = goodbyeAtNanos;
    }
    quiet = true;
  }
}

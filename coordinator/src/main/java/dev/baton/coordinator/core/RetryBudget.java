package dev.baton.coordinator.core;

import dev.baton.common.id.JobKey;
import dev.baton.common.time.Now;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts first attempts and further tries over a sliding window, for each job and in all, and says
 * whether there is room for one more try. Soft: a new leader counts what active runs show.
 */
final class RetryBudget {
  /** Parts of the window; what is counted leaves it one part at a time. */
  static final int PARTS = 12;

  private static final class Counts {
    final int[] first = new int[PARTS];
    final int[] again = new int[PARTS];
    int firstInWindow;
    int againInWindow;
    long part;

    /** Forgets what has left the window. */
    void moveTo(long newest) {
      long steps = Math.min(PARTS, newest - part);
      for (long i = 1; i <= steps; i++) {
        int index = (int) Math.floorMod(newest - steps + i, (long) PARTS);
        firstInWindow -= first[index];
        againInWindow -= again[index];
        first[index] = 0;
        again[index] = 0;
      }
      part = Math.max(part, newest);
    }

    void add(long in, int firsts, int agains) {
      int index = (int) Math.floorMod(in, (long) PARTS);
      first[index] += firsts;
      again[index] += agains;
      firstInWindow += firsts;
      againInWindow += agains;
    }
  }

  private final RetryLimits limits;
  private final long partNanos;
  private final Counts all = new Counts();

  /** Jobs that had an attempt in the window; looked up by key, never walked for a decision. */
  private final Map<JobKey, Counts> jobs = new HashMap<>();

  private long now;

  RetryBudget(RetryLimits limits) {
    this.limits = limits;
    this.partNanos = limits.windowMs() * Now.NANOS_PER_MS / PARTS;
  }

  /** The window ends now. */
  void moveTo(long nanos) {
    long part = Math.floorDiv(nanos, partNanos);
    if (part != now) {
      now = part;
      all.moveTo(part);
      jobs.values().removeIf(counts -> part - counts.part >= PARTS);
    }
  }

  private Counts of(JobKey job) {
    Counts counts = jobs.computeIfAbsent(job, key -> new Counts());
    counts.moveTo(now);
    return counts;
  }

  /**
   * A first attempt, which pays for further ones.
   *
   * @param agoMs how long ago it was
   */
  void first(JobKey job, long agoMs) {
    count(job, agoMs, 1, 0);
  }

  /** A further try, whether there was room for it or not. */
  void again(JobKey job, long agoMs) {
    count(job, agoMs, 0, 1);
  }

  private void count(JobKey job, long agoMs, int firsts, int agains) {
    long ago = Math.max(0, agoMs) * Now.NANOS_PER_MS / partNanos;
    if (ago < PARTS) {
      of(job).add(now - ago, firsts, agains);
      all.add(now - ago, firsts, agains);
    }
  }

  /** Whether one more try of that job fits. */
  boolean hasRoom(JobKey job) {
    return hasRoom() && room(of(job), limits.minimumPerJob());
  }

  /** Whether one more try of some job fits. */
  boolean hasRoom() {
    return room(all, limits.minimumInAll());
  }

  private boolean room(Counts counts, int minimum) {
    return counts.againInWindow < allowed(counts, minimum);
  }

  private long allowed(Counts counts, int minimum) {
    return minimum + (long) counts.firstInWindow * limits.percent() / 100;
  }

  /** For people: what is spent, of that job or in all. */
  String text(JobKey job) {
    return hasRoom()
        ? text("of job " + job, of(job), limits.minimumPerJob())
        : text("of the cluster", all, limits.minimumInAll());
  }

  private String text(String whose, Counts counts, int minimum) {
    return "the retry budget "
        + whose
        + " is spent: "
        + counts.againInWindow
        + " further tries within "
        + limits.windowMs() / 1_000
        + " s, allowed are "
        + allowed(counts, minimum);
  }

  /** When something may leave the window next. */
  long nextChangeNanos() {
    return (now + 1) * partNanos;
  }
}

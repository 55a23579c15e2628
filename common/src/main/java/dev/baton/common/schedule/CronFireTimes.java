package dev.baton.common.schedule;

import dev.baton.common.job.DstRule;
import dev.baton.common.job.DstRule.Gap;
import dev.baton.common.job.DstRule.Overlap;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The fire times of a cron expression in a zone; see {@link DstRule} for what happens when the
 * clocks change.
 *
 * <p>Time is cut into stretches of one offset each. Within a stretch local and absolute time differ
 * by a constant, so the search runs on the local clock alone. A stretch begins with a clock change:
 * there it may leave out the second pass of doubled local times, or begin with the one fire time
 * that stands for a gap.
 */
final class CronFireTimes implements FireTimes {
  /** No two offsets differ by more, in seconds: they lie between -18 and +18 hours. */
  private static final long MAX_OFFSET_DIFFERENCE = 36 * 3600;

  private final CronCalendar calendar;
  private final ZoneRules rules;
  private final DstRule dst;

  /** The stretch used last. Immutable: a race on this field only costs a second computation. */
  private Stretch last;

  CronFireTimes(CronExpression expression, ZoneId zone, DstRule dst) {
    this.calendar = expression.calendar();
    this.rules = zone.getRules();
    this.dst = dst;
  }

  @Override
  public Instant nextAfter(Instant after) {
    long second = secondAfter(after);
    while (second <= Timeline.LAST_SECOND) {
      Stretch stretch = stretchAt(second);
      if (second == stretch.start && stretch.firesAtStart) {
        return Instant.ofEpochSecond(second);
      }
      long found = calendar.next(Math.max(second + stretch.offset, stretch.firstLocal));
      if (found != CronCalendar.NONE && found < stretch.end + stretch.offset) {
        long at = found - stretch.offset;
        return at <= Timeline.LAST_SECOND ? Instant.ofEpochSecond(at) : null;
      }
      if (stretch.end > Timeline.LAST_SECOND) {
        return null;
      }
      // The local clock may run back at the end of the stretch, but never by more than this.
      long later = calendar.next(stretch.end + stretch.offset - MAX_OFFSET_DIFFERENCE);
      if (later == CronCalendar.NONE) {
        return null;
      }
      second = Math.max(stretch.end, later - stretch.offset - MAX_OFFSET_DIFFERENCE);
    }
    return null;
  }

  @Override
  public Instant lastBefore(Instant before) {
    long second = secondAtOrAfter(before) - 1;
    while (second >= Timeline.FIRST_SECOND) {
      Stretch stretch = stretchAt(second);
      long found = calendar.previous(second + stretch.offset);
      if (found != CronCalendar.NONE
          && found >= Math.max(stretch.start + stretch.offset, stretch.firstLocal)) {
        long at = found - stretch.offset;
        return at >= Timeline.FIRST_SECOND ? Instant.ofEpochSecond(at) : null;
      }
      if (stretch.start <= Timeline.FIRST_SECOND) {
        return null;
      }
      if (stretch.firesAtStart) {
        return Instant.ofEpochSecond(stretch.start);
      }
      long earlier = calendar.previous(stretch.start + stretch.offset + MAX_OFFSET_DIFFERENCE);
      if (earlier == CronCalendar.NONE) {
        return null;
      }
      second = Math.min(stretch.start - 1, earlier - stretch.offset + MAX_OFFSET_DIFFERENCE);
    }
    return null;
  }

  @Override
  public long countBetween(Instant after, Instant before) {
    long count = 0;
    long end = secondAtOrAfter(before);
    long second = secondAfter(after);
    while (second < end) {
      Stretch stretch = stretchAt(second);
      long from = Math.max(second + stretch.offset, stretch.firstLocal);
      if (second == stretch.start && stretch.firesAtStart && calendar.next(from) != from) {
        count++;
      }
      count += calendar.count(from, Math.min(end, stretch.end) + stretch.offset);
      second = stretch.end;
    }
    return count;
  }

  private static long secondAfter(Instant instant) {
    long second = instant.getEpochSecond();
    if (second < Timeline.FIRST_SECOND) {
      return Timeline.FIRST_SECOND;
    }
    return Math.min(second, Timeline.LAST_SECOND) + 1;
  }

  private static long secondAtOrAfter(Instant instant) {
    long second = instant.getEpochSecond();
    if (second < Timeline.FIRST_SECOND) {
      return Timeline.FIRST_SECOND;
    }
    if (second > Timeline.LAST_SECOND) {
      return Timeline.LAST_SECOND + 1;
    }
    return instant.getNano() == 0 ? second : second + 1;
  }

  private Stretch stretchAt(long second) {
    Stretch stretch = last;
    if (stretch == null || second < stretch.start || second >= stretch.end) {
      stretch = findStretch(Instant.ofEpochSecond(second));
      last = stretch;
    }
    return stretch;
  }

  private Stretch findStretch(Instant at) {
    ZoneOffsetTransition next = rules.nextTransition(at);
    long end = next == null ? Long.MAX_VALUE / 2 : next.toEpochSecond();
    ZoneOffsetTransition change = rules.previousTransition(at.plusSeconds(1));
    if (change == null) {
      int offset = rules.getOffset(at).getTotalSeconds();
      return new Stretch(Long.MIN_VALUE / 2, end, offset, Long.MIN_VALUE, false);
    }
    long start = change.toEpochSecond();
    int offset = change.getOffsetAfter().getTotalSeconds();
    long localBefore = start + change.getOffsetBefore().getTotalSeconds();
    boolean fixedHours = !calendar.everyHour();
    if (change.isGap()) {
      boolean fires =
          fixedHours && dst.gap() == Gap.RUN_AT_SHIFT && matches(localBefore, start + offset);
      return new Stretch(start, end, offset, Long.MIN_VALUE, fires);
    }
    long firstLocal = fixedHours && dst.overlap() == Overlap.ONCE ? localBefore : Long.MIN_VALUE;
    return new Stretch(start, end, offset, firstLocal, false);
  }

  private boolean matches(long fromLocal, long toLocal) {
    long found = calendar.next(fromLocal);
    return found != CronCalendar.NONE && found < toLocal;
  }

  /**
   * A span of one offset; seconds since 1970.
   *
   * @param start first second of it
   * @param end first second after it
   * @param offset local minus absolute time
   * @param firstLocal local times before this do not fire: they did on the first pass
   * @param firesAtStart whether the gap that lies before it fires at its start
   */
  private record Stretch(long start, long end, int offset, long firstLocal, boolean firesAtStart) {}
}

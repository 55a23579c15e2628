package dev.baton.coordinator.api.view;

import dev.baton.common.api.ScheduleView.FirePreview;
import dev.baton.common.job.Timing;
import dev.baton.common.schedule.CronDescription;
import dev.baton.common.schedule.CronExpression;
import dev.baton.common.schedule.FireTimes;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The fire times that lie before a schedule, with marks on the days when clocks change. */
public final class FirePreviews {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

  private FirePreviews() {}

  /**
   * @param cursor the schedule's next fire time; null = it has none, or waits for the end of a run
   */
  public static List<FirePreview> of(Timing timing, Instant cursor, int count) {
    List<FirePreview> previews = new ArrayList<>();
    if (cursor == null) {
      return previews;
    }
    FireTimes times = FireTimes.of(timing, cursor);
    ZoneId zone = timing instanceof Timing.Cron cron ? cron.zone() : ZoneOffset.UTC;
    Instant next = cursor;
    while (next != null && previews.size() < count) {
      previews.add(new FirePreview(next, LOCAL.format(next.atZone(zone)), mark(zone, next)));
      next = times.followsEnds() ? null : times.nextAfter(next);
    }
    return previews;
  }

  /** In words; null where nobody finds any. */
  public static String describe(Timing.Cron cron) {
    return CronDescription.describe(CronExpression.parse(cron.expression()), Locale.ENGLISH);
  }

  private static String mark(ZoneId zone, Instant at) {
    ZoneRules rules = zone.getRules();
    if (rules.getValidOffsets(at.atZone(zone).toLocalDateTime()).size() > 1) {
      return "DST_OVERLAP";
    }
    var shift = rules.previousTransition(at.plusNanos(1));
    return shift != null && shift.isGap() && shift.getInstant().equals(at) ? "DST_GAP" : null;
  }
}

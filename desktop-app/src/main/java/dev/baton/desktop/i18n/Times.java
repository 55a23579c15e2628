package dev.baton.desktop.i18n;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Points and lengths of time as people read them, in the operator's zone. */
public final class Times {
  private static final long SECOND_MS = 1_000;
  private static final long MINUTE_MS = 60 * SECOND_MS;
  private static final long HOUR_MS = 60 * MINUTE_MS;
  private static final long DAY_MS = 24 * HOUR_MS;

  private final Texts texts;
  private final ZoneId zone;
  private final DateTimeFormatter clock;
  private final DateTimeFormatter clockMs;
  private final DateTimeFormatter minute;
  private final DateTimeFormatter dateTime;
  private final DateTimeFormatter day;
  private final DateTimeFormatter precise;
  private final DateTimeFormatter full;

  public Times(Texts texts, ZoneId zone) {
    this.texts = texts;
    this.zone = zone;
    this.clock = formatter("HH:mm:ss");
    this.clockMs = formatter("HH:mm:ss.SSS");
    this.minute = formatter("HH:mm");
    this.dateTime = formatter(texts.get("time.pattern.dateTime"));
    this.precise = formatter(texts.get("time.pattern.precise"));
    this.day = formatter(texts.get("time.pattern.day"));
    this.full = formatter("yyyy-MM-dd HH:mm:ss.SSS");
  }

  private DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, texts.locale()).withZone(zone);
  }

  public ZoneId zone() {
    return zone;
  }

  /** {@code 14:05:31}; empty for null. */
  public String clock(Instant at) {
    return at == null ? "" : clock.format(at);
  }

  /** {@code 14:05:31.204}; empty for null. */
  public String clockMs(Instant at) {
    return at == null ? "" : clockMs.format(at);
  }

  /** {@code 14:05}. */
  public String minute(Instant at) {
    return at == null ? "" : minute.format(at);
  }

  /** {@code 22 Nov}. */
  public String day(Instant at) {
    return at == null ? "" : day.format(at);
  }

  /** {@code 22 Nov 14:05:31}; empty for null. */
  public String dateTime(Instant at) {
    return at == null ? "" : dateTime.format(at);
  }

  /** {@code 22 Nov 14:05:31.204}; empty for null. */
  public String precise(Instant at) {
    return at == null ? "" : precise.format(at);
  }

  /** With year and milliseconds, for copying; empty for null. */
  public String full(Instant at) {
    return at == null ? "" : full.format(at);
  }

  /** From start to end, or until now while it goes on; empty if it has not begun. */
  public String span(Instant start, Instant end, Instant now) {
    return start == null ? "" : length(Duration.between(start, end == null ? now : end));
  }

  /** {@code 340 ms}, {@code 12.4 s}, {@code 3 m 05 s}, {@code 2 h 10 m}, {@code 3 d 4 h}. */
  public String length(Duration duration) {
    long ms = Math.max(0, duration.toMillis());
    if (ms < SECOND_MS) {
      return texts.get("time.ms", ms);
    }
    if (ms < MINUTE_MS) {
      return texts.get("time.s", String.format(texts.locale(), "%.1f", ms / 1000.0));
    }
    if (ms < HOUR_MS) {
      return texts.get("time.m.s", ms / MINUTE_MS, two(ms % MINUTE_MS / SECOND_MS));
    }
    if (ms < DAY_MS) {
      return texts.get("time.h.m", ms / HOUR_MS, two(ms % HOUR_MS / MINUTE_MS));
    }
    return texts.get("time.d.h", ms / DAY_MS, ms % DAY_MS / HOUR_MS);
  }

  /** Whole seconds and coarser, for ages that tick: {@code 4 s}, {@code 3 m 05 s}. */
  public String age(Duration duration) {
    long ms = Math.max(0, duration.toMillis());
    return ms < MINUTE_MS ? texts.get("time.s", ms / SECOND_MS) : length(duration);
  }

  private static String two(long value) {
    return value < 10 ? "0" + value : Long.toString(value);
  }
}

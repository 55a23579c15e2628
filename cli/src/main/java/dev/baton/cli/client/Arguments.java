package dev.baton.cli.client;

import dev.baton.common.id.JobKey;
import dev.baton.common.job.SortedMaps;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what stands on the command line. */
public final class Arguments {
  private Arguments() {}

  public static JobKey job(String text) {
    try {
      return JobKey.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage() + ".");
    }
  }

  /** Each {@code name=value}. */
  public static SortedMap<String, String> params(List<String> texts) {
    if (texts == null) {
      return SortedMaps.empty();
    }
    SortedMap<String, String> params = new TreeMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new UsageException("'" + text + "' is no parameter; write it as name=value.");
      }
      params.put(text.substring(0, equals), text.substring(equals + 1));
    }
    return params;
  }

  /** An instant, or a time ago such as {@code 15m}, {@code 2h}, {@code 3d}; null stays null. */
  public static Instant instant(String text, Instant now) {
    if (text == null) {
      return null;
    }
    try {
      if (text.matches("\\d{1,6}[smhd]")) {
        long count = Long.parseLong(text.substring(0, text.length() - 1));
        return now.minus(
            switch (text.charAt(text.length() - 1)) {
              case 's' -> Duration.ofSeconds(count);
              case 'm' -> Duration.ofMinutes(count);
              case 'h' -> Duration.ofHours(count);
              default -> Duration.ofDays(count);
            });
      }
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new UsageException(
          "'" + text + "' is no time; write 2026-01-31T08:00:00Z, or 15m, 2h, 3d for a time ago.");
    }
  }

  /** {@code 3 s}, {@code 2 min 5 s}; a dash where either is missing. */
  public static String lasted(Instant from, Instant to) {
    if (from == null || to == null) {
      return "-";
    }
    Duration time = Duration.between(from, to);
    if (time.toMinutes() == 0) {
      return String.format(java.util.Locale.ROOT, "%.1f s", Math.max(0, time.toMillis()) / 1000.0);
    }
    return time.toHours() == 0
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toHours() + " h " + time.toMinutesPart() + " min";
  }
}

package dev.baton.simulation.check;

import dev.baton.common.job.Timing;
import java.time.Duration;
import java.time.Instant;

/**
 * Fire times found the slow way: second by second, step by step. Knows only the cron expressions
 * that the simulation makes up: those that say something of the seconds and nothing of the rest.
 */
final class Walk {
  private static final int LONGEST_SECONDS = 120;

  private Walk() {}

  /** The first fire time of a schedule that begins to hold at that moment; null if it has none. */
  static Instant first(Timing timing, Instant from) {
    return switch (timing) {
      case Timing.Cron cron -> cronFrom(cron.expression(), ceilSecond(from));
      case Timing.FixedRate rate -> {
        Instant at = rate.startAt() == null ? ceilMs(from) : rate.startAt();
        while (at.isBefore(from)) {
          at = at.plus(rate.every());
        }
        yield at;
      }
      case Timing.FixedDelay delay -> {
        boolean ahead = delay.startAt() != null && !delay.startAt().isBefore(from);
        yield ahead ? delay.startAt() : ceilMs(from);
      }
      case Timing.Once once -> once.at().isBefore(from) ? null : once.at();
    };
  }

  /** The fire time after that one; null if there is none, or none before the run's end. */
  static Instant next(Timing timing, Instant after) {
    return switch (timing) {
      case Timing.Cron cron -> cronFrom(cron.expression(), after.plusSeconds(1));
      case Timing.FixedRate rate -> after.plus(rate.every());
      case Timing.FixedDelay delay -> null;
      case Timing.Once once -> null;
    };
  }

  /** The fire time of a fixed delay after the end of its run. */
  static Instant afterEnd(Duration delay, Instant end) {
    return ceilMs(end).plus(delay);
  }

  static Instant ceilMs(Instant instant) {
    Instant floor = Instant.ofEpochMilli(instant.toEpochMilli());
    return floor.equals(instant) ? instant : floor.plusMillis(1);
  }

  private static Instant ceilSecond(Instant instant) {
    Instant floor = Instant.ofEpochSecond(instant.getEpochSecond());
    return floor.equals(instant) ? instant : floor.plusSeconds(1);
  }

  private static Instant cronFrom(String expression, Instant second) {
    int space = expression.indexOf(' ');
    if (!expression.substring(space).equals(" * * * * ?")) {
      throw new IllegalArgumentException("this walk does not know " + expression);
    }
    String seconds = expression.substring(0, space);
    Instant at = second;
    for (int i = 0; i < LONGEST_SECONDS; i++) {
      if (matches(seconds, (int) Math.floorMod(at.getEpochSecond(), 60L))) {
        return at;
      }
      at = at.plusSeconds(1);
    }
    throw new IllegalArgumentException(expression + " never fires");
  }

  private static boolean matches(String field, int second) {
    for (String part : field.split(",", -1)) {
      int slash = part.indexOf('/');
      int dash = part.indexOf('-');
      if (slash >= 0) {
        String begin = part.substring(0, slash);
        int from = begin.equals("*") ? 0 : Integer.parseInt(begin);
        int every = Integer.parseInt(part.substring(slash + 1));
        if (second >= from && (second - from) % every == 0) {
          return true;
        }
      } else if (dash >= 0) {
        int from = Integer.parseInt(part.substring(0, dash));
        int to = Integer.parseInt(part.substring(dash + 1));
        if (second >= from && second <= to) {
          return true;
        }
      } else if (part.equals("*") || Integer.parseInt(part) == second) {
        return true;
      }
    }
    return false;
  }
}

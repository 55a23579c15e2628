package dev.baton.common.text;

import java.time.Duration;

/**
 * Durations as people write them: {@code 500ms}, {@code 2s}, {@code 10m}, {@code 1h30m}, {@code
 * 2d}.
 */
public final class DurationText {
  /** Longest duration that is read. */
  public static final Duration MAX = Duration.ofDays(36_500);

  /** Enough for {@link #MAX} in milliseconds. */
  private static final int MAX_DIGITS = 13;

  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
  private static final long[] UNIT_MS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

  private DurationText() {}

  /**
   * Reads one or more numbers, each with its unit, the greater unit first.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  public static Duration parse(String text) {
    long ms = 0;
    int at = 0;
    int lastUnit = -1;
    while (at < text.length() || lastUnit < 0) {
      int digitsEnd = endOf(text, at, true);
      int unitEnd = endOf(text, digitsEnd, false);
      int unit = unit(text.substring(digitsEnd, unitEnd));
      if (digitsEnd == at || digitsEnd - at > MAX_DIGITS || unit <= lastUnit) {
        throw new IllegalArgumentException(
            "'"
                + shorten(text)
                + "' is no duration: write for example 500ms, 2s, 10m, 1h30m or 2d");
      }
      long number = Long.parseLong(text.substring(at, digitsEnd));
      // Cut off one above the limit, so that no product overflows.
      ms += Math.min(number, MAX.toMillis() / UNIT_MS[unit] + 1) * UNIT_MS[unit];
      at = unitEnd;
      lastUnit = unit;
    }
    if (ms > MAX.toMillis()) {
      throw new IllegalArgumentException(
          "'" + shorten(text) + "' is longer than " + MAX.toDays() + "d");
    }
    return Duration.ofMillis(ms);
  }

  /**
   * Writes a duration of whole milliseconds so that {@link #parse} reads the same, as one number.
   *
   * @throws IllegalArgumentException if it is negative or has fractions of a millisecond
   */
  public static String format(Duration duration) {
    long ms = duration.toMillis();
    if (ms < 0 || !Duration.ofMillis(ms).equals(duration)) {
      throw new IllegalArgumentException(duration + " is not whole milliseconds");
    }
    for (int unit = 0; unit < UNITS.length; unit++) {
      if (ms != 0 && ms % UNIT_MS[unit] == 0) {
        return ms / UNIT_MS[unit] + UNITS[unit];
      }
    }
    return "0s";
  }

  private static int endOf(String text, int from, boolean digits) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at)) == digits) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int unit(String text) {
    for (int unit = 0; unit < UNITS.length; unit++) {
      if (UNITS[unit].equals(text)) {
        return unit;
      }
    }
    return -1;
  }

  private static String shorten(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}

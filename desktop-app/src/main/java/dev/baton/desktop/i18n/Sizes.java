package dev.baton.desktop.i18n;

import java.util.Locale;

/** Amounts as people read them. */
public final class Sizes {
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};
  private static final double STEP = 1024;

  private Sizes() {}

  /** {@code 4.2 GB}; empty for null. */
  public static String bytes(Long bytes) {
    if (bytes == null) {
      return "";
    }
    double value = bytes;
    int unit = 0;
    while (value >= STEP && unit < UNITS.length - 1) {
      value /= STEP;
      unit++;
    }
    String pattern = unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, pattern, value, UNITS[unit]);
  }

  /** {@code 4.2 GB / 16.0 GB}; empty if the first is null. */
  public static String of(Long used, Long total) {
    if (used == null) {
      return "";
    }
    return total == null ? bytes(used) : bytes(used) + " / " + bytes(total);
  }

  /** {@code 37%}; empty for null. */
  public static String percent(Double share) {
    return share == null ? "" : Math.round(share * 100) + "%";
  }
}

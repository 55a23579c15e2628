package dev.baton.samples.weather;

import java.util.Locale;
import java.util.SortedMap;

/** Words and draws the report. */
final class WeatherReport {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 400;
  private static final int LEFT = 64;
  private static final int BOTTOM = 340;
  private static final int TOP = 72;
  private static final double RAIN_SCALE_MM = 1_400;

  private WeatherReport() {}

  static String text(SortedMap<String, YearFigures> years) {
    StringBuilder out = new StringBuilder("Seattle weather by year\n\n");
    out.append(
        line(
            "%-6s %5s %9s %9s %10s %9s %18s",
            "year", "days", "wet days", "rain mm", "mean high", "mean low", "hottest day"));
    years.forEach((year, figures) ->
        out.append(
            line(
                "%-6s %5d %9d %9.1f %8.1f C %7.1f C %18s",
                year,
                figures.days(),
                figures.wetDays(),
                figures.rainMm(),
                figures.meanHighC(),
                figures.meanLowC(),
                figures.hottestOn() + " " + figures.hottestC() + " C")));
    return out.toString();
  }

  // Its callers are all in this file; the annotation would need a library.
  @SuppressWarnings("AnnotateFormatMethod")
  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values).stripTrailing() + "\n";
  }

  /** Bars for rain, dots for the mean high; readable in light and dark viewers alike. */
  static String svg(SortedMap<String, YearFigures> years) {
    StringBuilder out = new StringBuilder();
    out.append(
        line(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d"
                + " %d\" font-family=\"sans-serif\" font-size=\"13\">",
            WIDTH, HEIGHT, WIDTH, HEIGHT));
    out.append(line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT));
    out.append(
        "<text x=\"64\" y=\"32\" font-size=\"18\" fill=\"#1f2328\">Seattle: rain by year, and the"
            + " mean of daily highs</text>\n");
    for (int mm = 0; mm <= RAIN_SCALE_MM; mm += 200) {
      out.append(
          line(
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#d8dee4\"/>",
              LEFT, WIDTH - 24, y(mm), y(mm)));
      out.append(
          line(
              "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#57606a\">%d</text>",
              LEFT - 8, y(mm) + 4, mm));
    }
    int column = (WIDTH - LEFT - 24) / years.size();
    int x = LEFT;
    for (var entry : years.entrySet()) {
      bar(out, x, column, entry.getKey(), entry.getValue());
      x += column;
    }
    out.append(
        line(
            "<text x=\"%d\" y=\"%d\" fill=\"#57606a\">rain, mm (bars); mean of daily highs, C"
                + " (figure above)</text>",
            LEFT, HEIGHT - 14));
    return out.append("</svg>\n").toString();
  }

  private static void bar(StringBuilder out, int x, int column, String year, YearFigures figures) {
    double top = y(figures.rainMm());
    int width = column * 6 / 10;
    int middle = x + column / 2;
    out.append(
        line(
            "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" rx=\"3\" fill=\"#3574b8\"/>",
            middle - width / 2, top, width, BOTTOM - top));
    out.append(
        line(
            "<text x=\"%d\" y=\"%.1f\" text-anchor=\"middle\" fill=\"#1f2328\">%.0f mm, %.1f"
                + " C</text>",
            middle, top - 8, figures.rainMm(), figures.meanHighC()));
    out.append(
        line(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#1f2328\">%s</text>",
            middle, BOTTOM + 20, year));
  }

  private static double y(double mm) {
    return BOTTOM - mm / RAIN_SCALE_MM * (BOTTOM - TOP);
  }
}

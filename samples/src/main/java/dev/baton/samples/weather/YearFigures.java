package dev.baton.samples.weather;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is said of one year; the outputs of each year's task carry it to the report. */
record YearFigures(
    int days,
    double rainMm,
    double meanHighC,
    double meanLowC,
    double hottestC,
    String hottestOn,
    int wetDays) {
  /** Aggregates lines of {@code date,precipitation,temp_max,temp_min,wind,weather}. */
  static YearFigures of(List<String> lines) {
    double rain = 0;
    double high = 0;
    double low = 0;
    double hottest = Double.NEGATIVE_INFINITY;
    String hottestOn = "";
    int wet = 0;
    for (String line : lines) {
      String[] field = line.split(",", -1);
      if (field.length != 6) {
        throw new IllegalArgumentException("expected 6 fields, found: " + line);
      }
      rain += Double.parseDouble(field[1]);
      double max = Double.parseDouble(field[2]);
      high += max;
      low += Double.parseDouble(field[3]);
      if (max > hottest) {
        hottest = max;
        hottestOn = field[0];
      }
      if (field[5].equals("rain") || field[5].equals("drizzle")) {
        wet++;
      }
    }
    int days = lines.size();
    return new YearFigures(days, rain, high / days, low / days, hottest, hottestOn, wet);
  }

  /** As a task's outputs; the same keys as the shell tasks of the sample write. */
  Map<String, String> toOutputs() {
    Map<String, String> outputs = new LinkedHashMap<>();
    outputs.put("days", Integer.toString(days));
    outputs.put("rain_mm", decimal("%.1f", rainMm));
    outputs.put("mean_high_c", decimal("%.2f", meanHighC));
    outputs.put("mean_low_c", decimal("%.2f", meanLowC));
    outputs.put("hottest_c", decimal("%.1f", hottestC));
    outputs.put("hottest_on", hottestOn);
    outputs.put("wet_days", Integer.toString(wetDays));
    return outputs;
  }

  /** Reads what the task of that name has put out. */
  static YearFigures fromInputs(Map<String, String> inputs, String task) {
    return new YearFigures(
        Integer.parseInt(input(inputs, task, "days")),
        Double.parseDouble(input(inputs, task, "rain_mm")),
        Double.parseDouble(input(inputs, task, "mean_high_c")),
        Double.parseDouble(input(inputs, task, "mean_low_c")),
        Double.parseDouble(input(inputs, task, "hottest_c")),
        input(inputs, task, "hottest_on"),
        Integer.parseInt(input(inputs, task, "wet_days")));
  }

  private static String input(Map<String, String> inputs, String task, String key) {
    String value = inputs.get(task + "." + key);
    if (value == null) {
      throw new IllegalStateException("task " + task + " has put out no " + key);
    }
    return value;
  }

  private static String decimal(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}

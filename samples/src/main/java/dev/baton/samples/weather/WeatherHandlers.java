package dev.baton.samples.weather;

import dev.baton.executor.api.BatonHandler;
import dev.baton.executor.api.TaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The java tasks of {@code samples/weather/yearly-report.yaml}. */
public final class WeatherHandlers {
  private static final List<String> YEARS = List.of("2012", "2013", "2014", "2015");

  /** Aggregates the year that the parameter {@code year} names. */
  @BatonHandler("weather-year")
  public void year(TaskContext task) throws IOException {
    Path csv = Path.of(task.inputs().get("split.work"), task.param("year") + ".csv");
    YearFigures figures = YearFigures.of(Files.readAllLines(csv));
    figures
        .toOutputs()
        .forEach((key, value) -> {
          task.log(key + "=" + value);
          task.output(key, value);
        });
  }

  /** Joins the four years in a text and a chart, both artifacts of the run. */
  @BatonHandler("weather-report")
  public void report(TaskContext task) throws IOException {
    SortedMap<String, YearFigures> years = new TreeMap<>();
    for (String year : YEARS) {
      years.put(year, YearFigures.fromInputs(task.inputs(), "year-" + year));
    }
    String text = WeatherReport.text(years);
    text.lines().forEach(task::log);
    Files.writeString(task.artifact("report.txt"), text);
    Files.writeString(task.artifact("report.svg"), WeatherReport.svg(years));
    task.output("years", Integer.toString(years.size()));
  }
}

package dev.baton.samples.weather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WeatherReportTest {
  private static final YearFigures FIGURES =
      YearFigures.of(
          List.of(
              "2012-01-01,0.0,12.8,5.0,4.7,drizzle",
              "2012-01-02,10.9,10.6,2.8,4.5,rain",
              "2012-07-02,0.0,30.0,12.0,4.5,sun"));

  @Test
  void figuresAddUp() {
    assertEquals(3, FIGURES.days());
    assertEquals(10.9, FIGURES.rainMm(), 1e-9);
    assertEquals(2, FIGURES.wetDays());
    assertEquals("2012-07-02", FIGURES.hottestOn());
  }

  @Test
  void figuresSurviveTheWayThroughOutputs() {
    Map<String, String> inputs = new LinkedHashMap<>();
    FIGURES.toOutputs().forEach((key, value) -> inputs.put("year-2012." + key, value));
    YearFigures read = YearFigures.fromInputs(inputs, "year-2012");
    assertEquals(FIGURES.hottestC(), read.hottestC(), 0.05);
    assertEquals(FIGURES.days(), read.days());
  }

  @Test
  void missingOutputIsNamed() {
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class, () -> YearFigures.fromInputs(Map.of(), "year-2012"));
    assertEquals("task year-2012 has put out no days", e.getMessage());
  }

  @Test
  void reportHasALineAndABarForEachYear() {
    TreeMap<String, YearFigures> years = new TreeMap<>(Map.of("2012", FIGURES, "2013", FIGURES));
    assertEquals(5, WeatherReport.text(years).lines().count());
    assertEquals(2, WeatherReport.svg(years).split("#3574b8", -1).length - 1);
    assertTrue(WeatherReport.svg(years).endsWith("</svg>\n"));
  }
}

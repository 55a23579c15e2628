package dev.baton.desktop.charts;

import dev.baton.common.run.RunStatus;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.i18n.Times;
import dev.baton.desktop.theme.Fonts;
import dev.baton.desktop.theme.Palette;
import dev.baton.desktop.theme.StatusLook;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StackedXYBarRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.xy.AbstractIntervalXYDataset;
import org.jfree.data.xy.TableXYDataset;

/** Bars into a JFreeChart, in the colours of a palette. */
final class ThroughputChart {
  /** Bottom to top: what went well is the ground on which failures stand out. */
  static final List<RunStatus> ORDER =
      List.of(RunStatus.SUCCEEDED, RunStatus.CANCELED, RunStatus.FAILED);

  private static final double LEAST_TOP = 1;

  private ThroughputChart() {}

  static JFreeChart of(ThroughputModel.Bars bars, Palette palette, Texts texts, Times times) {
    Font font = ChartFonts.sans((int) Fonts.TINY);
    DateAxis time =
        new DateAxis(
            null, TimeZone.getTimeZone(times.zone()), Locale.of(texts.locale().getLanguage()));
    style(time, font, palette);
    time.setLowerMargin(0);
    time.setUpperMargin(0);
    long start = bars.start().toEpochMilli();
    time.setRange(new Range(start, start + 60_000.0 * bars.count() * bars.barMinutes()));
    NumberAxis rate = new NumberAxis(null);
    // Not quite the same font: FXGraphics2D leaves out setting an equal one, although the canvas
    // has gone back to its own meanwhile.
    style(rate, font.deriveFont(font.getSize2D() + 0.01f), palette);
    rate.setRangeType(org.jfree.data.RangeType.POSITIVE);
    StackedXYBarRenderer renderer = new StackedXYBarRenderer(bars.count() > 90 ? 0.05 : 0.18);
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    for (int series = 0; series < ORDER.size(); series++) {
      renderer.setSeriesPaint(series, awt(colour(ORDER.get(series), palette)));
    }
    Bins data = new Bins(bars);
    rate.setRange(0, Math.max(LEAST_TOP, data.highest() * 1.12));
    XYPlot plot = new XYPlot(data, time, rate, renderer);
    plot.setBackgroundPaint(awt(palette.editor()));
    plot.setOutlineVisible(false);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(awt(palette.border()));
    plot.setRangeGridlineStroke(new BasicStroke(1f));
    plot.setAxisOffset(new RectangleInsets(0, 4, 2, 0));
    JFreeChart chart = new JFreeChart(null, font, plot, false);
    chart.setBackgroundPaint(awt(palette.editor()));
    chart.setPadding(new RectangleInsets(10, 6, 4, 14));
    return chart;
  }

  /** What went well is toned down, so that the rest is seen at once. */
  private static javafx.scene.paint.Color colour(RunStatus status, Palette palette) {
    javafx.scene.paint.Color full = palette.tone(StatusLook.of(status).tone());
    return status == RunStatus.SUCCEEDED ? full.interpolate(palette.editor(), 0.45) : full;
  }

  private static void style(org.jfree.chart.axis.ValueAxis axis, Font font, Palette palette) {
    axis.setTickLabelFont(font);
    axis.setTickLabelPaint(awt(palette.textMuted()));
    axis.setAxisLinePaint(awt(palette.borderStrong()));
    axis.setTickMarkPaint(awt(palette.borderStrong()));
  }

  static Color awt(javafx.scene.paint.Color color) {
    return new Color(
        (float) color.getRed(),
        (float) color.getGreen(),
        (float) color.getBlue(),
        (float) color.getOpacity());
  }

  /** The bars as JFreeChart reads them, without a copy. */
  private static final class Bins extends AbstractIntervalXYDataset implements TableXYDataset {
    private static final long serialVersionUID = 1L;

    private final transient ThroughputModel.Bars bars;

    Bins(ThroughputModel.Bars bars) {
      this.bars = bars;
    }

    double highest() {
      double highest = 0;
      for (int item = 0; item < bars.count(); item++) {
        double sum = 0;
        for (int series = 0; series < ORDER.size(); series++) {
          sum += getY(series, item).doubleValue();
        }
        highest = Math.max(highest, sum);
      }
      return highest;
    }

    @Override
    public int getSeriesCount() {
      return ORDER.size();
    }

    @Override
    public Comparable<?> getSeriesKey(int series) {
      return ORDER.get(series);
    }

    @Override
    public int getItemCount(int series) {
      return bars.count();
    }

    @Override
    public int getItemCount() {
      return bars.count();
    }

    @Override
    public Number getX(int series, int item) {
      return startOf(item) + bars.barMinutes() * 30_000L;
    }

    @Override
    public Number getStartX(int series, int item) {
      return startOf(item);
    }

    @Override
    public Number getEndX(int series, int item) {
      return startOf(item + 1);
    }

    private long startOf(int item) {
      Instant start = bars.start();
      return start.toEpochMilli() + 60_000L * item * bars.barMinutes();
    }

    @Override
    public Number getY(int series, int item) {
      double[] values = bars.perMinute().get(ORDER.get(series));
      return values == null ? 0.0 : values[item];
    }

    @Override
    public Number getStartY(int series, int item) {
      return getY(series, item);
    }

    @Override
    public Number getEndY(int series, int item) {
      return getY(series, item);
    }
  }
}

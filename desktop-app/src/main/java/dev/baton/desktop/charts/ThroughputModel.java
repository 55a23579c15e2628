package dev.baton.desktop.charts;

import dev.baton.common.api.MinuteCountView;
import dev.baton.common.run.RunStatus;
import dev.baton.desktop.background.BackgroundTask;
import dev.baton.desktop.cluster.ClusterSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** Runs that ended in each minute, by outcome. Read anew every few seconds while it is visible. */
public final class ThroughputModel {
  /** Between two reads. */
  public static final int PERIOD_S = 5;

  /** Bars drawn at most; minutes are summed up to stay below. */
  public static final int MAX_BARS = 180;

  private static final int[] BAR_MINUTES = {1, 2, 5, 10, 15, 30, 60};
  private static final long MINUTE_MS = 60_000;

  /** How far back. */
  public enum Span {
    MINUTES_30(Duration.ofMinutes(30)),
    HOUR(Duration.ofHours(1)),
    HOURS_6(Duration.ofHours(6)),
    DAY(Duration.ofHours(24));

    private final Duration length;

    Span(Duration length) {
      this.length = length;
    }

    public Duration length() {
      return length;
    }
  }

  /**
   * Bars of equal width.
   *
   * @param start of the first bar
   * @param barMinutes width of a bar
   * @param perMinute for each status the runs per minute in each bar
   * @param totals for each status all runs
   */
  public record Bars(
      Instant start,
      int barMinutes,
      int count,
      Map<RunStatus, double[]> perMinute,
      Map<RunStatus, Long> totals) {}

  private final ClusterSession session;
  private final InstantSource clock;
  private final ObjectProperty<Span> span = new SimpleObjectProperty<>(this, "span", Span.HOUR);
  private final ReadOnlyObjectWrapper<Bars> bars = new ReadOnlyObjectWrapper<>(this, "bars");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
  private BackgroundTask reading;
  private int sinceRead;

  public ThroughputModel(ClusterSession session, InstantSource clock) {
    this.session = session;
    this.clock = clock;
    span.addListener(changed -> read());
  }

  public ObjectProperty<Span> spanProperty() {
    return span;
  }

  /** Null before the first answer. */
  public ReadOnlyObjectProperty<Bars> barsProperty() {
    return bars.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Once a second while the chart is on the screen. */
  public void tick() {
    if (bars.get() == null && reading == null || ++sinceRead >= PERIOD_S) {
      read();
    }
  }

  private void read() {
    sinceRead = 0;
    if (reading != null) {
      reading.cancel();
    }
    Instant to = clock.instant();
    Instant from = to.minus(span.get().length());
    reading =
        session
            .tasks()
            .run(
                "",
                () -> session.reads().runsPerMinute(from, to, null),
                counts -> {
                  problem.set("");
                  bars.set(bars(counts, from, to));
                },
                failure -> problem.set(String.valueOf(failure.getMessage())));
  }

  static Bars bars(List<MinuteCountView> counts, Instant from, Instant to) {
    long minutes = Math.max(1, Duration.between(from, to).toMinutes());
    int width = BAR_MINUTES[BAR_MINUTES.length - 1];
    for (int each : BAR_MINUTES) {
      if (minutes / each <= MAX_BARS) {
        width = each;
        break;
      }
    }
    long barMs = width * MINUTE_MS;
    long first = Math.floorDiv(from.toEpochMilli(), barMs);
    long last = Math.floorDiv(to.toEpochMilli(), barMs);
    int count = (int) (last - first + 1);
    Map<RunStatus, double[]> perMinute = new EnumMap<>(RunStatus.class);
    Map<RunStatus, Long> totals = new EnumMap<>(RunStatus.class);
    for (MinuteCountView each : counts) {
      if (each.status() == null) {
        continue;
      }
      int bar = (int) (Math.floorDiv(each.minute().toEpochMilli(), barMs) - first);
      if (bar >= 0 && bar < count) {
        perMinute.computeIfAbsent(each.status(), made -> new double[count])[bar] +=
            each.count() / (double) width;
        totals.merge(each.status(), each.count(), Long::sum);
      }
    }
    return new Bars(Instant.ofEpochMilli(first * barMs), width, count, perMinute, totals);
  }
}

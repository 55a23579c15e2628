package dev.baton.benchmarks;

import dev.baton.common.api.ApiJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** What was measured, for people and for programs. */
final class Report {
  private static final int COLUMN = 12;

  /**
   * One backlog to its end.
   *
   * @param cpuMicros processor time of the side's processes for each run
   * @param serverCpuMicros the same of the database's
   */
  private record Backlog(double perSecond, double cpuMicros, double serverCpuMicros) {}

  private final Map<String, Integer> options;
  private final String peer;
  private final String own;
  private final Map<String, List<Backlog>> backlogs = new TreeMap<>();
  private final Map<String, List<Lateness>> latenesses = new TreeMap<>();

  Report(Map<String, Integer> options, String peer, String own) {
    this.options = options;
    this.peer = peer;
    this.own = own;
  }

  void backlog(String side, double perSecond, double cpuMicros, double serverCpuMicros) {
    backlogs
        .computeIfAbsent(side, s -> new ArrayList<>())
        .add(new Backlog(perSecond, cpuMicros, serverCpuMicros));
  }

  void lateness(String side, Lateness late) {
    latenesses.computeIfAbsent(side, s -> new ArrayList<>()).add(late);
  }

  void printRound(int round) {
    System.out.println("Round " + round);
    table(List::getLast, List::getLast);
  }

  /** The table of the medians, and a line that begins with RESULT. */
  void printMedians() {
    System.out.println("Medians of " + options.get("--rounds") + " rounds");
    table(Report::medianBacklog, Report::medianLateness);
    Map<String, Object> result = new LinkedHashMap<>();
    options.forEach((name, value) -> result.put(name.substring(2), value));
    if (!backlogs.isEmpty()) {
      Backlog a = medianBacklog(backlogs.get(peer));
      Backlog b = medianBacklog(backlogs.get(own));
      result.put("peerRunsPerSecond", Math.round(a.perSecond()));
      result.put("batonRunsPerSecond", Math.round(b.perSecond()));
      result.put("runsPerSecondRatio", ratio(b.perSecond() / a.perSecond()));
    }
    if (!latenesses.isEmpty()) {
      Lateness a = medianLateness(latenesses.get(peer));
      Lateness b = medianLateness(latenesses.get(own));
      result.put("peerLatenessP50Ms", a.p50Ms());
      result.put("batonLatenessP50Ms", b.p50Ms());
      result.put("peerLatenessP99Ms", a.p99Ms());
      result.put("batonLatenessP99Ms", b.p99Ms());
      result.put("latenessP99Ratio", ratio((double) a.p99Ms() / Math.max(1, b.p99Ms())));
    }
    System.out.println("RESULT " + ApiJson.lenient().writeValueAsString(result));
  }

  private static double ratio(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private interface Choice<T> {
    T of(List<T> rounds);
  }

  private void table(Choice<Backlog> backlog, Choice<Lateness> lateness) {
    line("", peer, own);
    if (!backlogs.isEmpty()) {
      Backlog a = backlog.of(backlogs.get(peer));
      Backlog b = backlog.of(backlogs.get(own));
      line("backlog, runs/s", text(a.perSecond()), text(b.perSecond()));
      line("  own CPU, us/run", text(a.cpuMicros()), text(b.cpuMicros()));
      line("  PostgreSQL's CPU, us/run", text(a.serverCpuMicros()), text(b.serverCpuMicros()));
    }
    if (!latenesses.isEmpty()) {
      Lateness a = lateness.of(latenesses.get(peer));
      Lateness b = lateness.of(latenesses.get(own));
      line("lateness p50, ms", text(a.p50Ms()), text(b.p50Ms()));
      line("lateness p99, ms", text(a.p99Ms()), text(b.p99Ms()));
      line("lateness max, ms", text(a.maxMs()), text(b.maxMs()));
    }
  }

  private static void line(String what, String first, String second) {
    System.out.printf(
        Locale.ROOT, "  %-26s %" + COLUMN + "s %" + COLUMN + "s%n", what, first, second);
  }

  private static String text(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static Backlog medianBacklog(List<Backlog> rounds) {
    return new Backlog(
        median(rounds, Backlog::perSecond),
        median(rounds, Backlog::cpuMicros),
        median(rounds, Backlog::serverCpuMicros));
  }

  private static Lateness medianLateness(List<Lateness> rounds) {
    return new Lateness(
        (long) median(rounds, Lateness::p50Ms),
        (long) median(rounds, Lateness::p99Ms),
        (long) median(rounds, Lateness::maxMs),
        rounds.getFirst().count());
  }

  private static <T> double median(List<T> values, ToDoubleFunction<T> what) {
    double[] sorted = values.stream().mapToDouble(what).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}

package dev.baton.cli.faults;

import dev.baton.cli.faults.check.History.IncidentFact;
import dev.baton.cli.faults.check.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Writes what was found: {@code fault-report.md} for people, {@code fault-report.json}. */
final class SuiteReport {
  private final Findings findings;
  private final Recovery recovery;

  SuiteReport(Findings findings) {
    this.findings = findings;
    this.recovery = new Recovery(findings.history().promised(), findings.history().witnesses());
  }

  void write() throws IOException {
    Path folder = findings.options().report();
    Files.writeString(folder.resolve("fault-report.md"), markdown());
    Files.write(
        folder.resolve("fault-report.json"),
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(json()));
  }

  private String markdown() {
    StringBuilder text = new StringBuilder();
    SuiteOptions options = findings.options();
    text.append("# Fault report\n");
    line(text, "| what | value |");
    line(text, "|---|---|");
    line(text, "| command | `" + options.command() + "` |");
    line(text, "| seed | " + options.seed() + " |");
    line(
        text,
        "| from, to | "
            + Instant.ofEpochMilli(findings.beganMs())
            + ", "
            + Instant.ofEpochMilli(findings.endedMs())
            + " |");
    line(text, "| machine | " + machine() + " |");
    line(
        text,
        "| cluster | "
            + options.coordinators()
            + " coordinators, "
            + options.executors()
            + " executors, 3 ZooKeeper servers, PostgreSQL, each a process of its own |");
    line(
        text,
        "| load | "
            + options.ticks()
            + " jobs each second, graphs, and what a client asks for; "
            + findings.history().runs().size()
            + " runs, "
            + findings.history().witnesses().size()
            + " attempts that wrote something |");
    line(
        text,
        "| faults | "
            + findings.faultCount()
            + " of "
            + kinds().size()
            + " kinds, up to "
            + options.lanes()
            + " at a time |");
    line(text, "| violations | **" + findings.violations() + "** |");
    line(
        text,
        "| after the last fault | runs at rest after "
            + seconds(findings.runsMs())
            + ", incidents after another "
            + seconds(findings.incidentsMs())
            + " |");
    text.append("\n## What must hold\n");
    line(text, "| rule | promise | breaches |");
    line(text, "|---|---|---|");
    for (Verdict verdict : findings.verdicts()) {
      line(
          text,
          "| " + verdict.rule() + " | " + verdict.promise() + " | " + verdict.breaches() + " |");
    }
    line(
        text,
        "| processes stay | No process ended that no fault had ended | "
            + findings.endedAlone().size()
            + " |");
    breaches(text);
    faults(text);
    incidents(text);
    left(text);
    return text.toString();
  }

  private void breaches(StringBuilder text) {
    if (findings.isClean()) {
      return;
    }
    text.append("\n## Breaches\n");
    for (Verdict verdict : findings.verdicts()) {
      verdict.worded().forEach(breach -> line(text, "- " + verdict.rule() + ": " + breach));
    }
    findings.endedAlone().forEach(who -> line(text, "- ended by itself: " + who));
  }

  private void faults(StringBuilder text) {
    text.append("\n## Faults\n");
    line(
        text,
        "Latest start: of any fire time from the fault's begin until 2 s after its end. Lag back:"
            + " from its end until the last start that was more than 1 s late. Faults overlap, so"
            + " a figure may belong to the one beside it.\n");
    line(
        text,
        "| kind | times | held, s: median, max | latest start, ms: median, max"
            + " | lag back, ms: median, max |");
    line(text, "|---|---|---|---|---|");
    kinds()
        .forEach((kind, faults) -> {
          List<Long> held = new ArrayList<>();
          List<Long> latest = new ArrayList<>();
          List<Long> back = new ArrayList<>();
          for (FaultRecord fault : faults) {
            Recovery.Lag lag = recovery.of(fault);
            held.add(fault.endMs() - fault.beginMs());
            latest.add(lag.latestMs());
            back.add(lag.lagBackMs());
          }
          line(
              text,
              String.format(
                  Locale.ROOT,
                  "| %s | %d | %.1f, %.1f | %d, %d | %d, %d |",
                  kind,
                  faults.size(),
                  median(held) / 1e3,
                  Collections.max(held) / 1e3,
                  median(latest),
                  Collections.max(latest),
                  median(back),
                  Collections.max(back)));
        });
  }

  private void incidents(StringBuilder text) {
    text.append("\n## Incidents\n");
    line(text, "| kind | cause | step | how many |");
    line(text, "|---|---|---|---|");
    Map<String, Integer> counted = new TreeMap<>();
    for (IncidentFact incident : findings.history().incidents()) {
      counted.merge(
          incident.kind() + " | " + incident.cause() + " | " + incident.step(), 1, Integer::sum);
    }
    counted.forEach((what, count) -> line(text, "| " + what + " | " + count + " |"));
  }

  private void left(StringBuilder text) {
    if (!findings.missing().isEmpty()) {
      text.append("\n## Not put on\n");
      findings.missing().forEach((kind, why) -> line(text, "- " + kind + ": " + why));
    }
    List<FaultRecord> failed =
        findings.faults().stream().filter(fault -> !fault.failure().isEmpty()).toList();
    if (!failed.isEmpty()) {
      text.append("\n## Could not be begun at that moment\n");
      Map<String, Integer> counted = new TreeMap<>();
      failed.forEach(
          fault -> counted.merge(fault.kind() + ": " + fault.failure(), 1, Integer::sum));
      counted.forEach((what, count) -> line(text, "- " + what + " (" + count + ")"));
    }
  }

  private Map<String, List<FaultRecord>> kinds() {
    Map<String, List<FaultRecord>> kinds = new TreeMap<>();
    for (FaultRecord fault : findings.faults()) {
      if (fault.isWhole()) {
        kinds.computeIfAbsent(fault.kind(), kind -> new ArrayList<>()).add(fault);
      }
    }
    return kinds;
  }

  private Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("command", findings.options().command());
    json.put("seed", findings.options().seed());
    json.put("machine", machine());
    json.put("beganMs", findings.beganMs());
    json.put("endedMs", findings.endedMs());
    json.put("faultCount", findings.faultCount());
    json.put("runs", findings.history().runs().size());
    json.put("violations", findings.violations());
    json.put("verdicts", findings.verdicts());
    json.put("endedAlone", findings.endedAlone());
    json.put("missing", findings.missing());
    List<Map<String, Object>> faults = new ArrayList<>();
    for (FaultRecord fault : findings.faults()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("number", fault.number());
      one.put("kind", fault.kind());
      one.put("target", fault.target());
      one.put("beginMs", fault.beginMs());
      one.put("endMs", fault.endMs());
      one.put("failure", fault.failure());
      if (fault.isWhole()) {
        Recovery.Lag lag = recovery.of(fault);
        one.put("latestStartMs", lag.latestMs());
        one.put("lagBackMs", lag.lagBackMs());
      }
      faults.add(one);
    }
    json.put("faults", faults);
    json.put("incidents", findings.history().incidents());
    return json;
  }

  private static String machine() {
    return Runtime.getRuntime().availableProcessors()
        + " processors, "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + ", Java "
        + System.getProperty("java.version")
        + ", load average "
        + loadAverage();
  }

  private static String loadAverage() {
    try {
      String[] words =
          Files.readString(Path.of("/proc/loadavg"), StandardCharsets.UTF_8).split(" ");
      return words[0] + " " + words[1] + " " + words[2] + " at the end";
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static long median(List<Long> values) {
    List<Long> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static String seconds(long ms) {
    return String.format(Locale.ROOT, "%.1f s", ms / 1e3);
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}

package dev.baton.simulation.results;

import dev.baton.simulation.SeedResult;
import dev.baton.simulation.coverage.Coverage;
import java.util.ArrayList;
import java.util.List;

/** What many seeds come to; tallies add up. Not for several threads at once. */
public final class SeedTally {
  /** Failures whose text is kept; the others are counted. */
  static final int MAX_FAILURES = 100;

  private static final int MAX_FAILURE_TEXT = 2_000;

  private final Coverage coverage = new Coverage();
  private final List<String> failures = new ArrayList<>();
  private long seeds;
  private long steps;
  private long faults;
  private long failed;
  private long virtualMs;
  private long fewestSteps = Long.MAX_VALUE;
  private long fewestFaults = Long.MAX_VALUE;

  public void add(SeedResult result) {
    seeds++;
    steps += result.steps();
    faults += result.faults();
    virtualMs += result.virtualNanos() / 1_000_000;
    coverage.add(result.coverage());
    if (result.failed()) {
      failed++;
      keepFailure(result.seed() + " " + result.failure());
    } else {
      fewestSteps = Math.min(fewestSteps, result.safetySteps());
      fewestFaults = Math.min(fewestFaults, result.faults());
    }
  }

  public void add(SeedTally other) {
    seeds += other.seeds;
    steps += other.steps;
    faults += other.faults;
    failed += other.failed;
    virtualMs += other.virtualMs;
    fewestSteps = Math.min(fewestSteps, other.fewestSteps);
    fewestFaults = Math.min(fewestFaults, other.fewestFaults);
    coverage.add(other.coverage);
    other.failures.forEach(this::keepFailure);
  }

  private void keepFailure(String text) {
    if (failures.size() < MAX_FAILURES) {
      String line = text.replace('\n', ' ');
      failures.add(line.length() > MAX_FAILURE_TEXT ? line.substring(0, MAX_FAILURE_TEXT) : line);
    }
  }

  public long seeds() {
    return seeds;
  }

  public long steps() {
    return steps;
  }

  public long faults() {
    return faults;
  }

  public long failed() {
    return failed;
  }

  /** Seed and what was found, of the first failures. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  public Coverage coverage() {
    return coverage;
  }

  /** For people, in one line. */
  public String summary() {
    String least =
        failed < seeds
            ? String.format(", at least %,d steps and %,d faults each", fewestSteps, fewestFaults)
            : "";
    return String.format(
        "%,d seeds, %,d steps, %,d faults%s; %,d s of simulated time; %,d failed",
        seeds, steps, faults, least, virtualMs / 1_000, failed);
  }

  List<String> toLines() {
    List<String> lines = new ArrayList<>();
    lines.add("seeds " + seeds);
    lines.add("steps " + steps);
    lines.add("faults " + faults);
    lines.add("failed " + failed);
    lines.add("virtualMs " + virtualMs);
    lines.add("fewestSteps " + fewestSteps);
    lines.add("fewestFaults " + fewestFaults);
    failures.forEach(failure -> lines.add("failure " + failure));
    coverage.toLines().forEach(line -> lines.add("coverage " + line));
    return lines;
  }

  static SeedTally ofLines(List<String> lines) {
    SeedTally tally = new SeedTally();
    for (String line : lines) {
      int space = line.indexOf(' ');
      String word = line.substring(0, Math.max(0, space));
      String rest = line.substring(space + 1);
      switch (word) {
        case "seeds" -> tally.seeds = Long.parseLong(rest);
        case "steps" -> tally.steps = Long.parseLong(rest);
        case "faults" -> tally.faults = Long.parseLong(rest);
        case "failed" -> tally.failed = Long.parseLong(rest);
        case "virtualMs" -> tally.virtualMs = Long.parseLong(rest);
        case "fewestSteps" -> tally.fewestSteps = Long.parseLong(rest);
        case "fewestFaults" -> tally.fewestFaults = Long.parseLong(rest);
        case "failure" -> tally.keepFailure(rest);
        case "coverage" -> tally.coverage.addLine(rest);
        default -> throw new IllegalArgumentException("not a line of results: " + line);
      }
    }
    return tally;
  }
}

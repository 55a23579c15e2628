package dev.baton.common.ledger;

import dev.baton.common.job.JobSpec;
import dev.baton.common.job.ScheduleSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads from a job's versions which timing of which schedule held when. */
public final class FireRules {
  private FireRules() {}

  /** One version of a job, and when it was put. */
  public record Version(JobSpec spec, Instant at) {}

  /**
   * The rules of each schedule, by its name. A schedule whose timing a new version keeps goes on
   * under the same rule.
   *
   * @param versions oldest first
   */
  public static Map<String, List<FireRule>> of(List<Version> versions) {
    Map<String, List<FireRule>> rules = new TreeMap<>();
    for (Version version : versions) {
      for (Map.Entry<String, List<FireRule>> known : rules.entrySet()) {
        endUnlessKept(known.getKey(), known.getValue(), version);
      }
      for (ScheduleSpec schedule : version.spec().schedules()) {
        List<FireRule> own = rules.computeIfAbsent(schedule.name(), name -> new ArrayList<>());
        if (own.isEmpty() || own.getLast().to() != null) {
          own.add(new FireRule(schedule.timing(), version.at(), null));
        }
      }
    }
    return rules;
  }

  private static void endUnlessKept(String name, List<FireRule> own, Version version) {
    FireRule last = own.getLast();
    boolean kept =
        version.spec().schedules().stream()
            .anyMatch(s -> s.name().equals(name) && s.timing().equals(last.timing()));
    if (!kept && last.to() == null) {
      Instant end = version.at().isBefore(last.from()) ? last.from() : version.at();
      own.set(own.size() - 1, new FireRule(last.timing(), last.from(), end));
    }
  }
}

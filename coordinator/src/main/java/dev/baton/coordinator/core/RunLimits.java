package dev.baton.coordinator.core;

import dev.baton.common.id.JobKey;
import dev.baton.common.id.RunId;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the room for runs ends. What is new is shed there, with the reason: a fire is recorded as
 * skipped, who asks by hand is told. What was accepted stays.
 */
final class RunLimits {
  private final Desk desk;
  private final Cancels cancels;

  RunLimits(Desk desk, Cancels cancels) {
    this.desk = desk;
    this.cancels = cancels;
  }

  /** The limit that one more run of that job would break, for people; null if none. */
  String reached(JobKey job) {
    CoreSettings settings = desk.settings;
    if (desk.state.runCount() >= settings.maxActiveRuns()) {
      return reached(null, "the limit of " + settings.maxActiveRuns() + " active runs is reached");
    }
    if (activeOf(job) >= settings.maxRunsPerJob()) {
      return reached(
          job, "the limit of " + settings.maxRunsPerJob() + " active runs of one job is reached");
    }
    return null;
  }

  /** The same, of one more run that would wait for those of its job before it. */
  String queueReached(JobKey job) {
    return desk.state.queuedOf(job).size() >= desk.settings.maxQueuedRuns()
        ? reached(job, "the limit of " + desk.settings.maxQueuedRuns() + " queued runs")
        : null;
  }

  private String reached(JobKey job, String text) {
    if (desk.rules.shedsNewWork()) {
      desk.incidents.runShed(job, text);
      return text;
    }
    oldest(job).ifPresent(id -> cancels.cancel(id, "makes room: " + text));
    return null;
  }

  private Optional<RunId> oldest(JobKey job) {
    Stream<RunId> runs =
        job == null
            ? desk.state.runs().stream().map(run -> run.run().id())
            : Stream.of(desk.state.runningOf(job), desk.state.queuedOf(job))
                .flatMap(NavigableSet::stream);
    return runs.min(Comparator.naturalOrder());
  }

  private int activeOf(JobKey job) {
    return desk.state.runningOf(job).size() + desk.state.queuedOf(job).size();
  }

  /**
   * Whether there is room again.
   *
   * @param job null = for runs of all jobs together
   */
  boolean hasRoom(JobKey job) {
    return job == null
        ? desk.state.runCount() < desk.settings.maxActiveRuns()
        : activeOf(job) < desk.settings.maxRunsPerJob()
            && desk.state.queuedOf(job).size() < desk.settings.maxQueuedRuns();
  }
}

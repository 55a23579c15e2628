package dev.baton.coordinator.api.view;

import dev.baton.common.api.JobSummary;
import dev.baton.common.api.JobView;
import dev.baton.common.api.ScheduleView;
import dev.baton.common.api.ScheduleView.FirePreview;
import dev.baton.common.api.ScheduleView.ScheduleKind;
import dev.baton.common.api.TaskView;
import dev.baton.common.job.JobSpec;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.job.TaskAction;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.job.Timing;
import dev.baton.coordinator.core.state.Job;
import java.time.Instant;
import java.util.List;

/** Jobs in the words of the API. */
public final class JobViews {
  private JobViews() {}

  public static JobSummary summary(Job job) {
    return new JobSummary(
        job.key().toString(),
        job.version(),
        job.spec().description(),
        job.isPaused(),
        job.pausedReason(),
        job.spec().tasks().size(),
        job.spec().schedules().size(),
        job.changedAt(),
        job.changedBy());
  }

  public static JobView job(Job job) {
    return view(
        job.spec(),
        job.version(),
        job.pausedReason(),
        job.source(),
        job.changedAt(),
        job.changedBy());
  }

  /** A job that is not stored, as a text defines it. */
  public static JobView draft(JobSpec spec, String source) {
    return view(spec, 0, null, source, null, null);
  }

  private static JobView view(
      JobSpec spec, int version, String paused, String source, Instant changedAt, String by) {
    return new JobView(
        spec.key().toString(),
        version,
        spec.description(),
        paused != null,
        paused,
        spec.params(),
        spec.overlap(),
        spec.schedules().stream().map(schedule -> schedule(schedule, null, null)).toList(),
        spec.tasks().stream().map(JobViews::task).toList(),
        source,
        changedAt,
        by);
  }

  public static ScheduleView schedule(
      ScheduleSpec spec, Instant nextFireAt, List<FirePreview> nextFires) {
    return switch (spec.timing()) {
      case Timing.Cron cron ->
          new ScheduleView(
              spec.name(),
              ScheduleKind.CRON,
              cron.expression(),
              cron.zone().getId(),
              cron.dst().gap(),
              cron.dst().overlap(),
              null,
              null,
              spec.misfire(),
              spec.misfireThreshold().toMillis(),
              spec.catchUpWindow().toMillis(),
              FirePreviews.describe(cron),
              nextFireAt,
              nextFires);
      case Timing.FixedRate rate ->
          plain(
              spec,
              ScheduleKind.FIXED_RATE,
              rate.every().toMillis(),
              rate.startAt(),
              nextFireAt,
              nextFires);
      case Timing.FixedDelay delay ->
          plain(
              spec,
              ScheduleKind.FIXED_DELAY,
              delay.delay().toMillis(),
              delay.startAt(),
              nextFireAt,
              nextFires);
      case Timing.Once once ->
          plain(spec, ScheduleKind.ONCE, null, once.at(), nextFireAt, nextFires);
    };
  }

  private static ScheduleView plain(
      ScheduleSpec spec,
      ScheduleKind kind,
      Long everyMs,
      Instant startAt,
      Instant nextFireAt,
      List<FirePreview> nextFires) {
    return new ScheduleView(
        spec.name(),
        kind,
        null,
        null,
        null,
        null,
        everyMs,
        startAt,
        spec.misfire(),
        spec.misfireThreshold().toMillis(),
        spec.catchUpWindow().toMillis(),
        null,
        nextFireAt,
        nextFires);
  }

  private static TaskView task(TaskSpec task) {
    return new TaskView(
        task.name(),
        task.action().kind(),
        task.after(),
        actionText(task.action()),
        task.executors().group(),
        task.executors().labels(),
        task.timeout() == null ? null : task.timeout().toMillis(),
        task.killGrace().toMillis(),
        new TaskView.RetryView(
            task.retry().attempts(),
            task.retry().delay().toMillis(),
            task.retry().backoff(),
            task.retry().maxDelay().toMillis(),
            task.retry().overBudget()),
        task.onExecutorLoss(),
        task.params());
  }

  private static String actionText(TaskAction action) {
    return switch (action) {
      case TaskAction.Shell shell -> shell.script();
      case TaskAction.Command command -> String.join(" ", command.argv());
      case TaskAction.Script script -> script.script();
      case TaskAction.Http http -> http.method() + " " + http.url();
      case TaskAction.Java java -> java.handler();
    };
  }
}

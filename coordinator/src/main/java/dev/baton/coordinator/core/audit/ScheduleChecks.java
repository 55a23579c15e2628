package dev.baton.coordinator.core.audit;

import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.schedule.FireTimes;
import dev.baton.coordinator.core.state.Job;
import dev.baton.coordinator.core.state.ScheduleCursor;
import java.time.Instant;
import java.util.function.Consumer;

/** What must hold of the schedules of one job. */
final class ScheduleChecks {
  private final AuditScene scene;
  private final Consumer<Finding> out;

  ScheduleChecks(AuditScene scene, Consumer<Finding> out) {
    this.scene = scene;
    this.out = out;
  }

  /** Answers how many rows it has looked at. */
  int look(Job job) {
    if (!job.isPaused()) {
      for (ScheduleSpec spec : job.spec().schedules()) {
        String wrong = wrong(job, spec);
        if (wrong != null) {
          out.accept(
              new Finding(
                  AuditCheck.SCHEDULE_TIMER,
                  "schedule " + job.key() + "/" + spec.name(),
                  wrong,
                  new Mend.PutTimer(job.key(), spec.name())));
        }
      }
    }
    return 1 + job.spec().schedules().size();
  }

  private String wrong(Job job, ScheduleSpec spec) {
    ScheduleCursor cursor = scene.cursor(job.key(), spec.name());
    if (cursor == null) {
      return "it has no cursor: what fell due is not known";
    }
    if (cursor.nextFireAt() != null) {
      return scene.hasFireTimer(cursor)
          ? null
          : "its next fire time is " + cursor.nextFireAt() + ", and no timer is set";
    }
    Instant now = scene.instant();
    FireTimes times = FireTimes.of(spec.timing(), now);
    if (times.followsEnds()) {
      return scene.hasActiveRun(job.key(), spec.name())
          ? null
          : "it waits for the end of a run, and none is active";
    }
    Instant next = times.nextAfter(now);
    return next == null ? null : "it has no next fire time, and its rule names " + next;
  }
}

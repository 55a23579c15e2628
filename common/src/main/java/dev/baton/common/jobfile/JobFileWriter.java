package dev.baton.common.jobfile;

import dev.baton.common.job.DstRule;
import dev.baton.common.job.ExecutorSelector;
import dev.baton.common.job.JobSpec;
import dev.baton.common.job.RetryPolicy;
import dev.baton.common.job.RetryPolicy.OverBudget;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.job.TaskAction;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.job.Timing;
import dev.baton.common.text.DurationText;
import java.time.Instant;

/** Writes a job in one order of fields, leaving out what the reader adds by itself. */
final class JobFileWriter {
  private final YamlText yaml = new YamlText();

  private JobFileWriter() {}

  static String write(JobSpec job) {
    JobFileWriter writer = new JobFileWriter();
    writer.job(job);
    return writer.yaml.finish();
  }

  private void job(JobSpec job) {
    yaml.beginMapping();
    yaml.text("job", job.key().toString());
    if (!job.description().isEmpty()) {
      yaml.text("description", job.description());
    }
    yaml.texts("params", job.params());
    if (!job.schedules().isEmpty()) {
      yaml.name("schedules");
      yaml.beginList();
      job.schedules().forEach(this::schedule);
      yaml.endList();
    }
    yaml.word("overlap", job.overlap());
    yaml.name("tasks");
    yaml.beginList();
    job.tasks().forEach(this::task);
    yaml.endList();
    yaml.endMapping();
  }

  private void schedule(ScheduleSpec schedule) {
    yaml.beginMapping();
    yaml.text("name", schedule.name());
    switch (schedule.timing()) {
      case Timing.Cron cron -> {
        yaml.text("cron", cron.expression());
        yaml.text("zone", cron.zone().getId());
        if (!cron.dst().equals(DstRule.DEFAULT)) {
          yaml.name("dst");
          yaml.beginShortMapping();
          yaml.word("gap", cron.dst().gap());
          yaml.word("overlap", cron.dst().overlap());
          yaml.endMapping();
        }
      }
      case Timing.FixedRate rate -> {
        yaml.word("every", DurationText.format(rate.every()));
        startAt(rate.startAt());
      }
      case Timing.FixedDelay delay -> {
        yaml.word("delay", DurationText.format(delay.delay()));
        startAt(delay.startAt());
      }
      case Timing.Once once -> yaml.word("at", once.at());
    }
    yaml.word("misfire", schedule.misfire());
    if (!schedule.misfireThreshold().equals(ScheduleSpec.DEFAULT_MISFIRE_THRESHOLD)) {
      yaml.word("misfireThreshold", DurationText.format(schedule.misfireThreshold()));
    }
    if (!schedule.catchUpWindow().equals(ScheduleSpec.DEFAULT_CATCH_UP_WINDOW)) {
      yaml.word("catchUpWindow", DurationText.format(schedule.catchUpWindow()));
    }
    yaml.endMapping();
  }

  private void startAt(Instant startAt) {
    if (startAt != null) {
      yaml.word("startAt", startAt);
    }
  }

  private void task(TaskSpec task) {
    yaml.beginMapping();
    yaml.text("name", task.name());
    if (!task.after().isEmpty()) {
      yaml.texts("after", task.after());
    }
    action(task.action());
    executors(task.executors());
    if (task.timeout() != null) {
      yaml.word("timeout", DurationText.format(task.timeout()));
    }
    if (!task.killGrace().equals(TaskSpec.DEFAULT_KILL_GRACE)) {
      yaml.word("killGrace", DurationText.format(task.killGrace()));
    }
    if (!task.retry().equals(RetryPolicy.NONE)) {
      retry(task.retry());
    }
    if (task.onExecutorLoss() != TaskReader.DEFAULT_ON_EXECUTOR_LOSS) {
      yaml.word("onExecutorLoss", task.onExecutorLoss());
    }
    yaml.texts("params", task.params());
    yaml.endMapping();
  }

  private void action(TaskAction action) {
    switch (action) {
      case TaskAction.Shell shell -> yaml.text("shell", shell.script());
      case TaskAction.Command command -> yaml.texts("command", command.argv());
      case TaskAction.Script script -> {
        yaml.text(script.kind(), script.script());
        if (script.kind().equals("script")) {
          yaml.texts("interpreter", script.interpreter());
        }
      }
      case TaskAction.Http http -> http(http);
      case TaskAction.Java java -> {
        yaml.text("java", java.handler());
        yaml.texts("args", java.args());
        if (java.forked()) {
          yaml.word("forked", true);
        }
      }
    }
  }

  private void http(TaskAction.Http http) {
    yaml.name("http");
    yaml.beginMapping();
    yaml.word("method", http.method());
    yaml.text("url", http.url());
    yaml.texts("headers", http.headers());
    if (http.body() != null) {
      yaml.text("body", http.body());
    }
    yaml.word("expectStatus", http.expectStatusFrom() + "-" + http.expectStatusTo());
    yaml.endMapping();
  }

  private void executors(ExecutorSelector executors) {
    if (executors.equals(ExecutorSelector.ANY_OF_DEFAULT_GROUP)) {
      return;
    }
    yaml.name("executors");
    yaml.beginMapping();
    yaml.text("group", executors.group());
    yaml.texts("labels", executors.labels());
    yaml.endMapping();
  }

  private void retry(RetryPolicy retry) {
    yaml.name("retry");
    yaml.beginShortMapping();
    yaml.word("attempts", retry.attempts());
    yaml.word("delay", DurationText.format(retry.delay()));
    yaml.word("backoff", retry.backoff());
    yaml.word("maxDelay", DurationText.format(retry.maxDelay()));
    if (retry.overBudget() != OverBudget.WAIT) {
      yaml.word("overBudget", retry.overBudget());
    }
    yaml.endMapping();
  }
}

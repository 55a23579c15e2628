package dev.baton.desktop.run;

import dev.baton.common.api.AttemptView;
import dev.baton.common.api.TaskRunView;
import dev.baton.common.run.Outcome;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.i18n.Times;
import dev.baton.desktop.theme.StatusLook;
import java.time.InstantSource;

/** How a task run stands, in a shape and a few words. */
public final class TaskWords {
  private final Texts texts;
  private final Times times;
  private final InstantSource clock;

  public TaskWords(Texts texts, Times times, InstantSource clock) {
    this.texts = texts;
    this.times = times;
    this.clock = clock;
  }

  public StatusLook look(TaskRunView task) {
    return StatusLook.of(task.status());
  }

  /**
   * The second line of its node.
   *
   * @param newest its newest attempt; null = none, or unknown
   */
  public String detail(TaskRunView task, AttemptView newest) {
    return switch (task.status()) {
      case WAITING -> texts.get("graph.detail.waiting");
      case READY -> texts.get("graph.detail.ready");
      case RUNNING -> placeAndTime(task, newest);
      case RETRY_WAIT ->
          texts.get("graph.detail.retry", task.lastAttempt() + 1, times.clock(task.notBefore()));
      case HELD -> texts.get("graph.detail.held");
      case SUCCEEDED ->
          task.accepted() != null && task.accepted().run() != task.run()
              ? texts.get("graph.detail.kept", Long.toString(task.accepted().run()))
              : placeAndTime(task, newest);
      case FAILED -> failure(task, newest);
      case CANCELED -> texts.get("graph.detail.canceled");
      case SKIPPED -> texts.get("graph.detail.skipped");
    };
  }

  private String placeAndTime(TaskRunView task, AttemptView newest) {
    String span = times.span(task.startedAt(), task.endedAt(), clock.instant());
    if (newest == null || newest.executor() == null) {
      return span;
    }
    return span.isEmpty() ? newest.executor() : newest.executor() + "  \u00b7  " + span;
  }

  private String failure(TaskRunView task, AttemptView newest) {
    if (newest == null) {
      return task.cause() == null ? texts.word("taskStatus", task.status()) : task.cause();
    }
    String how =
        newest.outcome() == Outcome.FAILED && newest.exitCode() != null
            ? texts.get("graph.detail.exit", newest.exitCode())
            : texts.word("outcome", newest.outcome());
    return texts.get("graph.detail.failed", how, task.lastAttempt());
  }
}

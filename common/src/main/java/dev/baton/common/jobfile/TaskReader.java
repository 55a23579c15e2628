package dev.baton.common.jobfile;

import dev.baton.common.job.ExecutorSelector;
import dev.baton.common.job.OnExecutorLoss;
import dev.baton.common.job.RetryPolicy;
import dev.baton.common.job.RetryPolicy.OverBudget;
import dev.baton.common.job.TaskAction;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.text.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** Reads one task. What its {@code after} names is checked later, when all tasks are known. */
final class TaskReader {
  static final OnExecutorLoss DEFAULT_ON_EXECUTOR_LOSS = OnExecutorLoss.RERUN_AFTER_LEASE;
  static final Duration DEFAULT_RETRY_DELAY = Duration.ofSeconds(1);

  static final List<String> FIELDS =
      List.of(
          "name",
          "after",
          "shell",
          "command",
          "python",
          "script",
          "interpreter",
          "http",
          "java",
          "args",
          "forked",
          "executors",
          "timeout",
          "killGrace",
          "retry",
          "onExecutorLoss",
          "params");

  private static final Duration ONE_MS = Duration.ofMillis(1);

  private final Problems problems;
  private final Values values;
  private final ActionReader actions;

  TaskReader(Problems problems, Values values) {
    this.problems = problems;
    this.values = values;
    this.actions = new ActionReader(problems, values);
  }

  /**
   * A task as far as it could be read.
   *
   * @param name null if it has none that could be read
   * @param after as written
   * @param spec null if something in it could not be read
   */
  record ReadTask(Field field, String name, Field nameField, List<Field> after, TaskSpec spec) {}

  /** Null if the item is no mapping, which is reported. */
  ReadTask read(Field item) {
    Fields fields = Fields.takeApart(item, "a task", FIELDS, problems);
    if (fields == null) {
      return null;
    }
    Field nameField = fields.require("name", "give the task a name");
    String name = values.name(nameField, "task name");
    List<Field> after = values.items(fields.get("after"), JobFileLimits.MAX_AFTER);
    List<String> upstream = upstream(after);
    String kind = kind(item, fields);
    TaskAction action = kind == null ? null : actions.read(fields, kind);
    ExecutorSelector executors = executors(fields.get("executors"));
    Duration timeout = values.duration(fields.get("timeout"), ONE_MS, null);
    Duration killGrace =
        values.duration(fields.get("killGrace"), Duration.ZERO, TaskSpec.DEFAULT_KILL_GRACE);
    RetryPolicy retry = retry(fields.get("retry"));
    OnExecutorLoss onLoss =
        values.word(fields.get("onExecutorLoss"), OnExecutorLoss.class, DEFAULT_ON_EXECUTOR_LOSS);
    SortedMap<String, String> params = values.map(fields.get("params"), "parameter name");
    TaskSpec spec =
        name == null || action == null
            ? null
            : new TaskSpec(
                name, upstream, action, executors, timeout, killGrace, retry, onLoss, params);
    return new ReadTask(item, name, nameField, after, spec);
  }

  private List<String> upstream(List<Field> after) {
    List<String> upstream = new ArrayList<>();
    TreeSet<String> seen = new TreeSet<>();
    for (Field field : after) {
      String name = values.text(field, JobFileLimits.MAX_VALUE);
      if (name != null && !seen.add(name)) {
        problems.add(
            field, "'" + Values.shorten(name) + "' stands in 'after' twice", "keep one of them");
      } else if (name != null) {
        upstream.add(name);
      }
    }
    return upstream;
  }

  /** Which of the kinds the task is; null if that is not clear, which is reported. */
  private String kind(Field item, Fields fields) {
    List<String> given = ActionReader.KINDS.stream().filter(fields::has).toList();
    if (given.isEmpty() && problems.isFull()) {
      return null;
    }
    if (given.isEmpty() && fields.unknown().size() == 1) {
      Field unknown = fields.unknown().get(0);
      String near = Nearest.to(unknown.name(), ActionReader.KINDS);
      problems.add(
          unknown,
          "unknown task kind '" + unknown.name() + "'",
          near != null
              ? "did you mean '" + near + "'?"
              : "use one of " + String.join(", ", ActionReader.KINDS));
      return null;
    }
    fields.unknown().forEach(unknown -> fields.reportUnknown(unknown, FIELDS));
    if (given.size() == 1) {
      return given.get(0);
    }
    problems.add(
        item,
        given.isEmpty()
            ? "the task does nothing"
            : "the task does " + given.size() + " things: " + String.join(", ", given),
        given.isEmpty()
            ? "give it one of " + String.join(", ", ActionReader.KINDS)
            : "keep one, or make two tasks, the second with 'after' the first");
    return null;
  }

  private ExecutorSelector executors(Field field) {
    Fields fields =
        field == null ? null : Fields.of(field, "executors", List.of("group", "labels"), problems);
    if (fields == null) {
      return ExecutorSelector.ANY_OF_DEFAULT_GROUP;
    }
    String group = values.name(fields.get("group"), "executor group");
    SortedMap<String, String> labels = values.map(fields.get("labels"), "label");
    return new ExecutorSelector(group == null ? ExecutorSelector.DEFAULT_GROUP : group, labels);
  }

  private RetryPolicy retry(Field field) {
    Fields fields =
        field == null
            ? null
            : Fields.of(
                field,
                "retry",
                List.of("attempts", "delay", "backoff", "maxDelay", "overBudget"),
                problems);
    if (fields == null) {
      return RetryPolicy.NONE;
    }
    Field attempts = fields.require("attempts", "write how often to try in all, for example 3");
    Duration delay = values.duration(fields.get("delay"), Duration.ZERO, DEFAULT_RETRY_DELAY);
    Duration usualMax = RetryPolicy.NONE.maxDelay();
    return new RetryPolicy(
        values.integer(attempts, 1, RetryPolicy.MAX_ATTEMPTS, 1),
        delay,
        values.decimal(fields.get("backoff"), 1.0, 100.0, 1.0),
        values.duration(
            fields.get("maxDelay"),
            Duration.ZERO,
            delay.compareTo(usualMax) > 0 ? delay : usualMax),
        values.word(fields.get("overBudget"), OverBudget.class, OverBudget.WAIT));
  }
}

package dev.baton.common.jobfile;

import dev.baton.common.graph.TaskGraph;
import dev.baton.common.id.JobKey;
import dev.baton.common.id.Names;
import dev.baton.common.job.JobSpec;
import dev.baton.common.job.OverlapPolicy;
import dev.baton.common.job.ScheduleSpec;
import dev.baton.common.job.TaskSpec;
import dev.baton.common.jobfile.TaskReader.ReadTask;
import dev.baton.common.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a whole job from its tree. */
final class JobReader {
  static final OverlapPolicy DEFAULT_OVERLAP = OverlapPolicy.QUEUE_ONE;

  static final List<String> FIELDS =
      List.of("job", "description", "params", "schedules", "overlap", "tasks");
  private static final int MAX_CYCLE_SHOWN = 10;

  private final Problems problems = new Problems();
  private final Values values = new Values(problems);

  /** The job, if {@link #problems} is empty afterwards. */
  JobSpec read(Node root) {
    Field top = Field.top(root);
    Fields fields = Fields.of(top, "a job file", FIELDS, problems);
    if (fields == null) {
      return null;
    }
    JobKey key = key(fields.require("job", "write for example job: weather/report"));
    String description = values.text(fields.get("description"), JobFileLimits.MAX_DESCRIPTION);
    SortedMap<String, String> params = values.map(fields.get("params"), "parameter name");
    List<ScheduleSpec> schedules =
        new ScheduleReader(problems, values)
            .read(values.items(fields.get("schedules"), JobSpec.MAX_SCHEDULES));
    OverlapPolicy overlap =
        values.word(fields.get("overlap"), OverlapPolicy.class, DEFAULT_OVERLAP);
    List<TaskSpec> tasks = tasks(fields);
    return problems.isEmpty()
        ? new JobSpec(
            key, description == null ? "" : description, params, schedules, overlap, tasks)
        : null;
  }

  List<Problem> problems() {
    return problems.sorted();
  }

  private JobKey key(Field field) {
    String text = values.text(field, 2 * Names.MAX_LENGTH + 1);
    if (text == null) {
      return null;
    }
    try {
      return JobKey.parse(text);
    } catch (IllegalArgumentException e) {
      problems.add(field, e.getMessage(), null);
      return null;
    }
  }

  private List<TaskSpec> tasks(Fields fields) {
    Field field = fields.require("tasks", "a job has one task at least");
    List<Field> items = values.items(field, JobSpec.MAX_TASKS);
    if (items.isEmpty() && field != null && field.node() instanceof Node.Sequence list) {
      if (list.items().isEmpty()) {
        problems.add(field, "the job has no tasks", "give it one at least");
      }
    }
    TaskReader reader = new TaskReader(problems, values);
    List<ReadTask> tasks = new ArrayList<>();
    for (Field item : items) {
      ReadTask task = reader.read(item);
      if (task != null) {
        tasks.add(task);
      }
    }
    checkGraph(tasks);
    List<TaskSpec> specs = new ArrayList<>();
    for (ReadTask task : tasks) {
      if (task.spec() != null) {
        specs.add(task.spec());
      }
    }
    return specs;
  }

  private void checkGraph(List<ReadTask> tasks) {
    Map<String, ReadTask> byName = new TreeMap<>();
    List<ReadTask> distinct = new ArrayList<>();
    for (ReadTask task : tasks) {
      ReadTask other = task.name() == null ? null : byName.putIfAbsent(task.name(), task);
      if (other != null) {
        problems.add(
            task.nameField(),
            "two tasks are named '%s', the other stands in line %d"
                .formatted(task.name(), other.field().node().line()),
            "give each task of the job a name of its own");
      } else if (task.name() != null) {
        distinct.add(task);
      }
    }
    tasks.forEach(task -> checkAfter(task, byName));
    List<String> names = distinct.stream().map(ReadTask::name).toList();
    List<List<String>> after = distinct.stream().map(JobReader::upstream).toList();
    List<String> cycle = TaskGraph.cycleIn(names, after);
    if (!cycle.isEmpty()) {
      reportCycle(cycle, byName);
    }
  }

  private static List<String> upstream(ReadTask task) {
    List<String> upstream = new ArrayList<>();
    for (Field field : task.after()) {
      if (field.node() instanceof Node.Scalar scalar) {
        upstream.add(scalar.text());
      }
    }
    return upstream;
  }

  private void checkAfter(ReadTask task, Map<String, ReadTask> tasks) {
    for (Field field : task.after()) {
      if (field.node() instanceof Node.Scalar scalar && !tasks.containsKey(scalar.text())) {
        unknownTask(field, scalar.text(), tasks);
      }
    }
  }

  private void unknownTask(Field field, String name, Map<String, ReadTask> tasks) {
    if (problems.isFull()) {
      return;
    }
    String near = Nearest.to(name, tasks.keySet());
    problems.add(
        field,
        "there is no task '" + Values.shorten(name) + "'",
        near != null ? "did you mean '" + near + "'?" : "name tasks of this job");
  }

  /** Stands where the first task of the cycle names the task before it. */
  private void reportCycle(List<String> cycle, Map<String, ReadTask> tasks) {
    String before = cycle.get(cycle.size() - 2);
    ReadTask first = tasks.get(cycle.get(0));
    Field place = first.field();
    for (Field field : first.after()) {
      if (field.node() instanceof Node.Scalar scalar && scalar.text().equals(before)) {
        place = field;
      }
    }
    List<String> shown =
        cycle.size() <= MAX_CYCLE_SHOWN ? cycle : cycle.subList(0, MAX_CYCLE_SHOWN);
    String dots = shown.size() < cycle.size() ? " -> … -> " + cycle.get(0) : "";
    problems.add(
        place,
        "tasks wait for each other: " + String.join(" -> ", shown) + dots,
        "take one of them out of an 'after'");
  }
}

package dev.baton.desktop.job;

import dev.baton.common.api.JobView;
import dev.baton.common.api.ScheduleView;
import dev.baton.common.api.TaskView;
import dev.baton.common.id.JobKey;
import dev.baton.desktop.cluster.Change;
import dev.baton.desktop.cluster.Changes.Interest;
import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.graph.GraphLayout;
import dev.baton.desktop.graph.GraphModel;
import dev.baton.desktop.graph.LayeredLayout;
import dev.baton.desktop.graph.TaskGraph;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.runs.RunListModel;
import java.time.InstantSource;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** A job as it stands; read anew when events say that it changed. */
public final class JobModel implements AutoCloseable {
  /** Fire times previewed of each schedule. */
  static final int PREVIEW = 20;

  /** One previewed fire time. */
  public record Fire(ScheduleView schedule, ScheduleView.FirePreview at) {}

  private record Read(
      JobView job, List<ScheduleView> schedules, TaskGraph graph, GraphLayout layout) {}

  private final JobKey key;
  private final ClusterSession session;
  private final Texts texts;
  private final ReadOnlyObjectWrapper<JobView> job = new ReadOnlyObjectWrapper<>(this, "job");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
  private final ReadOnlyBooleanWrapper deleted = new ReadOnlyBooleanWrapper(this, "deleted");
  private final ObservableList<ScheduleView> schedules = FXCollections.observableArrayList();
  private final ObservableList<Fire> fires = FXCollections.observableArrayList();
  private final GraphModel graph = new GraphModel();
  private final RunListModel runs;
  private final List<Interest> interests;

  public JobModel(String job, ClusterSession session, Texts texts, InstantSource clock) {
    this.key = JobKey.parse(job);
    this.session = session;
    this.texts = texts;
    this.runs = new RunListModel(session, texts, clock);
    runs.jobProperty().set(job);
    this.interests =
        List.of(
            session
                .changes()
                .on(
                    Change.JobChanged.class,
                    change -> {
                      if (change.job().job().equals(job)) {
                        reload();
                      }
                    }),
            session
                .changes()
                .on(
                    Change.CursorMoved.class,
                    change -> {
                      if (change.cursor().job().equals(job)) {
                        readSchedules();
                      }
                    }),
            session
                .changes()
                .on(
                    Change.JobDeleted.class,
                    change -> {
                      if (change.job().equals(job)) {
                        deleted.set(true);
                      }
                    }),
            session.changes().on(Change.EverythingMayHaveChanged.class, change -> reload()),
            session
                .changes()
                .on(
                    Change.LinkRestored.class,
                    change -> {
                      if (!problem.get().isEmpty()) {
                        reload();
                      }
                    }));
    reload();
  }

  public JobKey key() {
    return key;
  }

  /** Null before the first answer. */
  public ReadOnlyObjectProperty<JobView> jobProperty() {
    return job.getReadOnlyProperty();
  }

  /** Why the job could not be read; empty = it could. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether it was deleted while it was shown. */
  public ReadOnlyBooleanProperty deletedProperty() {
    return deleted.getReadOnlyProperty();
  }

  public ObservableList<ScheduleView> schedules() {
    return schedules;
  }

  /** The next fire times of all schedules, soonest first. */
  public ObservableList<Fire> fires() {
    return fires;
  }

  public GraphModel graph() {
    return graph;
  }

  /** Its runs. */
  public RunListModel runs() {
    return runs;
  }

  /** Null = none of that name. */
  public TaskView task(String name) {
    if (job.get() != null) {
      for (TaskView task : job.get().tasks()) {
        if (task.name().equals(name)) {
          return task;
        }
      }
    }
    return null;
  }

  public void reload() {
    session
        .tasks()
        .run(
            texts.get("task.readingJob", key),
            this::read,
            this::show,
            failure -> problem.set(String.valueOf(failure.getMessage())));
  }

  private Read read() {
    JobView view = session.reads().job(key);
    TaskGraph made =
        TaskGraph.of(
            view.tasks().stream()
                .map(task -> new TaskGraph.Node(task.name(), task.after()))
                .toList());
    return new Read(view, session.reads().schedules(key, PREVIEW), made, LayeredLayout.of(made));
  }

  private void show(Read read) {
    problem.set("");
    deleted.set(false);
    JobView before = job.get();
    job.set(read.job());
    if (before == null || before.version() != read.job().version()) {
      graph.show(read.graph(), read.layout());
      for (TaskView task : read.job().tasks()) {
        graph.showTask(graph.graph().indexOf(task.name()), null, detail(task));
      }
    }
    showSchedules(read.schedules());
  }

  private String detail(TaskView task) {
    return task.group() == null || task.group().isBlank()
        ? task.kind()
        : task.kind() + "  \u00b7  " + task.group();
  }

  private void readSchedules() {
    session
        .tasks()
        .run(
            "",
            () -> session.reads().schedules(key, PREVIEW),
            this::showSchedules,
            failure -> problem.set(String.valueOf(failure.getMessage())));
  }

  private void showSchedules(List<ScheduleView> read) {
    schedules.setAll(read);
    fires.setAll(
        read.stream()
            .filter(schedule -> schedule.nextFires() != null)
            .flatMap(schedule -> schedule.nextFires().stream().map(at -> new Fire(schedule, at)))
            .sorted((a, b) -> a.at().at().compareTo(b.at().at()))
            .toList());
  }

  @Override
  public void close() {
    interests.forEach(Interest::close);
    runs.close();
  }
}

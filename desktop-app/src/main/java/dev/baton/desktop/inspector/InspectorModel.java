package dev.baton.desktop.inspector;

import dev.baton.common.api.ExecutorView;
import dev.baton.common.api.ExplainView.GateView;
import dev.baton.common.api.IncidentView;
import dev.baton.common.api.JobView;
import dev.baton.common.api.RunView;
import dev.baton.common.id.JobKey;
import dev.baton.desktop.background.BackgroundTask;
import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.desk.Selection;
import dev.baton.desktop.desk.Subject;
import dev.baton.desktop.incidents.IncidentListModel;
import dev.baton.desktop.run.RunBook;
import dev.baton.desktop.run.RunModel;
import dev.baton.desktop.widgets.PropertySheet.Group;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ChangeListener;

/** Collects the properties of what is selected and keeps them up while it stays so. */
public final class InspectorModel {
  private final ClusterSession session;
  private final RunBook runs;
  private final PropertyWords words;
  private final ReadOnlyObjectWrapper<List<Group>> groups =
      new ReadOnlyObjectWrapper<>(this, "groups", List.of());
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");
  private final IncidentListModel incidents;
  private final Selection selection;
  private final Runnable runChanged = this::refresh;
  private final ChangeListener<Object> incidentsChanged = (o, old, next) -> refresh();
  private RunModel run;
  private JobView job;
  private BackgroundTask reading;

  public InspectorModel(
      ClusterSession session,
      RunBook runs,
      IncidentListModel incidents,
      Selection selection,
      PropertyWords words) {
    this.session = session;
    this.runs = runs;
    this.incidents = incidents;
    this.selection = selection;
    this.words = words;
    selection.subjectProperty().subscribe(this::selected);
    ChangeListener<Object> clusterChanged = (o, old, next) -> refresh();
    session.model().clusterProperty().addListener(clusterChanged);
    incidents.rows().addListener((InvalidationListener) changed -> refresh());
  }

  /** Empty = nothing is selected. */
  public ReadOnlyObjectProperty<List<Group>> groupsProperty() {
    return groups.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty titleProperty() {
    return title.getReadOnlyProperty();
  }

  private void selected(Subject subject) {
    if (run != null) {
      run.removeListener(runChanged);
      run.incidents().incidentsProperty().removeListener(incidentsChanged);
      run = null;
    }
    if (reading != null) {
      reading.cancel();
    }
    switch (subject) {
      case Subject.OfRun of -> follow(of.run());
      case Subject.OfTaskRun of -> follow(of.run());
      case Subject.OfJob of -> readJob(of.job());
      case Subject.OfJobTask of -> readJob(of.job());
      case Subject.OfExecutor ignored -> {}
      case Subject.OfCoordinator ignored -> {}
      case Subject.OfIncident ignored -> {}
      case null -> {}
    }
    refresh();
  }

  private void follow(long id) {
    run = runs.look(id);
    run.onChange(runChanged);
    run.incidents().incidentsProperty().addListener(incidentsChanged);
  }

  private void readJob(String name) {
    if (job != null && !job.job().equals(name)) {
      job = null;
    }
    reading =
        session
            .tasks()
            .run(
                "",
                () -> session.reads().job(JobKey.parse(name)),
                view -> {
                  job = view;
                  refresh();
                },
                failure -> {
                  job = null;
                  refresh();
                });
  }

  /** Once a second: lengths of time go on. */
  public void tick() {
    if (run != null && !run.isOver()) {
      run.tick();
      refresh();
    }
  }

  private void refresh() {
    Subject subject = selection.subject();
    title.set(titleOf(subject));
    groups.set(groupsOf(subject));
  }

  /**
   * Why it waits comes second, after what it is.
   *
   * @param task null = the run itself: all of its gates
   */
  private List<Group> withGates(List<Group> groups, List<GateView> gates, String task) {
    List<GateView> wanted =
        gates.stream().filter(gate -> task == null || task.equals(gate.task())).toList();
    if (wanted.isEmpty() || groups.isEmpty()) {
      return groups;
    }
    List<Group> all = new ArrayList<>(groups);
    all.add(1, words.gates(wanted, task == null));
    return List.copyOf(all);
  }

  /** What went wrong around it comes second as well: it is what one looks for. */
  private List<Group> withIncidents(List<Group> groups, List<IncidentView> touching) {
    if (touching.isEmpty() || groups.isEmpty()) {
      return groups;
    }
    List<Group> all = new ArrayList<>(groups);
    all.add(1, words.incidents(touching));
    return List.copyOf(all);
  }

  private static String titleOf(Subject subject) {
    return switch (subject) {
      case Subject.OfRun of -> "#" + of.run();
      case Subject.OfTaskRun of -> of.task();
      case Subject.OfJob of -> of.job();
      case Subject.OfJobTask of -> of.task();
      case Subject.OfExecutor of -> of.executor();
      case Subject.OfCoordinator of -> of.coordinator();
      case Subject.OfIncident of -> "#" + of.incident();
      case null -> "";
    };
  }

  private List<Group> groupsOf(Subject subject) {
    return switch (subject) {
      case Subject.OfRun ignored -> {
        RunView view = run == null ? null : run.runProperty().get();
        yield view == null
            ? List.of()
            : withIncidents(
                withGates(words.run(view), run.gatesProperty().get(), null),
                run.incidents().incidentsProperty().get());
      }
      case Subject.OfTaskRun of ->
          run == null || run.task(of.task()) == null
              ? List.of()
              : withIncidents(
                  withGates(
                      words.taskRun(
                          run.task(of.task()),
                          run.attempt(
                              of.task(),
                              of.attempt() == 0
                                  ? run.task(of.task()).lastAttempt()
                                  : of.attempt())),
                      run.gatesProperty().get(),
                      of.task()),
                  run.incidents().of(of.task(), of.attempt()));
      case Subject.OfJob of ->
          job == null || !job.job().equals(of.job()) ? List.of() : words.job(job);
      case Subject.OfJobTask of ->
          job == null || !job.job().equals(of.job())
              ? List.of()
              : job.tasks().stream()
                  .filter(task -> task.name().equals(of.task()))
                  .findFirst()
                  .map(words::task)
                  .orElse(List.of());
      case Subject.OfExecutor of -> {
        ExecutorView executor = session.model().executor(of.executor());
        yield executor == null ? List.of() : words.executor(executor);
      }
      case Subject.OfCoordinator of ->
          session.model().clusterProperty().get() == null
              ? List.of()
              : words.coordinator(session.model().clusterProperty().get(), of.coordinator());
      case Subject.OfIncident of -> {
        IncidentView incident = incidents.find(of.incident());
        yield incident == null ? List.of() : words.incident(incident);
      }
      case null -> List.of();
    };
  }
}

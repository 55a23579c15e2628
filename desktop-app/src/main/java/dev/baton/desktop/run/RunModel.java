package dev.baton.desktop.run;

import dev.baton.common.api.AttemptRef;
import dev.baton.common.api.AttemptView;
import dev.baton.common.api.ExplainView.GateView;
import dev.baton.common.api.RunDetailView;
import dev.baton.common.api.RunView;
import dev.baton.common.api.TaskRunView;
import dev.baton.common.run.RunStatus;
import dev.baton.common.run.TaskStatus;
import dev.baton.desktop.background.BackgroundTask;
import dev.baton.desktop.background.Coalesced;
import dev.baton.desktop.cluster.Change;
import dev.baton.desktop.cluster.Changes.Interest;
import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.cluster.Meanwhile;
import dev.baton.desktop.graph.GraphLayout;
import dev.baton.desktop.graph.GraphModel;
import dev.baton.desktop.graph.LayeredLayout;
import dev.baton.desktop.graph.TaskGraph;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.i18n.Times;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** A run as it goes on: read once, then kept up by events. */
public final class RunModel implements AutoCloseable {
  private static final Comparator<AttemptView> NEWEST_FIRST =
      Comparator.comparing(
              AttemptView::dispatchedAt, Comparator.nullsLast(Comparator.reverseOrder()))
          .thenComparing(AttemptView::task)
          .thenComparing(AttemptView::number, Comparator.reverseOrder());

  /** A graph with its layout, made off the FX thread. */
  private record Read(RunDetailView detail, TaskGraph graph, GraphLayout layout) {}

  private final long id;
  private final ClusterSession session;
  private final Texts texts;
  private final TaskWords words;
  private final ReadOnlyObjectWrapper<RunView> run = new ReadOnlyObjectWrapper<>(this, "run");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
  private final ReadOnlyObjectWrapper<List<GateView>> gates =
      new ReadOnlyObjectWrapper<>(this, "gates", List.of());
  private final Map<String, TaskRunView> tasks = new LinkedHashMap<>();
  private final Map<AttemptRef, AttemptView> attemptsByRef = new LinkedHashMap<>();
  private final ObservableList<AttemptView> attempts = FXCollections.observableArrayList();
  private final GraphModel graph = new GraphModel();
  private final List<Runnable> listeners = new ArrayList<>();
  private final Coalesced publish;
  private final List<Interest> interests;
  private final RunIncidents incidents;
  private final Meanwhile meanwhile = new Meanwhile();
  private BackgroundTask reading;
  private boolean graphShown;
  private boolean explaining;

  RunModel(long id, ClusterSession session, Texts texts, Times times, InstantSource clock) {
    this.id = id;
    this.session = session;
    this.texts = texts;
    this.words = new TaskWords(texts, times, clock);
    this.publish = new Coalesced(session.tasks(), this::publish);
    this.interests =
        List.of(
            session.changes().on(Change.RunChanged.class, change -> put(change.run())),
            session.changes().on(Change.TaskRunChanged.class, change -> put(change.taskRun())),
            session.changes().on(Change.AttemptChanged.class, change -> put(change.attempt())),
            session.changes().on(Change.EverythingMayHaveChanged.class, change -> reload()),
            session.changes().on(Change.LinkRestored.class, change -> reloadIfFailed()));
    this.incidents = new RunIncidents(id, session);
    reload();
  }

  public long id() {
    return id;
  }

  /** Null before the first answer. */
  public ReadOnlyObjectProperty<RunView> runProperty() {
    return run.getReadOnlyProperty();
  }

  /** Why the run could not be read; empty = it could. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What the run or its tasks wait for; empty while nothing waits. */
  public ReadOnlyObjectProperty<List<GateView>> gatesProperty() {
    return gates.getReadOnlyProperty();
  }

  /** Newest first. */
  public ObservableList<AttemptView> attempts() {
    return attempts;
  }

  /** What went wrong around it, and was recovered. */
  public RunIncidents incidents() {
    return incidents;
  }

  public GraphModel graph() {
    return graph;
  }

  /** Null = unknown. */
  public TaskRunView task(String name) {
    return tasks.get(name);
  }

  /** In the order of the job file. */
  public List<TaskRunView> tasks() {
    return List.copyOf(tasks.values());
  }

  /** Null = unknown. */
  public AttemptView attempt(String task, int number) {
    return attemptsByRef.get(new AttemptRef(id, task, number));
  }

  public boolean isOver() {
    return run.get() != null && run.get().status().isEnd();
  }

  /** Whether some task failed or was lost, so that a rerun from there makes sense. */
  public boolean hasFailedTask() {
    return tasks.values().stream()
        .anyMatch(task ->
            task.status() == TaskStatus.FAILED
                || task.status() == TaskStatus.SKIPPED
                || task.status() == TaskStatus.CANCELED);
  }

  /** Calls {@code listener} after each change, at most once an event of the FX thread. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  public void removeListener(Runnable listener) {
    listeners.remove(listener);
  }

  public void reload() {
    if (reading != null) {
      reading.cancel();
    }
    incidents.read();
    meanwhile.readBegins();
    reading =
        session
            .tasks()
            .run(
                texts.get("task.readingRun", id),
                this::read,
                this::show,
                failure -> problem.set(String.valueOf(failure.getMessage())));
  }

  private void reloadIfFailed() {
    if (!problem.get().isEmpty()) {
      reload();
    }
  }

  private Read read() {
    RunDetailView detail = session.reads().run(id);
    TaskGraph made =
        TaskGraph.of(
            detail.tasks().stream()
                .map(task ->
                    new TaskGraph.Node(
                        task.task(), task.after() == null ? List.of() : task.after()))
                .toList());
    return new Read(detail, made, LayeredLayout.of(made));
  }

  private void show(Read read) {
    problem.set("");
    tasks.clear();
    attemptsByRef.clear();
    for (TaskRunView task : read.detail().tasks()) {
      tasks.put(task.task(), task);
      if (task.attempts() != null) {
        task.attempts().forEach(each -> attemptsByRef.put(refOf(each), each));
      }
    }
    if (!graphShown || graph.graph().size() != read.graph().size()) {
      graphShown = true;
      graph.show(read.graph(), read.layout());
    }
    run.set(read.detail().run());
    meanwhile.answerShown();
    publish.request();
  }

  private static AttemptRef refOf(AttemptView attempt) {
    return new AttemptRef(attempt.run(), attempt.task(), attempt.number());
  }

  private void put(RunView changed) {
    if (changed.id() == id) {
      meanwhile.changed("run", () -> put(changed));
      run.set(changed);
      publish.request();
    }
  }

  private void put(TaskRunView changed) {
    if (changed.run() != id) {
      return;
    }
    meanwhile.changed(changed.task(), () -> put(changed));
    TaskRunView before = tasks.get(changed.task());
    if (before == null) {
      // Changed before the run itself was read; put in again once it is.
      return;
    }
    tasks.put(
        changed.task(),
        new TaskRunView(
            changed.run(),
            changed.task(),
            changed.status(),
            before.after(),
            changed.lastAttempt(),
            changed.failures(),
            changed.losses(),
            changed.notBefore(),
            changed.cause(),
            changed.outputs(),
            changed.accepted(),
            changed.startedAt(),
            changed.endedAt(),
            before.attempts()));
    publish.request();
  }

  private void put(AttemptView changed) {
    if (changed.run() == id) {
      meanwhile.changed(refOf(changed), () -> put(changed));
      attemptsByRef.put(refOf(changed), changed);
      publish.request();
    }
  }

  private void publish() {
    List<AttemptView> sorted = attemptsByRef.values().stream().sorted(NEWEST_FIRST).toList();
    if (!sorted.equals(attempts)) {
      showAttempts(sorted);
    }
    describe();
    listeners.forEach(Runnable::run);
  }

  /** Rows that only changed are replaced in place, so that the selection in the table holds. */
  private void showAttempts(List<AttemptView> sorted) {
    boolean samePlaces = sorted.size() == attempts.size();
    for (int i = 0; samePlaces && i < sorted.size(); i++) {
      samePlaces = refOf(sorted.get(i)).equals(refOf(attempts.get(i)));
    }
    if (!samePlaces) {
      attempts.setAll(sorted);
      return;
    }
    for (int i = 0; i < sorted.size(); i++) {
      if (!sorted.get(i).equals(attempts.get(i))) {
        attempts.set(i, sorted.get(i));
      }
    }
  }

  /** Writes statuses and second lines onto the graph. */
  private void describe() {
    for (TaskRunView task : tasks.values()) {
      int place = graph.graph().indexOf(task.task());
      if (place >= 0) {
        graph.showTask(
            place, words.look(task), words.detail(task, attempt(task.task(), task.lastAttempt())));
      }
    }
  }

  /** Once a second while it is on the screen: running times go on, waiting is explained anew. */
  public void tick() {
    if (run.get() == null || isOver()) {
      if (!gates.get().isEmpty()) {
        gates.set(List.of());
      }
      return;
    }
    describe();
    if (isSomethingWaiting()) {
      explain();
    } else if (!gates.get().isEmpty()) {
      gates.set(List.of());
    }
  }

  private boolean isSomethingWaiting() {
    return run.get().status() == RunStatus.QUEUED
        || tasks.values().stream()
            .anyMatch(task ->
                task.status() == TaskStatus.READY
                    || task.status() == TaskStatus.RETRY_WAIT
                    || task.status() == TaskStatus.HELD);
  }

  private void explain() {
    if (explaining) {
      return;
    }
    explaining = true;
    session
        .tasks()
        .run(
            "",
            () -> session.reads().explain(id),
            answer -> {
              explaining = false;
              gates.set(answer.gates());
            },
            failure -> explaining = false);
  }

  @Override
  public void close() {
    incidents.close();
    interests.forEach(Interest::close);
  }
}

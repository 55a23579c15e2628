package dev.baton.desktop.rerun;

import dev.baton.common.api.RerunPlanView;
import dev.baton.common.api.RerunPlanView.PlannedAction;
import dev.baton.common.api.RerunPlanView.PlannedTask;
import dev.baton.common.api.RerunRequest;
import dev.baton.common.api.RunAcceptedView;
import dev.baton.common.run.RerunMode;
import dev.baton.desktop.background.BackgroundTask;
import dev.baton.desktop.cluster.ClusterSession;
import dev.baton.desktop.graph.GraphLayout;
import dev.baton.desktop.graph.GraphModel;
import dev.baton.desktop.graph.LayeredLayout;
import dev.baton.desktop.graph.TaskGraph;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.theme.Glyph;
import dev.baton.desktop.theme.StatusLook;
import dev.baton.desktop.theme.Tone;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Asks the coordinator what a rerun would do, shows it, and does exactly that. */
public final class RerunModel {
  private record Preview(RerunPlanView plan, TaskGraph graph, GraphLayout layout) {}

  private final long run;
  private final String job;
  private final List<String> tasks;
  private final ClusterSession session;
  private final Texts texts;
  private final String requestKey;
  private final Consumer<RunAcceptedView> accepted;
  private final ObjectProperty<RerunMode> mode;
  private final StringProperty task;
  private final StringProperty reason = new SimpleStringProperty(this, "reason", "");
  private final ReadOnlyObjectWrapper<RerunPlanView> plan =
      new ReadOnlyObjectWrapper<>(this, "plan");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
  private final ReadOnlyBooleanWrapper sending = new ReadOnlyBooleanWrapper(this, "sending");
  private final GraphModel graph = new GraphModel();
  private BackgroundTask previewing;

  /**
   * @param tasks of the run, in file order
   * @param firstMode what is chosen at first
   * @param firstTask chosen at first for the modes that need one; null = the first of all
   * @param requestKey the same for every try of this dialog, so that pressing twice starts one run
   * @param accepted gets the new run
   */
  public RerunModel(
      long run,
      String job,
      List<String> tasks,
      RerunMode firstMode,
      String firstTask,
      ClusterSession session,
      Texts texts,
      String requestKey,
      Consumer<RunAcceptedView> accepted) {
    this.run = run;
    this.job = job;
    this.tasks = List.copyOf(tasks);
    this.session = session;
    this.texts = texts;
    this.requestKey = requestKey;
    this.accepted = accepted;
    this.mode = new SimpleObjectProperty<>(this, "mode", firstMode);
    String anyTask = tasks.isEmpty() ? "" : tasks.getFirst();
    this.task = new SimpleStringProperty(this, "task", firstTask == null ? anyTask : firstTask);
    mode.addListener(changed -> preview());
    task.addListener(changed -> {
      if (needsTask(mode.get())) {
        preview();
      }
    });
    preview();
  }

  public long run() {
    return run;
  }

  public String job() {
    return job;
  }

  public List<String> tasks() {
    return tasks;
  }

  public ObjectProperty<RerunMode> modeProperty() {
    return mode;
  }

  /** For the modes that need one. */
  public StringProperty taskProperty() {
    return task;
  }

  /** Goes into the audit; may stay empty. */
  public StringProperty reasonProperty() {
    return reason;
  }

  /** What the coordinator says it would do; null while it is asked. */
  public ReadOnlyObjectProperty<RerunPlanView> planProperty() {
    return plan.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty sendingProperty() {
    return sending.getReadOnlyProperty();
  }

  /** The plan as a graph: what runs stands out, what is kept or left out is faint. */
  public GraphModel graph() {
    return graph;
  }

  public static boolean needsTask(RerunMode mode) {
    return switch (mode) {
      case FROM_TASK, TASK -> true;
      case ALL, FROM_FAILED -> false;
    };
  }

  /** How many tasks of the plan get that treatment. */
  public long count(PlannedAction action) {
    return plan.get() == null
        ? 0
        : plan.get().tasks().stream().filter(each -> each.action() == action).count();
  }

  private RerunRequest request() {
    return new RerunRequest(
        mode.get(),
        needsTask(mode.get()) ? task.get() : null,
        requestKey,
        null,
        reason.get().isBlank() ? null : reason.get().strip());
  }

  private void preview() {
    if (previewing != null) {
      previewing.cancel();
    }
    plan.set(null);
    problem.set("");
    RerunRequest request = request();
    previewing =
        session
            .tasks()
            .run(
                texts.get("task.previewing"),
                () -> read(request),
                this::show,
                failure -> problem.set(String.valueOf(failure.getMessage())));
  }

  private Preview read(RerunRequest request) {
    RerunPlanView answer = session.reads().previewRerun(run, request);
    TaskGraph made =
        TaskGraph.of(
            answer.tasks().stream()
                .map(each -> new TaskGraph.Node(each.name(), each.after()))
                .toList());
    return new Preview(answer, made, LayeredLayout.of(made));
  }

  private void show(Preview preview) {
    if (graph.graph().size() != preview.graph().size()) {
      graph.show(preview.graph(), preview.layout());
    }
    for (PlannedTask each : preview.plan().tasks()) {
      int place = graph.graph().indexOf(each.name());
      graph.showTask(place, look(each.action()), texts.word("plannedAction", each.action()));
      graph.fade(place, each.action() != PlannedAction.RUN);
    }
    plan.set(preview.plan());
  }

  /** Null = a newer server's word. */
  public static StatusLook look(PlannedAction action) {
    return switch (action) {
      case RUN -> new StatusLook(Glyph.PLAY, Tone.RUNNING);
      case KEEP -> new StatusLook(Glyph.CHECK, Tone.SUCCESS);
      case LEAVE_OUT -> new StatusLook(Glyph.SKIP, Tone.NEUTRAL);
      case null -> new StatusLook(Glyph.DISC, Tone.NEUTRAL);
    };
  }

  /** Does what the plan says; nothing while there is no plan. */
  public void start() {
    if (plan.get() == null || sending.get()) {
      return;
    }
    sending.set(true);
    problem.set("");
    RerunRequest request = request();
    session
        .tasks()
        .run(
            texts.get("task.starting", job),
            () -> session.writes().rerun(run, request),
            answer -> {
              sending.set(false);
              accepted.accept(answer);
            },
            failure -> {
              sending.set(false);
              problem.set(String.valueOf(failure.getMessage()));
            });
  }
}

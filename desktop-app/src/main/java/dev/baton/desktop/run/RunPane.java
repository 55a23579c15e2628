package dev.baton.desktop.run;

import dev.baton.common.api.RunView;
import dev.baton.common.run.RunStatus;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.desk.Subject;
import dev.baton.desktop.graph.GraphModel;
import dev.baton.desktop.graph.GraphPane;
import dev.baton.desktop.theme.StatusLook;
import dev.baton.desktop.widgets.Copying;
import dev.baton.desktop.widgets.StatusBadge;
import dev.baton.desktop.widgets.ToolStrip;
import javafx.geometry.Orientation;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/** The editor of a run: head, why it waits, live graph, attempts. */
public final class RunPane extends VBox {
  private final RunModel model;
  private final Desk desk;
  private final StatusBadge status = new StatusBadge();
  private final Hyperlink job = new Hyperlink();
  private final Label facts = new Label();
  private final Label problem = new Label();
  private final AttemptTable attempts;
  private final Subscription subscriptions;
  private final Runnable changed = this::showRun;
  private boolean following;

  public RunPane(RunModel model, Desk desk) {
    this.model = model;
    this.desk = desk;
    getStyleClass().add("run-pane");
    setId("run-" + model.id());
    setMinSize(0, 0);
    attempts = new AttemptTable(model, desk);
    IncidentStrip incidents = new IncidentStrip(desk);
    GateList gates = new GateList(desk.texts());
    GraphPane graph = new GraphPane(model.graph(), desk.themes(), desk.texts());
    graph.view().setOnOpened(task -> desk.navigator().showLog());
    graph
        .view()
        .setOnContextMenuRequested(asked ->
            desk.controls()
                .contextMenu("log.show", "run.rerunTask", "task.rerunHeld", "task.failHeld")
                .show(graph, asked.getScreenX(), asked.getScreenY()));
    SplitPane split = new SplitPane(graph, attempts.node());
    split.setOrientation(Orientation.VERTICAL);
    split.setDividerPositions(0.66);
    SplitPane.setResizableWithParent(attempts.node(), false);
    split.setMinSize(0, 0);
    VBox.setVgrow(split, Priority.ALWAYS);
    problem.getStyleClass().add("inline-problem");
    Copying.onRequest(problem, desk.texts().get("inspector.copy"), problem::getText);
    problem.managedProperty().bind(problem.visibleProperty());
    getChildren().addAll(head(), problem, incidents, gates, split);

    model.onChange(changed);
    subscriptions =
        Subscription.combine(
            model.problemProperty().subscribe(this::showProblem),
            model.gatesProperty().subscribe(gates::show),
            model.incidents().incidentsProperty().subscribe(incidents::show),
            model.runProperty().subscribe(this::showRun),
            model.graph().selectedProperty().subscribe(this::taskSelected),
            desk.selection().subjectProperty().subscribe(this::follow),
            desk.ticker().secondsProperty().subscribe(this::tick));
  }

  /** Ends what it listens to; the editor was closed. */
  public void dispose() {
    subscriptions.unsubscribe();
    attempts.dispose();
    model.removeListener(changed);
  }

  private ToolStrip head() {
    job.getStyleClass().add("head-link");
    job.setOnAction(pressed -> {
      if (model.runProperty().get() != null) {
        desk.navigator().openJob(model.runProperty().get().job());
      }
    });
    facts.getStyleClass().add("head-facts");
    facts.setMinWidth(0);
    status.setMinWidth(USE_PREF_SIZE);
    job.setMinWidth(USE_PREF_SIZE);
    ToolStrip head =
        new ToolStrip(
            status,
            job,
            facts,
            ToolStrip.spring(),
            desk.controls().iconButton("run.rerun"),
            desk.controls().iconButton("run.cancel"));
    head.getStyleClass().add("editor-head");
    return head;
  }

  private void showRun() {
    RunView run = model.runProperty().get();
    if (run == null) {
      return;
    }
    if (model.graph().selectedProperty().get() == GraphModel.NONE) {
      // Selected before the graph was there.
      follow(desk.selection().subject());
    }
    status.show(StatusLook.of(run.status()), desk.texts().word("runStatus", run.status()));
    job.setText(run.job());
    String span = desk.times().span(run.startedAt(), run.endedAt(), desk.clock().instant());
    StringBuilder text = new StringBuilder();
    text.append(desk.texts().word("trigger", run.trigger()));
    append(
        text,
        run.rerunOf() == null ? "" : desk.texts().get("run.rerunOf", Long.toString(run.rerunOf())));
    append(
        text, desk.times().dateTime(run.startedAt() == null ? run.createdAt() : run.startedAt()));
    append(text, span);
    append(text, isWorthSaying(run) ? run.cause() : "");
    facts.setText(text.toString());
    facts.setTooltip(new Tooltip(run.cause() == null ? facts.getText() : run.cause()));
  }

  /** Why a run failed is; that it ended well, or who asked for it, stands elsewhere. */
  private static boolean isWorthSaying(RunView run) {
    return run.cause() != null
        && (run.status() == RunStatus.FAILED || run.status() == RunStatus.CANCELED);
  }

  private static void append(StringBuilder text, String part) {
    if (!part.isEmpty()) {
      text.append("   \u00b7   ").append(part);
    }
  }

  private void showProblem(String text) {
    problem.setText(text);
    problem.setVisible(!text.isEmpty());
  }

  private void taskSelected() {
    int task = model.graph().selectedProperty().get();
    RunView run = model.runProperty().get();
    if (following || run == null) {
      return;
    }
    if (task == GraphModel.NONE) {
      desk.selection().select(new Subject.OfRun(run.id(), run.job()));
    } else {
      desk.selection()
          .select(new Subject.OfTaskRun(run.id(), run.job(), model.graph().graph().name(task), 0));
    }
  }

  private void follow(Subject subject) {
    following = true;
    if (subject instanceof Subject.OfTaskRun of && of.run() == model.id()) {
      int task = model.graph().graph().indexOf(of.task());
      if (task != model.graph().selectedProperty().get()) {
        model.graph().select(task);
      }
    } else if (model.graph().selectedProperty().get() != GraphModel.NONE) {
      model.graph().selectedProperty().set(GraphModel.NONE);
    }
    following = false;
  }

  private void tick() {
    if (getScene() != null) {
      model.tick();
      attempts.tick();
      if (!model.isOver()) {
        showRun();
      }
    }
  }
}

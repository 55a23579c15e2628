package dev.baton.desktop.job;

import dev.baton.common.api.JobView;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.desk.Subject;
import dev.baton.desktop.graph.GraphModel;
import dev.baton.desktop.graph.GraphPane;
import dev.baton.desktop.runs.RunListView;
import dev.baton.desktop.widgets.ToolStrip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.controlsfx.control.SegmentedButton;

/** The editor of a job: graph, definition, schedules, runs. */
public final class JobPane extends VBox {
  private final JobModel model;
  private final Desk desk;
  private final Label title = new Label();
  private final Label facts = new Label();
  private final Label problem = new Label();
  private final StackPane content = new StackPane();
  private final Map<String, Node> pages = new LinkedHashMap<>();
  private final List<Runnable> disposals = new ArrayList<>();
  private final Subscription subscriptions;
  private boolean following;

  public JobPane(JobModel model, Desk desk) {
    this.model = model;
    this.desk = desk;
    getStyleClass().add("job-pane");
    setMinSize(0, 0);
    content.setMinSize(0, 0);
    VBox.setVgrow(content, Priority.ALWAYS);
    problem.getStyleClass().add("inline-problem");
    problem.managedProperty().bind(problem.visibleProperty());
    getChildren().addAll(head(), problem, content);
    showPage("graph", this::graph);
    subscriptions =
        Subscription.combine(
            model.jobProperty().subscribe(this::showJob),
            model.problemProperty().subscribe(text -> showProblem()),
            model.deletedProperty().subscribe(gone -> showProblem()),
            model.graph().selectedProperty().subscribe(this::taskSelected),
            desk.selection().subjectProperty().subscribe(this::follow));
  }

  /** Ends what it listens to; the editor was closed. */
  public void dispose() {
    subscriptions.unsubscribe();
    disposals.forEach(Runnable::run);
    model.close();
  }

  private Node head() {
    title.getStyleClass().add("head-title");
    facts.getStyleClass().add("head-facts");
    facts.setMinWidth(0);
    title.setMinWidth(USE_PREF_SIZE);
    ToggleGroup group = new ToggleGroup();
    SegmentedButton views =
        new SegmentedButton(
            page(group, "graph", this::graph),
            page(group, "definition", this::definition),
            page(group, "schedule", this::schedule),
            page(group, "runs", this::runs));
    views.setToggleGroup(group);
    group.getToggles().getFirst().setSelected(true);
    group
        .selectedToggleProperty()
        .addListener((o, old, next) -> {
          // One page is always shown: a second press on its button must not hide it.
          if (next == null) {
            old.setSelected(true);
          }
        });
    ToolStrip head =
        new ToolStrip(
            title, facts, ToolStrip.spring(), views, desk.controls().iconButton("run.trigger"));
    head.getStyleClass().add("editor-head");
    return head;
  }

  private ToggleButton page(ToggleGroup group, String id, Supplier<Node> made) {
    ToggleButton button = new ToggleButton(desk.texts().get("job.page." + id));
    button.setId("job-page-" + id);
    button.setFocusTraversable(false);
    button.setMinWidth(USE_PREF_SIZE);
    button.setToggleGroup(group);
    button
        .selectedProperty()
        .addListener((o, old, selected) -> {
          if (selected) {
            showPage(id, made);
          }
        });
    return button;
  }

  private void showPage(String id, Supplier<Node> made) {
    content.getChildren().setAll(pages.computeIfAbsent(id, first -> made.get()));
  }

  private Node graph() {
    GraphPane pane = new GraphPane(model.graph(), desk.themes(), desk.texts());
    pane.setId("job-graph");
    return pane;
  }

  private Node definition() {
    YamlView view = new YamlView();
    view.setId("job-definition");
    model
        .jobProperty()
        .subscribe(job -> view.show(job == null || job.source() == null ? "" : job.source()));
    return view;
  }

  private Node schedule() {
    SchedulePane schedules = new SchedulePane(model, desk);
    disposals.add(schedules::dispose);
    return schedules;
  }

  private Node runs() {
    RunListView list = new RunListView(model.runs(), desk, true);
    disposals.add(list::dispose);
    return list;
  }

  private void showJob(JobView job) {
    title.setText(model.key().toString());
    if (job == null) {
      facts.setText("");
      return;
    }
    StringBuilder text = new StringBuilder();
    text.append(desk.texts().get("job.version", job.version()));
    text.append("   \u00b7   ").append(desk.texts().get("job.taskCount", job.tasks().size()));
    if (job.paused()) {
      text.append("   \u00b7   ").append(desk.texts().get("job.paused"));
      if (job.pausedReason() != null && !job.pausedReason().isBlank()) {
        text.append(": ").append(job.pausedReason());
      }
    }
    if (job.description() != null && !job.description().isBlank()) {
      text.append("   \u00b7   ").append(job.description());
    }
    facts.setText(text.toString());
  }

  private void showProblem() {
    String text =
        model.deletedProperty().get()
            ? desk.texts().get("job.deleted")
            : model.problemProperty().get();
    problem.setText(text);
    problem.setVisible(!text.isEmpty());
  }

  private void taskSelected() {
    int task = model.graph().selectedProperty().get();
    if (following) {
      return;
    }
    String job = model.key().toString();
    desk.selection()
        .select(
            task == GraphModel.NONE
                ? new Subject.OfJob(job)
                : new Subject.OfJobTask(job, model.graph().graph().name(task)));
  }

  private void follow(Subject subject) {
    following = true;
    boolean own =
        subject instanceof Subject.OfJobTask of && of.job().equals(model.key().toString());
    if (!own && model.graph().selectedProperty().get() != GraphModel.NONE) {
      model.graph().selectedProperty().set(GraphModel.NONE);
    }
    following = false;
  }
}

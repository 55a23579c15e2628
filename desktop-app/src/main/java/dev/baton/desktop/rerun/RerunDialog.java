package dev.baton.desktop.rerun;

import dev.baton.common.api.AttemptRef;
import dev.baton.common.api.RerunPlanView;
import dev.baton.common.api.RerunPlanView.PlannedAction;
import dev.baton.common.api.RerunPlanView.PlannedTask;
import dev.baton.common.run.RerunMode;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.graph.GraphView;
import dev.baton.desktop.widgets.Columns;
import dev.baton.desktop.widgets.DialogPane;
import dev.baton.desktop.widgets.EmptyState;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** Choose what to run again; see exactly what will run; then do it. */
public final class RerunDialog {
  private static final double WIDTH = 960;
  private static final double PLAN_HEIGHT = 300;

  private final RerunModel model;
  private final Desk desk;

  private RerunDialog(RerunModel model, Desk desk) {
    this.model = model;
    this.desk = desk;
  }

  /**
   * @param banner names a production cluster; empty = none
   */
  public static DialogPane of(RerunModel model, Desk desk, String banner) {
    return new RerunDialog(model, desk).build(banner);
  }

  private DialogPane build(String banner) {
    TextField reason = new TextField();
    reason.setId("rerun-reason");
    reason.setPromptText(desk.texts().get("dialog.reason.prompt"));
    reason.textProperty().bindBidirectional(model.reasonProperty());
    HBox.setHgrow(reason, Priority.ALWAYS);
    Label reasonLabel = new Label(desk.texts().get("dialog.reason"));
    reasonLabel.getStyleClass().add("form-label");
    HBox reasonRow = new HBox(10, reasonLabel, reason);
    reasonRow.setAlignment(Pos.CENTER_LEFT);
    VBox content = new VBox(modes(), summary(), plan(), reasonRow);
    content.getStyleClass().add("rerun-content");
    DialogPane pane =
        new DialogPane(
                desk.texts().get("rerun.title", Long.toString(model.run()), model.job()),
                content,
                WIDTH)
            .banner(banner)
            .problem(model.problemProperty())
            .ok(
                Bindings.createStringBinding(
                    this::okText, model.planProperty(), model.sendingProperty()),
                model::start)
            .cancel(desk.texts().get("dialog.cancel"), desk.modals()::close);
    pane.okButton()
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.sendingProperty().get() || model.count(PlannedAction.RUN) == 0,
                model.planProperty(),
                model.sendingProperty()));
    return pane;
  }

  private String okText() {
    if (model.sendingProperty().get()) {
      return desk.texts().get("rerun.sending");
    }
    return model.planProperty().get() == null
        ? desk.texts().get("rerun.start")
        : desk.texts().get("rerun.startCount", model.count(PlannedAction.RUN));
  }

  private Node modes() {
    ToggleGroup group = new ToggleGroup();
    VBox box = new VBox();
    box.getStyleClass().add("rerun-modes");
    ComboBox<String> task = new ComboBox<>();
    task.setId("rerun-task");
    task.getItems().setAll(model.tasks());
    task.valueProperty().bindBidirectional(model.taskProperty());
    task.setMaxWidth(260);
    task.disableProperty().bind(model.modeProperty().map(mode -> !RerunModel.needsTask(mode)));
    for (RerunMode mode : RerunMode.values()) {
      RadioButton button = new RadioButton(desk.texts().word("rerunMode", mode));
      button.setId("rerun-mode-" + mode.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      button.setToggleGroup(group);
      button.setSelected(model.modeProperty().get() == mode);
      button.setOnAction(pressed -> model.modeProperty().set(mode));
      Label what = new Label(desk.texts().get("rerunMode.hint." + mode.name()));
      what.getStyleClass().add("form-hint");
      HBox row = new HBox(8, button, what);
      row.setAlignment(Pos.CENTER_LEFT);
      box.getChildren().add(row);
    }
    Label taskLabel = new Label(desk.texts().get("rerun.task"));
    taskLabel.getStyleClass().add("form-label");
    HBox taskRow = new HBox(10, taskLabel, task);
    taskRow.setAlignment(Pos.CENTER_LEFT);
    taskRow.getStyleClass().add("rerun-task-row");
    box.getChildren().add(taskRow);
    return box;
  }

  private Node summary() {
    Label summary = new Label();
    summary.setId("rerun-summary");
    summary.getStyleClass().add("strong");
    summary
        .textProperty()
        .bind(Bindings.createStringBinding(this::summaryText, model.planProperty()));
    return summary;
  }

  private String summaryText() {
    if (model.planProperty().get() == null) {
      return desk.texts().get("rerun.asking");
    }
    return desk.texts()
        .get(
            "rerun.summary",
            model.count(PlannedAction.RUN),
            model.count(PlannedAction.KEEP),
            model.count(PlannedAction.LEAVE_OUT));
  }

  private Node plan() {
    TableView<PlannedTask> table = Columns.table();
    table.setId("rerun-plan");
    table
        .getColumns()
        .add(
            Columns.status(
                desk.texts().get("rerun.column.action"),
                72,
                PlannedTask::action,
                each -> RerunModel.look(each.action()),
                each -> desk.texts().word("plannedAction", each.action())));
    table
        .getColumns()
        .add(
            Columns.text(
                desk.texts().get("rerun.column.task"), 176, PlannedTask::name, PlannedTask::name));
    table
        .getColumns()
        .add(
            Columns.text(
                desk.texts().get("rerun.column.feeds"),
                126,
                each -> feeds(each.feeds()),
                each -> feeds(each.feeds())));
    table
        .getColumns()
        .add(
            Columns.text(
                desk.texts().get("rerun.column.reason"),
                140,
                each -> each.reason() == null ? "" : each.reason(),
                each -> each.reason() == null ? "" : each.reason()));
    table.setPlaceholder(
        new EmptyState(
            MaterialDesignT.TIMER_SAND,
            new SimpleStringProperty(desk.texts().get("rerun.asking")),
            new SimpleStringProperty(desk.texts().get("rerun.askingHint"))));
    model.planProperty().subscribe(plan -> show(table, plan));
    GraphView graph = new GraphView(model.graph(), desk.themes());
    SplitPane split = new SplitPane(table, graph);
    split.setDividerPositions(0.62);
    split.setPrefHeight(PLAN_HEIGHT);
    split.getStyleClass().add("framed");
    return split;
  }

  private static void show(TableView<PlannedTask> table, RerunPlanView plan) {
    if (plan == null) {
      table.getItems().clear();
    } else {
      table.getItems().setAll(plan.tasks());
    }
  }

  private String feeds(AttemptRef ref) {
    return ref == null
        ? ""
        : desk.texts().get("rerun.feeds", Long.toString(ref.run()), ref.attempt());
  }
}

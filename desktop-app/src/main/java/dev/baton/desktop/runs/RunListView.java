package dev.baton.desktop.runs;

import dev.baton.common.api.RunView;
import dev.baton.common.run.RunStatus;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.desk.RowChanges;
import dev.baton.desktop.desk.Subject;
import dev.baton.desktop.theme.Icons;
import dev.baton.desktop.theme.StatusIcon;
import dev.baton.desktop.theme.StatusLook;
import dev.baton.desktop.widgets.Columns;
import dev.baton.desktop.widgets.EmptyState;
import dev.baton.desktop.widgets.SearchField;
import dev.baton.desktop.widgets.ToolStrip;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** The table of runs with its filter. */
public final class RunListView extends VBox {
  private static final double LOAD_MORE_AT = 0.98;
  private static final javafx.util.Duration TYPING_PAUSE = javafx.util.Duration.millis(300);

  private final RunListModel model;
  private final Desk desk;
  private final TableView<RunView> table = Columns.table();
  private Subscription subscriptions = Subscription.EMPTY;
  private boolean following;

  /**
   * @param ofOneJob whether the list belongs to a job: then there is no filter by job
   */
  public RunListView(RunListModel model, Desk desk, boolean ofOneJob) {
    this.model = model;
    this.desk = desk;
    getStyleClass().add("run-list");
    setMinSize(0, 0);
    ToolStrip strip = new ToolStrip();
    if (!ofOneJob) {
      strip.getChildren().add(jobField());
    }
    for (RunStatus status : RunStatus.values()) {
      strip.getChildren().add(chip(status));
    }
    strip.getChildren().addAll(periods(), ToolStrip.spring(), count());
    addColumns(ofOneJob);
    fillTable();
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(strip, table);
  }

  private Node jobField() {
    SearchField field = new SearchField(desk.texts().get("runs.filter.job"));
    field.setId("runs-job-filter");
    field.setPrefWidth(220);
    PauseTransition typed = new PauseTransition(TYPING_PAUSE);
    typed.setOnFinished(done -> model.jobProperty().set(field.getText()));
    field.textProperty().addListener(changed -> typed.playFromStart());
    model
        .jobProperty()
        .subscribe(job -> {
          if (!job.equals(field.getText())) {
            field.setText(job);
          }
        });
    return field;
  }

  private Node chip(RunStatus status) {
    ToggleButton chip = new ToggleButton(desk.texts().word("runStatus", status));
    chip.setId("runs-status-" + status.name().toLowerCase(Locale.ROOT));
    chip.getStyleClass().add("chip");
    chip.setGraphic(new StatusIcon(StatusLook.of(status)));
    chip.setFocusTraversable(false);
    chip.setOnAction(pressed -> model.toggle(status));
    model.statusesProperty().subscribe(chosen -> chip.setSelected(chosen.contains(status)));
    return chip;
  }

  private Node periods() {
    ComboBox<RunListModel.Period> box = new ComboBox<>();
    box.getItems().setAll(RunListModel.Period.values());
    box.valueProperty().bindBidirectional(model.periodProperty());
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(RunListModel.Period period) {
            return desk.texts().word("runs.period", period);
          }

          @Override
          public RunListModel.Period fromString(String text) {
            throw new UnsupportedOperationException("the box is not editable");
          }
        });
    box.setFocusTraversable(false);
    return box;
  }

  private Node count() {
    Label count = new Label();
    count.getStyleClass().add("strip-info");
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.loadingProperty().get()
                        ? desk.texts().get("runs.loading")
                        : desk.texts()
                            .get(
                                model.moreProperty().get() ? "runs.countMore" : "runs.count",
                                model.rows().size()),
                model.rows(),
                model.loadingProperty(),
                model.moreProperty()));
    return count;
  }

  private void addColumns(boolean ofOneJob) {
    table
        .getColumns()
        .add(
            Columns.status(
                text("status"),
                118,
                RunView::status,
                run -> StatusLook.of(run.status()),
                run -> desk.texts().word("runStatus", run.status())));
    table.getColumns().add(Columns.number(text("run"), 70, RunView::id, run -> "#" + run.id()));
    if (!ofOneJob) {
      table.getColumns().add(Columns.name(text("job"), 210, RunView::job));
    }
    table
        .getColumns()
        .add(
            Columns.text(
                text("trigger"),
                96,
                RunView::trigger,
                run -> desk.texts().word("trigger", run.trigger())));
    table
        .getColumns()
        .add(
            Columns.text(
                text("fireTime"),
                138,
                RunView::fireAt,
                run -> desk.times().dateTime(run.fireAt())));
    table
        .getColumns()
        .add(
            Columns.text(
                text("started"),
                138,
                RunView::startedAt,
                run -> desk.times().dateTime(run.startedAt())));
    table
        .getColumns()
        .add(
            Columns.number(
                text("duration"),
                84,
                this::duration,
                run -> desk.times().span(run.startedAt(), run.endedAt(), desk.clock().instant())));
    table
        .getColumns()
        .add(
            Columns.text(
                text("by"),
                124,
                run -> run.requestedBy() == null ? "" : run.requestedBy(),
                run -> run.requestedBy() == null ? "" : run.requestedBy()));
    table
        .getColumns()
        .add(
            Columns.text(
                text("cause"),
                200,
                run -> run.cause() == null ? "" : run.cause(),
                run -> run.cause() == null ? "" : run.cause()));
  }

  private String text(String column) {
    return desk.texts().get("runs.column." + column);
  }

  private Duration duration(RunView run) {
    if (run.startedAt() == null) {
      return null;
    }
    Instant end = run.endedAt() == null ? desk.clock().instant() : run.endedAt();
    return Duration.between(run.startedAt(), end);
  }

  private void fillTable() {
    RowChanges changes =
        new RowChanges(model.rows(), desk, () -> follow(desk.selection().subject()));
    SortedList<RunView> sorted = new SortedList<>(model.rows());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.setId("runs-table");
    table.setPlaceholder(empty());
    table.setContextMenu(
        desk.controls().contextMenu("run.open", "log.show", "run.rerun", "run.cancel", "job.open"));
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((o, old, run) -> {
          if (run != null && !following && !changes.underWay()) {
            desk.selection().select(new Subject.OfRun(run.id(), run.job()));
          }
        });
    table.setOnMouseClicked(clicked -> {
      if (clicked.getClickCount() == 2) {
        open();
      }
    });
    table.setOnKeyPressed(pressed -> {
      if (pressed.getCode() == KeyCode.ENTER) {
        open();
      }
    });
    subscriptions =
        Subscription.combine(
            desk.selection().subjectProperty().subscribe(this::follow),
            desk.ticker().secondsProperty().subscribe(this::refreshDurations));
    table.skinProperty().addListener(made -> watchScrolling());
  }

  /** Ends what it listens to. */
  public void dispose() {
    subscriptions.unsubscribe();
  }

  private void refreshDurations() {
    boolean onScreen = table.getScene() != null;
    if (onScreen && model.rows().stream().limit(200).anyMatch(run -> !run.status().isEnd())) {
      table.refresh();
    }
  }

  private void open() {
    RunView run = table.getSelectionModel().getSelectedItem();
    if (run != null) {
      desk.navigator().openRun(run.id());
    }
  }

  private void follow(Subject subject) {
    following = true;
    Long run = desk.selection().run();
    RunView selected = table.getSelectionModel().getSelectedItem();
    if (run == null || subject == null) {
      table.getSelectionModel().clearSelection();
    } else if (selected == null || selected.id() != run) {
      table.getSelectionModel().clearSelection();
      for (RunView row : table.getItems()) {
        if (row.id() == run) {
          table.getSelectionModel().select(row);
          break;
        }
      }
    }
    following = false;
  }

  private void watchScrolling() {
    for (Node node : table.lookupAll(".scroll-bar")) {
      if (node instanceof ScrollBar bar && bar.getOrientation() == Orientation.VERTICAL) {
        bar.valueProperty()
            .subscribe(value -> {
              if (value.doubleValue() >= LOAD_MORE_AT) {
                model.loadMore();
              }
            });
      }
    }
  }

  private Node empty() {
    ObservableValue<String> title =
        Bindings.createStringBinding(
            this::emptyTitle,
            model.problemProperty(),
            model.loadingProperty(),
            model.statusesProperty(),
            model.jobProperty(),
            model.periodProperty());
    ObservableValue<String> hint =
        Bindings.createStringBinding(
            this::emptyHint,
            model.problemProperty(),
            model.loadingProperty(),
            model.statusesProperty(),
            model.jobProperty(),
            model.periodProperty());
    Button clear = new Button(desk.texts().get("runs.empty.clear"));
    clear.setGraphic(Icons.of(MaterialDesignF.FILTER_OFF_OUTLINE));
    clear.getStyleClass().add("flat-button");
    clear.setOnAction(pressed -> model.clearFilter());
    clear.setTooltip(new Tooltip(desk.texts().get("runs.empty.clear")));
    clear
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                model::isFiltered,
                model.statusesProperty(),
                model.jobProperty(),
                model.periodProperty()));
    return new EmptyState(MaterialDesignP.PLAY_BOX_MULTIPLE_OUTLINE, title, hint, clear);
  }

  private String emptyTitle() {
    if (model.loadingProperty().get()) {
      return desk.texts().get("runs.loading");
    }
    if (!model.problemProperty().get().isEmpty()) {
      return desk.texts().get("runs.empty.problem");
    }
    return desk.texts().get(model.isFiltered() ? "runs.empty.filtered" : "runs.empty.title");
  }

  private String emptyHint() {
    if (model.loadingProperty().get()) {
      return "";
    }
    if (!model.problemProperty().get().isEmpty()) {
      return model.problemProperty().get();
    }
    return desk.texts().get(model.isFiltered() ? "runs.empty.filteredHint" : "runs.empty.hint");
  }
}

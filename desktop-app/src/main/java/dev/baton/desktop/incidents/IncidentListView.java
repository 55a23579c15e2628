package dev.baton.desktop.incidents;

import dev.baton.common.api.IncidentView;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.desk.RowChanges;
import dev.baton.desktop.desk.Subject;
import dev.baton.desktop.theme.Icons;
import dev.baton.desktop.theme.IncidentLook;
import dev.baton.desktop.widgets.Columns;
import dev.baton.desktop.widgets.EmptyState;
import dev.baton.desktop.widgets.SearchField;
import dev.baton.desktop.widgets.ToolStrip;
import java.util.function.Function;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** The tool window: the table of incidents with its filter. */
public final class IncidentListView extends VBox {
  private final IncidentListModel model;
  private final IncidentWords words;
  private final Desk desk;
  private final TableView<IncidentView> table = Columns.table();
  private boolean following;

  public IncidentListView(IncidentListModel model, Desk desk) {
    this.model = model;
    this.desk = desk;
    this.words = new IncidentWords(desk.texts(), desk.times());
    getStyleClass().add("incident-list");
    setMinSize(0, 0);
    addColumns();
    fillTable();
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(strip(), table);
  }

  private Node strip() {
    SearchField field = new SearchField(desk.texts().get("incidents.filter"));
    field.setId("incidents-filter");
    field.setPrefWidth(240);
    field.textProperty().bindBidirectional(model.textProperty());
    Label count = new Label();
    count.getStyleClass().add("strip-info");
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::countText,
                model.shown(),
                model.openCountProperty(),
                model.loadingProperty()));
    Button older = new Button(desk.texts().get("timeline.older"));
    older.getStyleClass().add("flat-button");
    older.setFocusTraversable(false);
    older.visibleProperty().bind(model.moreProperty());
    older.managedProperty().bind(older.visibleProperty());
    older.setOnAction(pressed -> model.loadMore());
    return new ToolStrip(
        field,
        chip("incidents.all", false),
        chip("incidents.open", true),
        ToolStrip.separator(),
        desk.controls().iconButton("incident.open"),
        desk.controls().iconButton("incident.approve"),
        desk.controls().iconButton("incident.close"),
        ToolStrip.spring(),
        older,
        count);
  }

  private Node chip(String key, boolean openOnly) {
    ToggleButton chip = new ToggleButton(desk.texts().get(key));
    chip.setId(key.replace('.', '-'));
    chip.getStyleClass().add("chip");
    chip.setFocusTraversable(false);
    chip.setOnAction(pressed -> {
      model.openOnlyProperty().set(openOnly);
      chip.setSelected(true);
    });
    model.openOnlyProperty().subscribe(only -> chip.setSelected(only == openOnly));
    return chip;
  }

  private String countText() {
    return model.loadingProperty().get()
        ? desk.texts().get("runs.loading")
        : desk.texts()
            .get("incidents.count", model.shown().size(), model.openCountProperty().get());
  }

  private void addColumns() {
    table
        .getColumns()
        .add(
            Columns.status(
                text("step"),
                142,
                IncidentView::step,
                incident -> IncidentLook.of(incident.step()),
                words::step));
    table
        .getColumns()
        .add(Columns.number(text("number"), 44, IncidentView::id, incident -> "#" + incident.id()));
    table.getColumns().add(Columns.text(text("kind"), 116, words::kind, words::kind));
    table.getColumns().add(Columns.name(text("subject"), 130, IncidentView::subject));
    table.getColumns().add(Columns.text(text("cause"), 140, words::cause, words::cause));
    table
        .getColumns()
        .add(
            Columns.text(
                text("detected"),
                138,
                IncidentView::detectedAt,
                incident -> desk.times().dateTime(incident.detectedAt())));
    length("detect", incident -> incident.times().detectMs());
    length("diagnose", incident -> incident.times().diagnoseMs());
    length("recover", incident -> incident.times().recoverMs());
    length("verify", incident -> incident.times().verifyMs());
    table
        .getColumns()
        .add(
            Columns.number(
                text("touched"),
                72,
                IncidentView::attempts,
                incident -> incident.attempts() == 0 ? "" : Long.toString(incident.attempts())));
    table
        .getColumns()
        .add(Columns.text(text("summary"), 240, IncidentView::summary, IncidentView::summary));
  }

  private void length(String column, Function<IncidentView, Long> ms) {
    TableColumn<IncidentView, Long> made =
        Columns.number(
            text(column),
            76,
            incident -> incident.times() == null ? null : ms.apply(incident),
            incident -> incident.times() == null ? "" : words.length(ms.apply(incident)));
    table.getColumns().add(made);
  }

  private String text(String column) {
    return desk.texts().get("incidents.column." + column);
  }

  private void fillTable() {
    RowChanges changes = new RowChanges(model.rows(), desk, this::follow);
    SortedList<IncidentView> sorted = new SortedList<>(model.shown());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.setId("incidents-table");
    table.setPlaceholder(empty());
    table.setContextMenu(
        desk.controls().contextMenu("incident.open", "incident.approve", "incident.close"));
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((o, old, incident) -> {
          if (incident != null && !following && !changes.underWay()) {
            desk.selection().select(new Subject.OfIncident(incident.id()));
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
    desk.selection().subjectProperty().subscribe(subject -> follow());
  }

  private void open() {
    IncidentView incident = table.getSelectionModel().getSelectedItem();
    if (incident != null) {
      desk.navigator().openIncident(incident.id());
    }
  }

  private void follow() {
    following = true;
    Long wanted = desk.selection().incident();
    IncidentView selected = table.getSelectionModel().getSelectedItem();
    if (wanted == null) {
      table.getSelectionModel().clearSelection();
    } else if (selected == null || selected.id() != wanted) {
      table.getSelectionModel().clearSelection();
      table.getItems().stream()
          .filter(each -> each.id() == wanted)
          .findFirst()
          .ifPresent(each -> table.getSelectionModel().select(each));
    }
    following = false;
  }

  private Node empty() {
    Observable[] causes = {
      model.problemProperty(),
      model.loadingProperty(),
      model.openOnlyProperty(),
      model.textProperty()
    };
    ObservableValue<String> title = Bindings.createStringBinding(this::emptyTitle, causes);
    ObservableValue<String> hint = Bindings.createStringBinding(this::emptyHint, causes);
    Button clear = new Button(desk.texts().get("runs.empty.clear"));
    clear.setGraphic(Icons.of(MaterialDesignF.FILTER_OFF_OUTLINE));
    clear.getStyleClass().add("flat-button");
    clear.setOnAction(pressed -> model.clearFilter());
    clear.visibleProperty().bind(Bindings.createBooleanBinding(model::isFiltered, causes));
    return new EmptyState(MaterialDesignS.SHIELD_CHECK_OUTLINE, title, hint, clear);
  }

  private String emptyTitle() {
    if (model.loadingProperty().get()) {
      return desk.texts().get("runs.loading");
    }
    if (!model.problemProperty().get().isEmpty()) {
      return desk.texts().get("incidents.empty.problem");
    }
    return desk.texts()
        .get(model.isFiltered() ? "incidents.empty.filtered" : "incidents.empty.title");
  }

  private String emptyHint() {
    if (model.loadingProperty().get()) {
      return "";
    }
    if (!model.problemProperty().get().isEmpty()) {
      return model.problemProperty().get();
    }
    return desk.texts()
        .get(model.isFiltered() ? "incidents.empty.filteredHint" : "incidents.empty.hint");
  }
}

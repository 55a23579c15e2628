package dev.baton.desktop.timeline;

import dev.baton.common.api.FailoverEventView;
import dev.baton.common.api.IncidentView;
import dev.baton.desktop.desk.Desk;
import dev.baton.desktop.incidents.IncidentListModel;
import dev.baton.desktop.theme.ExecutorLook;
import dev.baton.desktop.theme.Icons;
import dev.baton.desktop.widgets.Columns;
import dev.baton.desktop.widgets.EmptyState;
import dev.baton.desktop.widgets.ToolStrip;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The tool window: lanes left, the same events as a list right. */
public final class TimelinePane extends VBox {
  private static final Map<String, Duration> LENGTHS = new LinkedHashMap<>();

  static {
    LENGTHS.put("timeline.15m", Duration.ofMinutes(15));
    LENGTHS.put("timeline.1h", Duration.ofHours(1));
    LENGTHS.put("timeline.6h", Duration.ofHours(6));
    LENGTHS.put("timeline.1d", Duration.ofDays(1));
    LENGTHS.put("timeline.7d", Duration.ofDays(7));
  }

  private final TimelineModel model;
  private final IncidentListModel incidents;
  private final Desk desk;

  public TimelinePane(TimelineModel model, IncidentListModel incidents, Desk desk) {
    this.model = model;
    this.incidents = incidents;
    this.desk = desk;
    getStyleClass().add("timeline-pane");
    setMinSize(0, 0);
    SplitPane split = new SplitPane(new TimelineCanvas(model, desk), table());
    split.setDividerPositions(0.5);
    split.setMinSize(0, 0);
    VBox.setVgrow(split, Priority.ALWAYS);
    getChildren().addAll(strip(), split);
    desk.ticker()
        .secondsProperty()
        .addListener(second -> {
          if (getScene() != null) {
            model.tick();
          }
        });
  }

  private Node strip() {
    ToolStrip strip = new ToolStrip();
    LENGTHS.forEach((key, length) -> {
      ToggleButton button = new ToggleButton(desk.texts().get(key));
      button.getStyleClass().add("chip");
      button.setFocusTraversable(false);
      button.setOnAction(pressed -> {
        model.liveProperty().set(true);
        model.setLength(length);
      });
      model.rangeProperty().subscribe(range -> button.setSelected(range.length().equals(length)));
      strip.getChildren().add(button);
    });
    ToggleButton live = new ToggleButton(desk.texts().get("timeline.live"));
    live.setGraphic(Icons.of(MaterialDesignA.ARROW_COLLAPSE_RIGHT));
    live.getStyleClass().add("chip");
    live.setFocusTraversable(false);
    live.selectedProperty().bindBidirectional(model.liveProperty());
    Label info = new Label();
    info.getStyleClass().add("strip-info");
    info.textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.problemProperty().get().isEmpty()
                        ? desk.texts().get("timeline.count", model.events().size())
                        : model.problemProperty().get(),
                model.events(),
                model.problemProperty()));
    Button older = new Button(desk.texts().get("timeline.older"));
    older.getStyleClass().add("flat-button");
    older.setFocusTraversable(false);
    older.visibleProperty().bind(model.moreProperty());
    older.managedProperty().bind(older.visibleProperty());
    older.setOnAction(pressed -> model.loadMore());
    strip.getChildren().addAll(ToolStrip.separator(), live, ToolStrip.spring(), older, info);
    return strip;
  }

  private Node table() {
    TableView<FailoverEventView> table = Columns.table();
    table.setId("failover-table");
    table
        .getColumns()
        .add(
            Columns.text(
                text("at"),
                132,
                FailoverEventView::at,
                event -> desk.times().dateTime(event.at())));
    table
        .getColumns()
        .add(
            Columns.status(
                text("kind"),
                136,
                FailoverEventView::kind,
                event -> ExecutorLook.of(event.kind()),
                event -> desk.texts().word("failoverKind", event.kind())));
    table
        .getColumns()
        .add(
            Columns.text(
                text("subject"), 104, FailoverEventView::subject, FailoverEventView::subject));
    table
        .getColumns()
        .add(
            Columns.number(
                text("epoch"),
                46,
                FailoverEventView::epoch,
                event -> event.epoch() == 0 ? "" : Long.toString(event.epoch())));
    table
        .getColumns()
        .add(
            Columns.link(
                text("incident"),
                58,
                this::incidentOf,
                event -> incidentOf(event) == 0 ? "" : "#" + incidentOf(event),
                event -> desk.navigator().openIncident(incidentOf(event))));
    incidents.rows().addListener((InvalidationListener) changed -> table.refresh());
    table
        .getColumns()
        .add(
            Columns.text(
                text("detail"),
                180,
                event -> event.detail() == null ? "" : event.detail(),
                event -> event.detail() == null ? "" : event.detail()));
    table.setItems(model.events());
    table.setPlaceholder(
        new EmptyState(
            MaterialDesignT.TIMELINE_CLOCK_OUTLINE,
            new SimpleStringProperty(desk.texts().get("timeline.empty.title")),
            new SimpleStringProperty(desk.texts().get("timeline.empty.hint"))));
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((o, old, event) -> {
          if (event != null && !event.equals(model.selectedProperty().get())) {
            model.select(event);
          }
        });
    model
        .selectedProperty()
        .subscribe(event -> {
          if (event != null && !event.equals(table.getSelectionModel().getSelectedItem())) {
            table.getSelectionModel().select(event);
            table.scrollTo(event);
          }
        });
    return table;
  }

  /** 0 = it belongs to none. */
  private long incidentOf(FailoverEventView event) {
    IncidentView incident = IncidentMatch.of(event, incidents.rows());
    return incident == null ? 0 : incident.id();
  }

  private String text(String column) {
    return desk.texts().get("timeline.column." + column);
  }
}
